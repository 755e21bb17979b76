"""Ages in years, and whether they agree with a date of birth and the date of the fact."""

from trama.graph.dates import PartialDate
from trama.ingest.findings import Finding, Normalised
from trama.ingest.normalise.cells import Cell


def age(cell: Cell) -> Normalised[float]:
    """Returns the age in years (``8 MESES`` is 0.67)."""
    raise NotImplementedError


def age_between(born: PartialDate, on: PartialDate) -> tuple[int, int]:
    """Returns the least and the greatest age, in completed years, that both dates allow."""
    raise NotImplementedError


def check_age(years: float, born: PartialDate, on: PartialDate) -> Finding | None:
    """Returns a finding where the age contradicts birth and fact by over a year; both are kept."""
    raise NotImplementedError
