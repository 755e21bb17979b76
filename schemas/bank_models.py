"""The forms of the answers of the databank."""

from pydantic import BaseModel, Field

LONGEST_WORDS = 200
"""Characters of the dimensions, or of a level or unit."""

LONGEST_CONDITIONS = 1_000
"""Characters of all conditions."""

_SMALL = "null: el rol no ve un conteo tan pequeño / the role sees no count this small"
_CELL = (
    "Código (null: no se sabe) y nombre de cada desglose / code (null: not known) and name of "
    "each dimension"
)


class BankCondition(BaseModel):
    """Una condición / A condition."""

    dimension: str
    code: str
    name: str


class BankQuestion(BaseModel):
    """Lo que se preguntó, con su unidad de cuenta / What was asked, with its unit of count."""

    by: list[str]
    titles: dict[str, str]
    level: str
    level_name: str
    unit: str
    unit_name: str
    where: list[BankCondition]
    as_of: str | None


class Release(BaseModel):
    """Una publicación: de cuándo, de quién, y la receta de sus números / A release: its recipe.

    ``rules`` are the parameters of the method; ``manifest_sha256`` is the hash of manifest.json.
    """

    release: int
    date: str
    vintage: str
    publisher: str
    licence: str
    synthetic: bool
    level: str
    method: str
    rules: dict[str, float]
    largest_drift: int
    manifest_sha256: str


class ReleasedTable(BaseModel):
    """Una tabla publicada, con sus celdas y las que se muestran / A published table."""

    name: str
    title: dict[str, str]
    axes: list[str]
    cells: int
    shown: int


class ReleasedFile(BaseModel):
    """Un archivo publicado / A published file; ``address`` is relative to this answer's folder."""

    name: str
    address: str
    bytes: int
    sha256: str


class ReleaseAnswer(BaseModel):
    """La última publicación / The latest release: its recipe, tables and files."""

    release: Release
    people: int
    tables: list[ReleasedTable]
    files: list[ReleasedFile]


class BankAnswer(BaseModel):
    """Las celdas del banco / The cells of the databank."""

    question: BankQuestion
    rows: list[dict[str, str | int | None]] = Field(description=f"{_CELL}; count")
    total: int | None = Field(description=_SMALL)
    adds_up: bool | None = Field(
        description="Las celdas suman el total / the cells sum to the total; null: redondeadas"
    )
    notes: list[str]
    release: Release | None = Field(
        description="La publicación que lee el público / the release that the public reads"
    )


class BankChanges(BaseModel):
    """Qué celdas cambiaron, y por qué / The cells that changed, and why.

    before + causes = after.
    """

    question: BankQuestion
    since: str
    rows: list[dict[str, str | int | dict[str, int] | None]] = Field(
        description=f"{_CELL}; before, after, causes"
    )
    causes: dict[str, str]
    notes: list[str]
