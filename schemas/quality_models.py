"""The forms of the letters to units, and of the list of units."""

from pydantic import BaseModel, Field


class UnitRow(BaseModel):
    """Una dependencia y sus casos / A unit and its cases."""

    unit: str = Field(examples=["RETA:DEPINTRAP LIMA SINTETICO"])
    name: str
    registry: str
    cases: int = Field(description="Casos que registró / Cases that it registered")
    to_mend: int = Field(description="Con algo que corregir / With something to mend")


class UnitList(BaseModel):
    """Las dependencias en un estado del grafo / The units at a state of the graph."""

    units: list[UnitRow]
    state: str
    outdated: bool = Field(
        description="El grafo cambió desde entonces / The graph has changed since"
    )


class PartOf(BaseModel):
    """Una parte de los casos / A part of the cases."""

    part: int
    of: int


class InWords(BaseModel):
    """Un texto en dos idiomas / A text in two languages."""

    es: str
    en: str


class LinesInWords(BaseModel):
    """Párrafos en dos idiomas / Paragraphs in two languages."""

    es: list[str]
    en: list[str]


class UnitFinding(BaseModel):
    """Qué se registró mal y cómo corregirlo / What was entered wrong, and how to mend it."""

    code: str = Field(examples=["place_guessed", "left_blank"])
    column: str = Field(description="Columna del formulario / Column of the form")
    what: InWords
    mend: InWords
    now: PartOf
    before: PartOf | None
    median: float | None = Field(description="De las dependencias / Of the units")


class TrendPart(PartOf):
    """Un trimestre o año / A quarter or year."""

    period: str = Field(examples=["2024-T1", "2024"])


class UnitLetter(BaseModel):
    """La carta a una dependencia, sin nombres ni valores / The letter to a unit, without names."""

    unit: str
    registry: str
    since: str | None
    until: str | None
    counted: str = Field(description="La unidad de cuenta / The unit of count", examples=["case"])
    total: PartOf
    before: PartOf | None
    median: float | None
    units_compared: int
    findings: list[UnitFinding]
    trend: list[TrendPart]
    months: list[TrendPart]
    opening: LinesInWords
    not_said: LinesInWords
    state: str
    synthetic: bool
    outdated: bool
