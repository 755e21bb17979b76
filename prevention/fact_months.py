"""The calendar months of facts, without the years that a registry writes in a single month."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from trama.prevention.episodes import Episode
from trama.prevention.ranking import Sighting

FEWEST_IN_A_YEAR = 12
"""Facts of a year from which one month for them all is a year written as a month."""


def years_in_one_month(episodes: Iterable[Episode]) -> frozenset[tuple[str, int]]:
    """Return the registries and years whose facts all stand in one month: their months say nothing.

    Each case counts once, as in the saved query ``years_in_one_month``.
    """
    months: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    seen = set()
    for one in episodes:
        if one.month and one.year and one.case not in seen:
            seen.add(one.case)
            for registry in one.registries:
                months[registry, one.year][one.month] += 1
    return frozenset(
        key
        for key, by_month in months.items()
        if len(by_month) == 1 and by_month.total() >= FEWEST_IN_A_YEAR
    )


def month_sightings(
    episodes: Iterable[Episode],
    clusters: Mapping[str, int],
    left_out: Collection[tuple[str, int]],
) -> list[Sighting]:
    """Return the victims at the calendar months (``03``) of facts whose month is known.

    A case that a registry of ``left_out`` dates stands in no month.
    """
    return [
        Sighting(one.month[-2:], one.victim, one.case, clusters[one.case])
        for one in episodes
        if one.month and not any((registry, one.year) in left_out for registry in one.registries)
    ]
