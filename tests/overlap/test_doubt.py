"""The doubts of a draw beyond its open pairs: the model, lost links, repeats within a registry."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from made_registries import model, registries, reta, sistra, victim

from trama.linkage.judgements import Verdict
from trama.linkage.model.shipped import shipped_model
from trama.overlap.doubt import LEARNED_WITH, LEVELS, Doubt, Missing, doubtful, whole_draws
from trama.overlap.draws import Draws, draw
from trama.overlap.entries import POLICE, PROSECUTORS
from trama.overlap.interval import Interval
from trama.overlap.ledger import Ledger, Standing, ledger
from trama.overlap.units import UnitKind, Units, units
from trama.overlap.waterfall import Step, waterfall

DRAWS = 2_000
NONE = Missing(0.0, 0.0, 1.0)
SURE = Doubt(0.0, 1e-9, NONE, NONE)


def of(*opinions: object, people: int = 6) -> Units:
    """Returns victims R-0… of RETA and S-0… of SISTRA, each in a case of her own."""
    police = [victim(f"R-{n}", f"P-{n}", reta(str(n))) for n in range(people)]
    others = [victim(f"S-{n}", f"Q-{n}", sistra(str(n))) for n in range(people)]
    return units(registries([*police, *others], *opinions), UnitKind.VICTIMS)  # type: ignore[arg-type]


def counted(found: Units, draws: Draws) -> Ledger:
    keys = [dict.fromkeys(side, "") for side in (found.side_a, found.side_b)]
    return ledger(draws, Standing(found.certain, found.joined), *keys)


def test_without_doubt_the_draws_are_those_of_the_pairs() -> None:
    found = of(model("R-0", "S-0", 0.5), model("R-1", "S-1", 0.97))

    whole = whole_draws(found, DRAWS, 3, SURE)

    assert (whole.outside, whole.repeated) == ((), ())
    assert whole.linked.tolist() == draw(found.candidates(), DRAWS, 3).linked.tolist()


def test_a_shy_model_is_drawn_with_larger_odds() -> None:
    found = of(model("R-0", "S-0", 0.2))

    drawn = whole_draws(found, DRAWS, 3, replace(SURE, shift=2.0))

    odds = 0.25 * np.exp(2)
    assert drawn.linked.mean() == pytest.approx(odds / (1 + odds), abs=0.04)


def test_doubt_about_the_model_widens_the_interval_of_many_pairs() -> None:
    found = of(*(model(f"R-{n}", f"S-{n}", 0.5) for n in range(100)), people=100)
    sure, doubting = (
        counted(found, whole_draws(found, DRAWS, 3, doubt)).total.both.interval
        for doubt in (SURE, replace(SURE, spread=1.0))
    )

    assert sure.high - sure.low < 20
    assert doubting.high - doubting.low > 50


def test_each_level_of_the_shift_has_as_many_draws() -> None:
    found = of(model("R-0", "S-0", 0.5))
    linked = whole_draws(found, 20 * LEVELS, 3, replace(SURE, spread=30.0)).linked[:, 0]

    assert linked.sum() == 10 * LEVELS


def test_links_outside_the_pairs_join_free_units_once() -> None:
    found = of(model("R-0", "S-0", 0.5))
    drawn = whole_draws(found, DRAWS, 3, replace(SURE, links=Missing(0.0, 1 / 0.12, 1.0)))

    numbers = Counter(one.draw for one in drawn.outside)
    assert len(drawn.outside) / DRAWS == pytest.approx(1.0, abs=0.15)
    assert max(numbers.values()) > 3
    for at in range(DRAWS):
        links = drawn.linkage(at)
        assert len({a for a, _ in links}) == len({b for _, b in links}) == len(links)
    made = counted(found, drawn)
    assert made.total.both.interval.low == 0
    assert made.total.both.interval.high >= 3
    assert made.distinct.low == 12 - made.total.both.interval.high


def test_outside_links_keep_to_the_sex_and_the_year_where_they_can() -> None:
    people = [
        victim("R-1", "P-1", reta("1", day="2017-01-01"), sex="F"),
        victim("S-1", "P-2", sistra("1", day="2017-05-01"), sex="F"),
        victim("S-2", "P-3", sistra("2", day="2018-05-01"), sex="F"),
        victim("S-3", "P-4", sistra("3", day="2017-05-01"), sex="M"),
    ]
    found = units(registries(people), UnitKind.VICTIMS)

    drawn = whole_draws(found, 200, 3, replace(SURE, links=Missing(0.0, 25.0, 1.0)))

    assert {one.link for one in drawn.outside} == {("R-1", "S-1")}


def test_an_open_pair_within_a_registry_counts_once_in_its_share_of_the_draws() -> None:
    found = of(model("R-0", "R-1", 0.3))
    drawn = whole_draws(found, DRAWS, 3, SURE)

    assert found.repeats[0].registry == POLICE
    assert len(drawn.repeated) / DRAWS == pytest.approx(0.3, abs=0.04)
    made = counted(found, drawn)
    assert (made.distinct.low, made.distinct.high) == (11, 12)
    assert (made.total.only_a.interval.low, made.total.only_a.interval.high) == (5, 6)
    assert made.total.only_b.interval.low == 6


def test_two_linked_units_that_are_one_join_those_across() -> None:
    found = of(model("R-0", "S-0", 0.94), model("R-1", "S-1", 0.94), model("R-0", "R-1", 0.9999999))
    drawn = whole_draws(found, DRAWS, 3, SURE)

    both = [at for at in range(DRAWS) if sum(o.draw == at for o in drawn.repeated) == 2]
    assert len(both) > DRAWS / 2
    assert drawn.linked[both].sum(axis=1).tolist() == [1] * len(both)
    assert {one.registry for one in drawn.repeated} == {POLICE, PROSECUTORS}
    assert counted(found, drawn).distinct == Interval(9, 10)


def test_a_person_who_said_different_leaves_no_repeat() -> None:
    from made_registries import person

    found = of(model("R-0", "R-1", 0.3), person("R-0", "R-1", Verdict.DIFFERENT))

    assert found.repeats == ()


def test_repeats_that_are_no_pair_lower_the_distinct() -> None:
    found = of()
    drawn = whole_draws(found, DRAWS, 3, replace(SURE, repeats=Missing(0.0, 1 / 0.12, 1.0)))

    assert counted(found, drawn).distinct.low < 11
    assert counted(found, drawn).total.both.interval.high == 0


def test_doubtful_pairs_are_counted_by_their_doubt() -> None:
    found = of(model("R-0", "S-0", 0.5), model("R-1", "S-1", 0.9), model("R-2", "R-3", 0.5))

    assert doubtful(found) == pytest.approx(1 + 0.36 + 1)


def test_the_mean_number_of_missing_links_follows_the_doubtful_pairs() -> None:
    missing = Missing(0.1, 0.02, 2.0)
    mean = missing.mean(20, 500)

    numbers = missing.numbers(mean, np.random.default_rng(1).random(20_000))

    assert mean == pytest.approx(2.1)
    assert numbers.mean() == pytest.approx(mean, abs=0.05)
    assert numbers.var() == pytest.approx(mean + mean**2 / 2, rel=0.1)


def test_the_steps_of_a_waterfall_add_up_in_the_draws_with_doubts() -> None:
    found = of(model("R-0", "S-0", 0.6), model("R-1", "R-2", 0.5))
    doubt = replace(SURE, links=Missing(0.0, 8.0, 1.0), repeats=Missing(0.0, 8.0, 1.0))

    drawn = whole_draws(found, 300, 3, doubt)
    made = waterfall(found, drawn, None, of_fact=False)

    leaving = sum(bar.leaving.drawn for bar in made.bars)
    coming = sum(bar.coming.drawn for bar in made.bars)
    assert (leaving, coming) == (300 * made.police, 300 * made.prosecutors)
    again = [bar for bar in made.bars if bar.step is Step.EPISODE]
    assert sum(bar.leaving.drawn + bar.coming.drawn for bar in again) == len(drawn.repeated) > 0


def test_the_same_seed_gives_the_same_doubts() -> None:
    found = of(model("R-0", "S-0", 0.5), model("R-1", "R-2", 0.5))

    one, again, other = (whole_draws(found, 200, seed) for seed in (3, 3, 4))

    assert (one.outside, one.repeated) == (again.outside, again.repeated)
    assert [one.hash(n) for n in range(200)] == [again.hash(n) for n in range(200)]
    assert [one.hash(n) for n in range(200)] != [other.hash(n) for n in range(200)]


def test_the_doubts_were_learned_with_the_shipped_model() -> None:
    # After a training, `python benchmarks/doubting.py` learns the doubts anew.
    assert shipped_model().short_hash == LEARNED_WITH
