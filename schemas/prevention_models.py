"""The form of the answer with recommendations for prevention."""

from pydantic import BaseModel, Field

_SMALL = "null: menos de diez personas / fewer than ten people"


class PreventionQuestion(BaseModel):
    """Lo que se preguntó / What was asked; the same seed and draws give the same answer."""

    level: str
    level_name: str
    role: str
    within: str | None
    within_name: str | None
    since: str | None
    until: str | None
    most: int
    draws: int
    seed: int


class PreventionBasis(BaseModel):
    """En qué se apoya / What it rests on; an episode is a victim in a case."""

    episodes: int
    victims: int
    cases: int
    clusters: int
    without_place: int
    abroad: int
    coarser: int


class PreventionShare(BaseModel):
    """Una parte de unas víctimas / A part of some victims, of all years, in tens."""

    victims: int
    of: int


class PreventionRecruitment(PreventionShare):
    """La forma de captación más frecuente / The most frequent form of recruitment."""

    code: str
    name: str


class PreventionPlace(BaseModel):
    """Un lugar / A place. Counts are of people; low and high are the ends of its rank (90 %)."""

    place: str
    place_name: str
    population: int | None
    victims: int
    rate: float | None = Field(description="Por 100 000 habitantes / per 100,000 inhabitants")
    origin: int
    transit: int
    destination: int
    tasks: list[str]
    cases: int
    low: int
    high: int
    first: float
    tier: int
    recruitment: PreventionRecruitment | None = None
    minors: PreventionShare | None = Field(None, description=_SMALL)


class PreventionRanked(BaseModel):
    """Un puesto / A rank: no two rows of one tier can be told apart."""

    victims: int
    cases: int
    low: int
    high: int
    first: float
    tier: int


class PreventionCompany(PreventionRanked):
    """Una empresa escrita en etapas de víctimas / A company written at stages of victims."""

    company: str


class PreventionTerminal(PreventionRanked):
    """Un terminal escrito en etapas de víctimas / A terminal written at stages of victims."""

    terminal: str
    place: str | None
    place_name: str | None


class PreventionCarriers(BaseModel):
    """Cuántos no se nombran / How many are not named: those of fewer than ten victims."""

    few: int
    victims: int = Field(description="Con alguno escrito / with any written")


class PreventionCompanies(PreventionCarriers):
    """Las empresas de diez víctimas o más / The companies of ten victims or more."""

    rows: list[PreventionCompany]


class PreventionTerminals(PreventionCarriers):
    """Los terminales de diez víctimas o más / The terminals of ten victims or more."""

    rows: list[PreventionTerminal]


class PreventionMonth(PreventionRanked):
    """Un mes del año / A month of the year: 01 to 12."""

    month: str


class PreventionRegistryYear(BaseModel):
    """Un año que un registro escribe en un solo mes / A year written in a single month."""

    registry: str
    year: int


class PreventionMonths(BaseModel):
    """Los meses del hecho / The months of the fact; ``without`` counts episodes without one."""

    rows: list[PreventionMonth]
    left_out: list[PreventionRegistryYear]
    without: int


class PreventionGain(BaseModel):
    """Una ganancia y su intervalo / A gain in shares of the routes, and its 90 % interval."""

    share: float
    low: float
    high: float


class PreventionTest(BaseModel):
    """La prueba con años no vistos / The test on unseen years."""

    years: list[int]
    routes: int
    clusters: int
    met: float
    largest: float
    random: float
    as_good: float
    over_largest: PreventionGain
    over_random: PreventionGain
    helps: bool


class PreventionCheck(BaseModel):
    """Un lugar para controles / A place for checks, and the share met with those before it."""

    place: str
    place_name: str
    added: int
    share: float


class PreventionChecks(BaseModel):
    """Dónde los controles cruzarían más recorridos / Where checks would meet most routes."""

    routes: int
    met: int
    bound: int
    exact: bool
    places: list[PreventionCheck]
    test: PreventionTest | None


class PreventionGap(BaseModel):
    """Los días entre dos pasos / The days between two steps: quartiles of ten known or more."""

    gap: str
    known: int | None = Field(description=_SMALL)
    backwards: int | None = Field(description=_SMALL)
    low: int | None
    median: int | None
    high: int | None


class PreventionTarget(BaseModel):
    """Una meta de la Política al 2030 / A target of the Policy to 2030."""

    group: str
    target: float
    victims: int | None = Field(description=_SMALL)
    with_plan: int | None = Field(description=_SMALL)


class PreventionWay(BaseModel):
    """El camino por el Estado, en episodios / The way through the State, in episodes, in tens."""

    identified: int | None = Field(description=_SMALL)
    referred: dict[str, int | None]
    assisted: dict[str, int | None]
    reintegrated: dict[str, int | None]
    gaps: list[PreventionGap]
    targets: list[PreventionTarget]


class PreventionTask(BaseModel):
    """Lo que una institución puede hacer / A task of an institution, with its source."""

    id: str
    roles: list[str]
    institution: str
    task: str
    source: str
    url: str
    sure: str


class PreventionReceipt(BaseModel):
    """El recibo / The receipt: the same question, role and graph give the same digest."""

    role: str
    digest: str


class RecommendationsAnswer(BaseModel):
    """Recomendaciones / Recommendations. Places are ranked, never people."""

    question: PreventionQuestion
    basis: PreventionBasis
    places: list[PreventionPlace]
    checks: PreventionChecks
    companies: PreventionCompanies
    terminals: PreventionTerminals
    months: PreventionMonths
    way: PreventionWay
    tasks: list[PreventionTask]
    receipt: PreventionReceipt
