"""The range of distinct victims that the published totals of a year allow."""

from collections import defaultdict
from typing import Any

from trama.core.errors import Language
from trama.overlap.entries import POLICE, PROSECUTORS
from trama.overlap.published import PublishedTotal, distinct_range, published_totals
from trama.queries.lookups.lookup import Lookup
from trama.queries.run import Limits, run

_MOST = 5_000  # rows of one year's totals


def published_ranges(lookup: Lookup, year: int, language: Language) -> list[dict[str, Any]]:
    """Return a range for each pair of published totals of RETA and SISTRA, with its sentence.

    A registry with several totals for the year gives several ranges: choosing is the reader's.

    Raises:
        EngineError: the engine failed.
    """
    limits = Limits(lookup.seconds, _MOST)
    answer = run("registry_totals", {"year": year}, lookup.graph, lookup.viewer, limits)
    of_registry: dict[str, list[PublishedTotal]] = defaultdict(list)
    for total in published_totals(answer.rows, year):
        of_registry[total.registry].append(total)
    return [
        {
            "reta": {"victims": police.victims, "source": police.source},
            "sistra": {"victims": prosecutors.victims, "source": prosecutors.source},
            "fewest": found.fewest,
            "most": found.most,
            "sentence": found.sentence(language),
        }
        for police in of_registry[POLICE]
        for prosecutors in of_registry[PROSECUTORS]
        for found in [distinct_range(police, prosecutors)]
    ]
