"""The stretch of a victim's stages that counts, how sure it is, and what is missing for one."""

from trama.routes.fitting import Fitting
from trama.routes.language.pattern import read_pattern
from trama.routes.lived import Lived, LivedStage
from trama.routes.stretches import Gap, Matcher, Stretch


def stage(at: int, phase: str, place: str | None = None, day: str | None = None) -> LivedStage:
    return LivedStage(f"E-{at}", at, phase, place, day, day)


CAPTURED = stage(1, "CAPTACION", "PE-080101", "2018-03-01")
MOVED = stage(2, "TRANSPORTE", None, "2018-03-04")
RECEIVED = stage(3, "RECEPCION", "PE-150101", "2018-03-09")
CHAIN = (CAPTURED, MOVED, RECEIVED)


def found(chain: tuple[LivedStage, ...], text: str, **known: float) -> list[Stretch] | Gap | None:
    lived = Lived("V-1", "C-1", chain, **known)  # type: ignore[arg-type]
    return Matcher(read_pattern(text)).stretches(lived)


def test_of_stretches_within_one_another_the_longest_counts() -> None:
    (only,) = Fitting(read_pattern("captar > *{0,2}").steps).longest(CHAIN)
    assert only == CHAIN


def test_two_stretches_that_overlap_count_both() -> None:
    chain = tuple(stage(at, "TRANSPORTE") for at in (1, 2, 3))
    assert Fitting(read_pattern("transportar{2}").steps).longest(chain) == [chain[:2], chain[1:]]


def test_chains_of_one_kind_in_turn_each_get_their_own_stages() -> None:
    fitting = Fitting(read_pattern("captar en Cusco > *").steps)
    elsewhere = (stage(1, "CAPTACION", "PE-150101"), MOVED)
    broken = (CAPTURED, stage(3, "TRANSPORTE"))
    other = (stage(1, "CAPTACION", "PE-080101"), stage(2, "TRANSPORTE", "PE-17"))

    assert [fitting.longest(one) for one in (CHAIN, elsewhere, broken, other)] == [
        [CHAIN[:2]],
        [],
        [],
        [other],
    ]


def test_an_order_that_days_tell_is_sure_and_another_is_possible() -> None:
    (sure,) = found(CHAIN, "captar > transportar > recibir") or ()
    assert isinstance(sure, Stretch)
    assert sure.sure
    undated = (CAPTURED, stage(2, "TRANSPORTE"), RECEIVED)
    (possible,) = found(undated, "captar > transportar > recibir") or ()
    assert isinstance(possible, Stretch)
    assert not possible.sure


def test_dates_that_contradict_the_order_part_a_chain() -> None:
    later = stage(1, "CAPTACION", "PE-080101", "2019-01-01")
    assert found((later, MOVED, RECEIVED), "captar > transportar") is None


def test_a_period_is_met_surely_possibly_or_not() -> None:
    year = LivedStage("E-1", 1, "CAPTACION", "PE-08", "2018-01-01", "2018-12-31")
    for text, expected in (
        ("captar ; 2018", [True]),
        ("captar ; 2018-06..2019", [False]),
        ("captar ; 2019", None),
    ):
        verdict = found((year,), text)
        told = [one.sure for one in verdict] if isinstance(verdict, list) else verdict
        assert told == expected, text


def test_a_stage_that_is_missing_between_is_a_gap() -> None:
    chain = (CAPTURED, stage(2, "RECEPCION", "PE-150101", "2018-03-09"))
    assert found(chain, "captar en Cusco > transportar > recibir en Lima") is Gap.STAGE
    assert found(chain, "captar en Cusco > transportar > recibir en Puno") is None


def test_a_value_that_is_not_known_is_a_gap() -> None:
    assert found(CHAIN, "captar ; menor") is Gap.AGE
    assert found(CHAIN, "captar ; por bus") is Gap.TRANSPORT
    assert found((stage(1, "CAPTACION"),), "captar ; 2018") is Gap.DATE
    assert found(CHAIN, "captar ; mayor", age=15.0) is None
    assert isinstance(found(CHAIN, "captar ; menor", age=17.9), list)


def test_a_place_that_is_not_known_is_in_no_place() -> None:
    assert found(CHAIN, "transportar en Lima") is None
    assert isinstance(found(CHAIN, "transportar"), list)
