"""The reviewed sample: its turn, what counts as read, and the links that it expects."""

from dataclasses import replace

from made_registries import registries, reta, sistra, victim

from trama.overlap.interval import Interval
from trama.overlap.of_graph import Registries, ScoredPair
from trama.overlap.reviewed import next_to_read, reviewed
from trama.overlap.units import UnitKind, units

PAIRS = [ScoredPair(f"R-{n:02}", f"S-{n:02}", 0.6, None) for n in range(40)]


def held(pairs: list[ScoredPair]) -> Registries:
    """Returns registries with one certain link and these pairs; whom a person joined is one."""
    joined = {pair.other: pair.one for pair in pairs if pair.same}
    victims = [
        victim("R-99", "P-99", reta("99"), "DNI:9"),
        victim("S-99", "P-99", sistra("99"), "DNI:9"),
    ]
    for pair in pairs:
        victims.append(victim(pair.one, pair.one, reta(pair.one)))
        victims.append(victim(pair.other, joined.get(pair.other, pair.other), sistra(pair.other)))
    return replace(registries(victims), scored=tuple(pairs))


def judged(pairs: list[ScoredPair], read: int) -> list[ScoredPair]:
    """Returns the pairs after a person read the first in turn, same and different by turns."""
    turn = {pair.one: at for at, pair in enumerate(next_to_read(held(pairs), len(pairs)))}
    return [
        replace(pair, same=turn[pair.one] % 2 == 0) if turn[pair.one] < read else pair
        for pair in pairs
    ]


def test_without_readings_there_is_no_sample_and_the_first_ten_are_asked_for() -> None:
    empty = held(PAIRS)

    assert reviewed(empty, units(empty, UnitKind.VICTIMS), 0.9) is None
    assert len(next_to_read(empty)) == 10
    assert next_to_read(empty) == next_to_read(held(PAIRS[::-1]))


def test_readings_in_turn_give_an_interval_around_their_share() -> None:
    read = held(judged(PAIRS, 20))

    found = reviewed(read, units(read, UnitKind.VICTIMS), 0.9)

    assert found is not None
    assert found.read == 20
    # 1 certain link, and about half of 40 pairs.
    assert found.both.low < 21 < found.both.high
    assert next_to_read(read) == []


def test_what_is_read_out_of_turn_does_not_count() -> None:
    wanted = next_to_read(held(PAIRS))[0]
    others = [pair if pair == wanted else replace(pair, same=True) for pair in PAIRS]

    read = held(others)

    assert reviewed(read, units(read, UnitKind.VICTIMS), 0.9) is None
    assert next_to_read(read) == [wanted]


def test_pairs_that_were_all_read_are_known() -> None:
    read = held(judged(PAIRS, 40))

    found = reviewed(read, units(read, UnitKind.VICTIMS), 0.9)

    assert found is not None
    assert found.both == Interval(21, 21)
