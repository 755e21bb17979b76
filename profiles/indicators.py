"""The format of the indicators of a profile, and the texts of the source that mean each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pydantic import Field

from trama.core.checked_yaml import Declared, Document, Marked, Text
from trama.core.text import fold
from trama.ontology.canonical_layer import Indicator
from trama.ontology.codelists import code_list, code_list_names
from trama.profiles.fields import Words


class BandFormat(Declared):
    """A value that no closed list holds: its name, and the texts that mean it."""

    es: Text
    texts: Words = ()


class IndicatorFormat(Declared):
    """The indicators of one breakdown of a measure.

    ``codes`` and ``subtotals`` map codes of the closed list ``dimension`` to texts of the source.
    Subtotals and totals are published beside their parts and never added to them.
    """

    measure: Text
    es: Text
    dimension: Marked | None = None
    codes: dict[Marked, Words] = Field(default_factory=dict)
    subtotals: dict[Marked, Words] = Field(default_factory=dict)
    bands: dict[Marked, BandFormat] = Field(default_factory=dict)
    total: Words = ()


@dataclass(slots=True)
class Indicators:
    """The indicators by uid, and the uid that each folded text of the source means."""

    by_uid: dict[str, Indicator] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def read_indicators(formats: Sequence[IndicatorFormat], document: Document) -> Indicators:
    """Return the indicators; each part that cannot be used becomes a problem.

    A uid is the same in every profile. It is ``MEASURE/dimension/CODE``, as in
    ``VICTIMAS/recruitment/OFERTA_TRABAJO``; that of a total is ``MEASURE/dimension/TOTAL`` or
    ``MEASURE/TOTAL``.
    """
    indicators = Indicators()
    for position, written in enumerate(formats):
        line = document.line("indicators", position)
        dimension = str(written.dimension) if written.dimension else None
        for code, name, adds_up, texts in _values(written, line, document):
            uid = "/".join(filter(None, (written.measure, dimension, code or "TOTAL")))
            indicators.by_uid[uid] = Indicator(
                uid=uid,
                measure=written.measure,
                name=f"{written.es}: {name}",
                dimension=dimension,
                code=code,
                part_of_total=adds_up,
            )
            for text, text_line in ((uid, line), *((text, text.line) for text in texts)):
                owner = indicators.texts.setdefault(fold(text), uid)
                if owner != uid:
                    document.complain(
                        text_line,
                        f"«{text}» ya es el indicador «{owner}»",
                        f"“{text}” is already the indicator “{owner}”",
                    )
    return indicators


def _values(
    written: IndicatorFormat, line: int, document: Document
) -> Iterator[tuple[str | None, str, bool, tuple[Marked, ...]]]:
    """Yield each value: its code (None for a total), its name, whether it adds up, its texts."""
    for texts_by_code, adds_up in ((written.codes, True), (written.subtotals, False)):
        if texts_by_code and written.dimension not in code_list_names():
            document.complain(
                written.dimension.line if written.dimension else line,
                "«dimension» debe ser una lista cerrada (o use «bands»)",
                "“dimension” must be a closed list (or use “bands”)",
            )
            continue
        for code, texts in texts_by_code.items():
            known = code_list(str(written.dimension)).codes
            if document.member(code, known):
                yield str(code), known[code].es, adds_up, texts
    for code, band in written.bands.items():
        yield str(code), band.es, True, band.texts
    if written.total:
        yield None, "total publicado", False, written.total
