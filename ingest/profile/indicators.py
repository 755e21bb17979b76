"""The indicators that a profile of statistics declares, and the texts that stand for them."""

from dataclasses import dataclass, field

from trama.core.errors import UnknownName
from trama.core.marked_yaml import Marked, Section
from trama.core.text import fold
from trama.graph.ontology.canonical_layer import Indicator
from trama.graph.ontology.codelists import code_list


@dataclass(slots=True)
class Indicators:
    """Indicators by uid, and the uid that each folded text of the source stands for."""

    by_uid: dict[str, Indicator] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Value:
    """One value of a breakdown; a total has no code."""

    dimension: Marked | None
    code: str | None
    name: str
    adds_up: bool


def read_indicators(section: Section) -> Indicators:
    """Returns the indicators declared at ``indicators``; complains line by line.

    The uid is ``MEASURE/dimension/CODE`` (``VICTIMAS/recruitment/OFERTA_TRABAJO``), a total's
    ``MEASURE/dimension/TOTAL`` or ``MEASURE/TOTAL``: the same indicator in every profile.
    """
    found = Indicators()
    for inner in section.sections("indicators"):
        inner.only({"measure", "dimension", "es", "codes", "bands", "total", "subtotals"})
        dimension = inner.text("dimension")
        _coded(inner, "codes", dimension, found)
        _coded(inner, "subtotals", dimension, found)
        _banded(inner, dimension, found)
        _total(inner, dimension, found)
    return found


def _coded(section: Section, key: str, dimension: Marked | None, found: Indicators) -> None:
    """Adds the values of a closed list: ``codes: {CODE: [text, …]}``, or ``subtotals`` likewise.

    Subtotals are published beside their parts and never added to them.
    """
    codes = section.section(key)
    if codes is None:
        return
    try:
        known = code_list(dimension.text if dimension else "").codes
    except UnknownName:
        line = dimension.line if dimension else section.line
        section.complain(
            line,
            "«dimension» debe ser una lista cerrada (o use «bands»)",
            "“dimension” must be a closed list (or use “bands”)",
        )
        return
    for code, (mark, _) in codes.entries.items():
        if code not in known:
            section.complain(
                mark.line,
                f"«{code}» no está en la lista «{dimension}»",
                f"“{code}” is not in the list “{dimension}”",
            )
            continue
        value = _Value(dimension, code, known[code].es, adds_up=key == "codes")
        _add(section, found, value, codes.texts(code))


def _banded(section: Section, dimension: Marked | None, found: Indicators) -> None:
    """Adds values that no closed list has: ``bands: {CODE: {es: name, texts: [text, …]}}``."""
    bands = section.section("bands")
    if bands is None:
        return
    for code in bands.entries:
        band = bands.section(code)
        if band is not None:
            band.only({"es", "texts"})
            value = _Value(dimension, code, band.needed("es").text, adds_up=True)
            _add(section, found, value, band.texts("texts"))


def _total(section: Section, dimension: Marked | None, found: Indicators) -> None:
    """Adds a published total: ``total: [text, …]``."""
    texts = section.texts("total")
    if texts:
        _add(section, found, _Value(dimension, None, "total publicado", adds_up=False), texts)


def _add(section: Section, found: Indicators, value: _Value, texts: tuple[Marked, ...]) -> None:
    measure = section.needed("measure").text
    dimension = value.dimension.text if value.dimension else None
    uid = "/".join(part for part in (measure, dimension, value.code or "TOTAL") if part)
    found.by_uid[uid] = Indicator(
        uid=uid,
        measure=measure,
        name=f"{section.needed('es')}: {value.name}",
        dimension=dimension,
        code=value.code,
        part_of_total=value.adds_up,
    )
    for text in (Marked(uid, section.line), *texts):
        other = found.texts.setdefault(fold(text.text), uid)
        if other != uid:
            section.complain(
                text.line,
                f"«{text}» ya es el indicador «{other}»",
                f"“{text}” is already the indicator “{other}”",
            )
