"""The figures of a study with their receipt, for those who ask and want no folder."""

from datetime import UTC, datetime
from functools import lru_cache

from trama.study.analysis import Options, make_study
from trama.study.graph_source import Asking, of_graph
from trama.study.open_data_source import open_data
from trama.study.publishing import Figures, figures_of
from trama.study.source import Source, Years
from trama.study.study_folder import receipt_of

INVENTED = "SINTETICO"
"""The word on everything that is made of invented data."""


def open_data_document(years: Years | None) -> Figures:
    """Return the study of the open data. Each period is computed once in a process.

    Raises:
        NothingToStudy: the years have no data.
    """
    return _of_open_data(_shortest(years, _shipped()) if years else None)


def graph_document(ask: Asking, years: Years | None, *, invented: bool) -> Figures:
    """Return the study of a graph.

    Raises:
        NothingToStudy: too few victims have a known place, or the years have no data.
        EngineError: ``ask`` failed.
    """
    return _document(of_graph(ask), years, INVENTED if invented else "")


@lru_cache(maxsize=1)
def _shipped() -> Source:
    return open_data()


@lru_cache(maxsize=32)
def _of_open_data(years: Years | None) -> Figures:
    return _document(_shipped(), years, "")


def _shortest(years: Years, source: Source) -> Years:
    """Return a period without the years before and after the source: one of few that differ."""
    first, last = max(years.first, min(source.exposure)), min(years.last, max(source.exposure))
    return Years(first, last) if first <= last else years


def _document(source: Source, years: Years | None, mark: str) -> Figures:
    study = make_study(source, Options(years))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    figures = {"draws": study.options.draws, **figures_of(study)}
    return {"receipt": receipt_of(study, now, mark), "figures": figures}
