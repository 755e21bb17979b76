"""The form of the answer with the risk study: its figures, and the receipt that gives them."""

from typing import Literal

from pydantic import BaseModel, Field

_PUBLIC = "Solo de datos públicos / of public data only"
_RATE = "Por 100 000 habitantes y año, suavizada / for 100,000 inhabitants and year, smoothed"
_SMALL = "null: menos de diez personas / fewer than ten people"


class StudyReceipt(BaseModel):
    """El recibo / The receipt: `trama study` makes the same figures from the same options."""

    made_at: str
    trama: str
    source: Literal["open_data", "graph"]
    mark: str = Field(description="SINTETICO: datos inventados / invented data")
    years: tuple[int, int] | None
    draws: int
    seed: int
    inputs: dict[str, str] = Field(description="SHA-256 de los datos / of the data")
    libraries: dict[str, str]


class StudyYear(BaseModel):
    """Las víctimas de un año / The victims of a year, and those whose place is known."""

    year: int
    victims: int | None = Field(description=_SMALL)
    department: int | None
    province: int | None


class StudyDepartment(BaseModel):
    """La tasa de un departamento / The rate of a department, with its interval of 95 %."""

    uid: str
    name: str
    department: str
    population: int
    victims: int
    crude: float
    rate: float = Field(description=_RATE)
    low: float
    high: float
    local: float | None = Field(description=_PUBLIC)


class StudyProvince(StudyDepartment):
    """La tasa de una provincia / The rate of a province, and the zone to which it belongs."""

    kind: str = Field(examples=["hot"], description="hot, cold, high_among_low, low_among_high, ''")
    q: float | None = Field(description=_PUBLIC)


class StudyTogether(BaseModel):
    """Los lugares que no se muestran / The places that are not shown, together."""

    places: int
    victims: int | None = Field(description=_SMALL)


class StudyPart(BaseModel):
    """Un nivel / A level: its years, and how many of its victims stand nowhere."""

    years: tuple[int, int]
    exposure: float = Field(description="Años cubiertos / years covered")
    population: int
    victims: int | None = Field(description=_SMALL)
    placed: int | None
    together: StudyTogether
    left_out: list[str] = Field(description="Sin población conocida / without a population")


class StudyDepartments(StudyPart):
    """Las tasas de los departamentos / The rates of departments, the highest first."""

    places: list[StudyDepartment]


class StudyProvinces(StudyPart):
    """Las tasas de las provincias / The rates of provinces, the highest first."""

    places: list[StudyProvince]


class StudyCoverage(BaseModel):
    """Víctimas con provincia conocida / Victims of known province, of all of a department."""

    victims: int
    placed: int


class StudyClusters(BaseModel):
    """Vecinas que se parecen / Neighbours that are alike: Moran's I, and the hot spots shown."""

    moran: float
    expected: float
    p: float
    shown: list[str]


class StudyEffect(BaseModel):
    """Lo que acompaña a un factor / The rate ratio of a step of a factor, and its check."""

    factor: str
    verdict: Literal["found", "lead", "none"]
    ratio: float
    low: float
    high: float
    p: float | None
    q: float | None
    check_z: float | None
    check_p: float | None


class StudyModel(BaseModel):
    """El modelo de conteo / The count model of the provinces."""

    effects: list[StudyEffect]
    alpha: float
    eigenvectors: int
    moran_before: float
    moran_after: float
    spatial_error: float
    places: int


class StudyVariant(BaseModel):
    """El mismo modelo, contado de otro modo / The same model, counted otherwise."""

    code: str
    victims: int | None = Field(description=_SMALL)
    effects: list[StudyEffect] | None


class StudyFigures(BaseModel):
    """Las cifras del estudio / The figures of the study."""

    draws: int
    source: Literal["open_data", "graph"]
    public: bool
    by_year: list[StudyYear]
    departments: StudyDepartments
    provinces: StudyProvinces
    coverage: dict[str, StudyCoverage] = Field(description=_PUBLIC)
    clusters: StudyClusters
    model: StudyModel
    dropped: list[str]
    variants: list[StudyVariant]


class StudyAnswer(BaseModel):
    """El estudio de riesgo y su recibo / The risk study and its receipt."""

    receipt: StudyReceipt
    figures: StudyFigures
