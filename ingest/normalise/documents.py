"""Identity documents: which kind, which number, and whether it identifies anybody."""

from dataclasses import dataclass

from trama.ingest.findings import Normalised
from trama.ingest.normalise.cells import Cell


@dataclass(frozen=True, slots=True)
class Document:
    """A document: ``type`` is a code of document_type, None where its form does not tell.

    ``number`` is upper case without dots and blanks. ``key`` (``DNI:01234567``) is None unless type
    and number are valid: only a key identifies.
    """

    type: str | None
    number: str
    key: str | None


def document(number: Cell, type_code: str | None = None) -> Normalised[Document]:
    """Returns the document; ``type_code`` is a code of the list document_type, None to guess it."""
    raise NotImplementedError
