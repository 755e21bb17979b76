"""The waterfall: it adds up, each entry has one step, and the steps come in their order."""

import random
from collections import Counter

import pytest
from made_registries import model, registries, reta, sistra, victim

from trama.overlap.draws import draw
from trama.overlap.entries import Entry
from trama.overlap.of_graph import Registries
from trama.overlap.units import UnitKind, units
from trama.overlap.waterfall import Step, Waterfall, waterfall


def steps(
    held: Registries,
    year: str | None = None,
    *,
    kind: UnitKind = UnitKind.VICTIMS,
    of_fact: bool = False,
) -> Waterfall:
    found = units(held, kind)
    return waterfall(found, draw(found.candidates(), 200, seed=1), year, of_fact=of_fact)


def placed(made: Waterfall) -> dict[str, tuple[Step, str]]:
    """Returns the step and the side of each record."""
    entries = [(e.record, bar) for bar in made.bars for e in (*bar.out, *bar.into)]
    assert len(entries) == len({record for record, _ in entries})
    return {record: (bar.step, bar.side) for record, bar in entries}


def test_the_example_of_the_docstring() -> None:
    shared = reta("1", "C-1")
    made = steps(
        registries(
            [
                victim("R-1", "P-1", shared, "DNI:1"),
                victim("R-2", "P-1", reta("2", "C-1", "2017-03-09"), "DNI:1"),
                victim("R-3", "P-3", reta("3")),
                victim("S-1", "P-1", sistra("9", "C-1"), "DNI:1"),
                victim("S-2", "P-8", sistra("8")),
            ]
        )
    )

    assert (made.police, made.prosecutors) == (3, 2)
    assert placed(made) == {
        "R-1": (Step.ALIKE, ""),
        "R-2": (Step.REPEATED, "RETA"),
        "R-3": (Step.LOST, "RETA"),
        "S-1": (Step.ALIKE, ""),
        "S-2": (Step.DIRECT, "SISTRA"),
    }


@pytest.mark.parametrize(
    ("own", "theirs", "expected"),
    [
        ({}, {}, Step.ALIKE),
        ({}, {"day": "2018-01-02"}, Step.ANOTHER_YEAR),
        ({"provision": "CP-153"}, {"provision": "CP-129-A"}, Step.ALIKE),
        ({"provision": "CP-153-A"}, {"provision": "CP-129-A"}, Step.ALIKE),
        ({"provision": "CP-153"}, {"provision": "CP-129-C"}, Step.TYPIFIED_OTHERWISE),
        ({"provision": "CP-153-B"}, {"provision": "CP-129-C"}, Step.ALIKE),
        ({"provision": "CP-153"}, {"provision": ""}, Step.ALIKE),
        ({}, {"status": "ARCHIVO_PLANO"}, Step.ARCHIVED),
        ({}, {"status": "SENTENCIA_CONDENATORIA"}, Step.ALIKE),
        (
            {"provision": "CP-153"},
            {"provision": "CP-129-O", "status": "ARCHIVO_PLANO"},
            Step.TYPIFIED_OTHERWISE,
        ),
    ],
)
def test_the_step_of_a_victim_of_both(
    own: dict[str, str], theirs: dict[str, str], expected: Step
) -> None:
    victims = [
        victim("R-1", "P-1", reta("1", **own), "DNI:1"),
        victim("S-1", "P-1", sistra("9", **theirs), "DNI:1"),
    ]

    assert placed(steps(registries(victims), "2017"))["R-1"][0] is expected


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (reta("1"), Step.LOST),
        (reta("1", destination="COMISARIA"), Step.NEVER_HANDED_OVER),
        (reta("1", destination="DESISTIMIENTO"), Step.DISCARDED),
        (reta("1", destination=""), Step.DESTINATION_UNKNOWN),
        (sistra("1"), Step.DIRECT),
        (sistra("1", entry_form="DE_OFICIO"), Step.DIRECT),
        (sistra("1", entry_form="OPERATIVO"), Step.FROM_POLICE),
        (sistra("1", entry_form="", police_report="5"), Step.FROM_POLICE),
        (sistra("1", entry_form=""), Step.ORIGIN_UNKNOWN),
    ],
)
def test_the_step_of_a_victim_of_one_registry(case: object, expected: Step) -> None:
    held = registries([victim("R-1", "P-1", case)])  # type: ignore[arg-type]

    assert placed(steps(held))["R-1"][0] is expected


def test_by_the_year_of_the_fact_the_same_victim_may_stand_elsewhere() -> None:
    case = reta("1", "C-1", "2018-01-05")
    late = type(case)("RETA", "1", "C-1", "2018-01-05", "2017-12-30", destination="FISCALIA")
    held = registries([victim("R-1", "P-1", late)])

    assert steps(held, "2017").police == 0
    assert steps(held, "2017", of_fact=True).police == 1


def test_an_open_pair_is_undecided_and_its_draws_move_both_records() -> None:
    held = registries(
        [victim("R-1", "P-1", reta("1")), victim("S-1", "P-9", sistra("9"))],
        model("R-1", "S-1", 0.6),
    )

    made = steps(held, "2017")

    bars = {(bar.step, bar.side): bar for bar in made.bars}
    assert placed(made) == {"R-1": (Step.UNDECIDED, "RETA"), "S-1": (Step.UNDECIDED, "SISTRA")}
    alike, lost = bars[Step.ALIKE, ""], bars[Step.LOST, "RETA"]
    assert (alike.leaving.decided, lost.leaving.decided) == (0, 0)
    assert alike.leaving.mean == alike.coming.mean == pytest.approx(0.6, abs=0.1)
    assert lost.leaving.mean == pytest.approx(1 - alike.leaving.mean)
    assert bars[Step.DIRECT, "SISTRA"].coming.mean == pytest.approx(1 - alike.coming.mean)


def random_registries(seed: int) -> Registries:
    """Returns some dozen people with entries, documents and opinions by chance."""
    chance = random.Random(seed)
    days = ("2016-11-01", "2017-02-01", "2017-09-01", "")
    places = ("FISCALIA", "JUEZ", "", "DESISTIMIENTO")
    forms = ("DENUNCIA_PARTE", "INFORME_POLICIAL", "")
    provisions = ("CP-153", "CP-129-C", "")
    victims: list[Entry] = []
    for person in range(14):
        for number in range(chance.choice((0, 1, 1, 2, 3))):
            case = f"C-{chance.randrange(9)}"
            said = {"provision": chance.choice(provisions)}
            made = reta(f"{person}-{number}", case, chance.choice(days), **said,
                        destination=chance.choice(places))  # fmt: skip
            victims.append(victim(f"R-{person}-{number}", f"P-{person}", made))
        for number in range(chance.choice((0, 1, 1, 2))):
            case = f"C-{chance.randrange(9)}"
            made = sistra(f"{person}-{number}", case, chance.choice(days),
                          entry_form=chance.choice(forms))  # fmt: skip
            victims.append(victim(f"S-{person}-{number}", f"P-{person}", made))
    records = [entry.record for entry in victims]
    opinions = [
        model(*sorted(chance.sample(records, 2)), round(chance.random(), 2)) for _ in range(12)
    ]
    return registries(victims, *opinions)


@pytest.mark.parametrize("year", [None, "2017"])
@pytest.mark.parametrize("kind", list(UnitKind))
def test_the_steps_add_up_exactly_and_each_entry_has_one(kind: UnitKind, year: str | None) -> None:
    for seed in range(12):
        held = random_registries(seed)
        entries = held.cases if kind is UnitKind.CASES else held.victims
        wanted = {e.record for e in entries if year in (None, e.of.registered_on[:4])}

        made = steps(held, year, kind=kind)

        count = made.police
        for bar in made.bars:
            assert bar.before == count
            assert (bar.leaving.decided, bar.coming.decided) == (len(bar.out), len(bar.into))
            count += len(bar.into) - len(bar.out)
            assert bar.after == count
        assert count == made.prosecutors
        assert placed(made).keys() == wanted
        sides = Counter(e.of.registry for e in entries if e.record in wanted)
        assert (made.police, made.prosecutors) == (sides["RETA"], sides["SISTRA"])
        # Each draw places all entries too: none of them is undecided there.
        for total, name in ((made.police, "leaving"), (made.prosecutors, "coming")):
            drawn = sum(
                getattr(bar, name).drawn for bar in made.bars if bar.step is not Step.UNDECIDED
            )
            assert drawn == 200 * total
