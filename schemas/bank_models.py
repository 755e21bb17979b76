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


class BankAnswer(BaseModel):
    """Las celdas del banco / The cells of the databank."""

    question: BankQuestion
    rows: list[dict[str, str | int | None]] = Field(description=f"{_CELL}; count")
    total: int | None = Field(description=_SMALL)
    adds_up: bool | None = Field(
        description="Las celdas suman el total / the cells sum to the total; null: redondeadas"
    )
    notes: list[str]


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
