"""The units of both registries: what is certain, what a model joined, what is open."""

import pytest
from made_registries import model, person, registries, reta, sistra, victim

from trama.linkage.judgements import Verdict
from trama.overlap.candidates import Pair
from trama.overlap.keys import By, Cause, cause, key_of
from trama.overlap.units import UnitKind, Units, units

POLICE, CARPETA = reta("1"), sistra("9")
ROSA = victim("R-1", "P-1", POLICE)
EVA = victim("R-9", "P-9", CARPETA)
SAME_WOMAN = (victim("R-1", "P-1", POLICE), victim("R-9", "P-1", CARPETA))
LINK = ("R-1", "R-9")


def of(kind: UnitKind, *arguments: object, **more: object) -> Units:
    return units(registries(*arguments, **more), kind)  # type: ignore[arg-type]


def test_a_shared_document_is_a_certain_link() -> None:
    found = of(
        UnitKind.VICTIMS,
        [victim("R-1", "P-1", POLICE, "DNI:1"), victim("R-9", "P-1", CARPETA, "DNI:1")],
        model("R-1", "R-9", 0.97),
    )

    assert (found.certain, found.joined, found.open) == ({LINK}, {LINK}, ())


def test_what_only_a_model_joined_stands_and_is_open() -> None:
    found = of(UnitKind.VICTIMS, SAME_WOMAN, model("R-1", "R-9", 0.97))

    assert (found.certain, found.joined) == (frozenset(), {LINK})
    assert found.open == (Pair(*LINK, 0.97),)
    assert found.undecided == frozenset()


def test_what_a_person_joined_is_certain() -> None:
    found = of(
        UnitKind.VICTIMS, SAME_WOMAN, model("R-1", "R-9", 0.5), person("R-1", "R-9", Verdict.SAME)
    )

    assert found.certain == {LINK}


def test_an_open_pair_leaves_both_undecided_unless_it_is_unlikely() -> None:
    likely = of(UnitKind.VICTIMS, [ROSA, EVA], model("R-1", "R-9", 0.06))
    unlikely = of(UnitKind.VICTIMS, [ROSA, EVA], model("R-1", "R-9", 0.05))

    assert likely.undecided == {("RETA", "R-1"), ("SISTRA", "R-9")}
    assert unlikely.undecided == frozenset()
    assert unlikely.open == (Pair(*LINK, 0.05),)


def test_a_person_said_different_so_no_pair_is_left() -> None:
    again = victim("R-2", "P-1", reta("2"))

    found = of(
        UnitKind.VICTIMS,
        [ROSA, again, EVA],
        model("R-1", "R-9", 0.6),
        person("R-2", "R-9", Verdict.DIFFERENT),
    )

    assert (found.open, found.undecided) == ((), frozenset())


def test_a_persons_doubt_without_a_model_is_an_even_chance() -> None:
    found = of(UnitKind.VICTIMS, [ROSA, EVA], person("R-1", "R-9", Verdict.UNSURE))

    assert found.open == (Pair(*LINK, 0.5),)


def test_a_pair_that_a_certain_link_excludes_is_left_out() -> None:
    other = victim("R-2", "P-2", reta("2"))

    found = of(UnitKind.VICTIMS, [*SAME_WOMAN, other], model("R-2", "R-9", 0.4))

    assert (found.certain, found.open, found.undecided) == ({LINK}, (), frozenset())


def test_repeats_within_a_registry_are_one_unit_named_by_the_smallest_record() -> None:
    first, second = victim("R-5", "P-1", reta("1")), victim("R-2", "P-1", reta("2", day="2016"))

    found = of(UnitKind.VICTIMS, [first, second])

    assert found.side_a == {"R-2": (second, first)}


def test_a_pair_that_a_model_left_open_within_a_registry_is_counted_and_no_more() -> None:
    other = victim("R-2", "P-2", reta("2"))

    found = of(UnitKind.VICTIMS, [ROSA, other], model("R-1", "R-2", 0.4))

    assert (found.open, found.within, len(found.side_a)) == ((), 1, 2)


def test_a_carpeta_that_names_its_registration_is_certain_for_cases() -> None:
    found = of(
        UnitKind.CASES,
        [],
        model("RETA:1", "SISTRA:9", 0.99),
        cases=[reta("1", "C-1"), sistra("9", "C-1", police_report="1")],
    )

    assert found.certain == {("RETA:1", "SISTRA:9")}


def test_cases_that_a_model_joined_are_open() -> None:
    found = of(
        UnitKind.CASES,
        [],
        model("RETA:1", "SISTRA:9", 0.96),
        cases=[reta("1", "C-1"), sistra("9", "C-1")],
    )

    assert found.open == (Pair("RETA:1", "SISTRA:9", 0.96),)


def test_an_episode_is_linked_where_the_person_is_and_the_case() -> None:
    one, other = reta("1", "C-1"), sistra("9", "C-1", police_report="1")
    later = sistra("8", "C-8")
    victims = [victim(f"R-{n}", "P-1", case, "DNI:1") for n, case in ((1, one), (9, other))]

    found = of(UnitKind.EPISODES, [*victims, victim("R-8", "P-1", later, "DNI:1")])

    assert (found.certain, found.joined) == ({LINK}, {LINK})
    assert set(found.side_b) == {"R-8", "R-9"}


def test_an_open_case_makes_its_episodes_open() -> None:
    found = of(
        UnitKind.EPISODES,
        [victim("R-1", "P-1", POLICE, "DNI:1"), victim("R-9", "P-1", CARPETA, "DNI:1")],
        model("RETA:1", "SISTRA:9", 0.7),
    )

    assert found.open == (Pair(*LINK, 0.7),)
    assert found.undecided == {("RETA", "R-1"), ("SISTRA", "R-9")}


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (reta("1"), Cause.HANDED_OVER),
        (reta("1", destination="JUEZ"), Cause.NOT_HANDED_OVER),
        (reta("1", destination="DESISTIMIENTO"), Cause.DISCARDED),
        (reta("1", destination=""), Cause.UNKNOWN),
        (sistra("1"), Cause.DIRECT),
        (sistra("1", entry_form="INFORME_POLICIAL"), Cause.HANDED_OVER),
        (sistra("1", police_report="7"), Cause.HANDED_OVER),
        (sistra("1", entry_form=""), Cause.UNKNOWN),
    ],
)
def test_each_registry_states_the_way_of_a_case(case: object, expected: Cause) -> None:
    assert cause(victim("R-1", "P-1", case)) is expected  # type: ignore[arg-type]


def test_a_key_is_of_the_first_entry_counted_that_says_it() -> None:
    entries = (
        victim("R-1", "P-1", reta("1", day="2016-01-01"), sex="", age=11.5),
        victim("R-2", "P-1", reta("2", day="2018-01-01"), sex="F", age=13),
    )

    found = {
        (by, year): key_of(entries, by, year, of_fact=False)
        for by in (By.SEX, By.AGE, By.YEAR, None)
        for year in (None, "2018", "2017")
    }

    assert found[By.SEX, None] == found[By.SEX, "2018"] == "F"
    assert (found[By.AGE, None], found[By.AGE, "2018"]) == ("6-11", "12-17")
    assert (found[By.YEAR, None], found[By.YEAR, "2018"]) == ("2016", "2018")
    assert {found[by, "2017"] for by in (By.SEX, By.AGE, By.YEAR, None)} == {None}
