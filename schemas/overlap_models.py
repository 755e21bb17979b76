"""The forms of the answers about the overlap of the registries."""

from pydantic import BaseModel, Field

from trama.overlap.handovers import Why
from trama.overlap.keys import By
from trama.overlap.units import UnitKind
from trama.overlap.waterfall import Step

LONGEST_NAME = 200
"""Characters of a part of a unit's name."""

_SMALL = "null: el rol no ve un conteo tan pequeño / the role sees no count this small"


class OverlapFigure(BaseModel):
    """Una cifra / A figure: decided in the graph, and the ends of its 90 % interval."""

    decided: int | None = Field(description=_SMALL)
    low: int | None
    high: int | None


class OverlapRange(BaseModel):
    """Un intervalo / An interval, both ends included."""

    low: int | None
    high: int | None


class OverlapQuestion(BaseModel):
    """Lo que se preguntó / What was asked; the same seed and draws give the same figures."""

    kind: UnitKind
    kind_name: str
    by: By | None = None
    by_name: str | None = None
    year: int | None
    date: str = Field(description="counted (registro, ingreso) | fact (hecho)")
    draws: int
    seed: int


class OverlapRow(BaseModel):
    """Las cifras de una clave / The figures of a key. They add up: in_reta = only_reta.decided +
    both.decided + both_elsewhere_reta.decided + undecided_reta, and the same for SISTRA.
    """

    key: str | None
    name: str
    in_reta: int | None
    in_sistra: int | None
    only_reta: OverlapFigure
    only_sistra: OverlapFigure
    both: OverlapFigure
    both_elsewhere_reta: OverlapFigure
    both_elsewhere_sistra: OverlapFigure
    undecided_reta: int | None
    undecided_sistra: int | None


class OverlapInterval(BaseModel):
    """De dónde sale el intervalo / Where the intervals come from: draws, or a reviewed sample."""

    model_config = {"populate_by_name": True}
    from_: str = Field(alias="from")
    part: float
    sentence: str
    outside: str = Field(
        description="Por qué hay cifras fuera de su intervalo / why figures lie outside theirs"
    )


class OverlapPairs(BaseModel):
    """Los enlaces y pares / The links and pairs: certain, by a model, open, within a registry."""

    certain: int
    by_model: int
    open: int
    within_one_registry: int


class OverlapChanges(BaseModel):
    """Los enlaces por cambiar / The links to change: made and dropped."""

    links: int
    made: int
    dropped: int


class OverlapOverturn(BaseModel):
    """Lo que movería la cifra / The fewest links that move the number in both by over an amount."""

    more_than: int
    up: OverlapChanges | None
    down: OverlapChanges | None


class OverlapUnseen(BaseModel):
    """Quienes no están en ningún registro / Those in neither; never without its warning."""

    odds_ratios: list[float]
    neither: OverlapRange
    total: OverlapRange
    warning: str


class OverlapPublishedTotal(BaseModel):
    """Un total publicado / A published total."""

    victims: int
    source: str


class OverlapPublished(BaseModel):
    """Lo que permiten los totales publicados / What the published totals of the year allow."""

    reta: OverlapPublishedTotal
    sistra: OverlapPublishedTotal
    fewest: int
    most: int
    sentence: str


class OverlapAnswer(BaseModel):
    """El cruce de los registros / The overlap of the registries."""

    question: OverlapQuestion
    rows: list[OverlapRow]
    total: OverlapRow
    distinct: OverlapRange
    pairs: OverlapPairs | None
    interval: OverlapInterval
    overturn: OverlapOverturn | None
    unseen: OverlapUnseen | None
    published: list[OverlapPublished]


class OverlapStep(BaseModel):
    """Un paso / A step: what leaves RETA's count, and what comes into SISTRA's."""

    step: Step
    registry: str = Field(description='"" : en ambos / in both')
    name: str
    leaving: OverlapFigure
    coming: OverlapFigure
    before: int | None
    after: int | None


class WaterfallAnswer(BaseModel):
    """De RETA a SISTRA / From RETA's count to SISTRA's, step by step."""

    question: OverlapQuestion
    reta: int | None
    sistra: int | None
    steps: list[OverlapStep]
    interval: OverlapInterval


class OverlapEntry(BaseModel):
    """Un registro de un paso / An entry of a step; ``record`` is null where a role may not know."""

    record: str | None
    person: str | None
    case: str | None
    registry: str
    registered_on: str | None
    unit: str | None
    destination: str | None
    entry_form: str | None
    provision: str | None
    status: str | None
    fact_since: str | None


class StepAnswer(BaseModel):
    """Los registros de un paso / The entries of a step, a page of them."""

    rows: list[OverlapEntry]
    count: int
    next: str | None = Field(description="Cursor de la página siguiente / of the next page")


class LostCandidate(BaseModel):
    """Un caso que puede ser el que falta / A case that may be the missing one."""

    case: str
    probability: float


class LostCase(BaseModel):
    """Un caso perdido / A case without its counterpart; ``missing`` is a probability."""

    case: str | None
    registry: str
    registered_on: str | None
    unit: str | None
    destination: str | None
    entry_form: str | None
    provision: str | None
    status: str | None
    why: Why
    why_name: str
    missing: float
    days: int | None
    fiscal_district: str | None
    department: str | None
    police_report: str | None
    candidates: list[LostCandidate]


class LostGroup(BaseModel):
    """Los de una dependencia o distrito / Those of a unit or district."""

    name: str | None
    cases: int
    expected_missing: float
    oldest_days: int


class LostAnswer(BaseModel):
    """Los casos perdidos entre los registros / The cases lost between the registries."""

    as_of: str | None = Field(description="Día hasta el que cuenta la edad / Day of the age")
    count: int
    expected_missing: float
    by_unit: list[LostGroup]
    by_district: list[LostGroup]
    rows: list[LostCase]
    next: str | None
