"""Telephones, plates and accounts of social networks: means that recur from case to case."""

from trama.ingest.findings import Normalised
from trama.ingest.normalise.cells import Cell


def phone(cell: Cell) -> Normalised[str]:
    """Returns the number in E.164 (``+51987654321``)."""
    raise NotImplementedError


def plate(cell: Cell) -> Normalised[str]:
    """Returns a plate in upper case without signs (``ABC123``)."""
    raise NotImplementedError


def account(cell: Cell) -> Normalised[str]:
    """Returns an account of a social network in lower case, without ``@`` or the site's address."""
    raise NotImplementedError
