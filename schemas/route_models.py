"""The form of a question for routes, and of its answer."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, Strict, create_model

from trama.routes.answer import route_query
from trama.routes.language.written import LONGEST_ROUTE
from trama.schemas.query_models import LONGEST_CURSOR, Model, Sent, absent, answer_model
from trama.values.partial_date import PARTIAL_DATE

EXAMPLE = "captar en Cusco > transportar{0,3} > recibir en Lima ; menor ; 2017..2021"


class RouteParameters(Sent):
    """Lo que se pide / What is asked: the pattern, and how its routes are told."""

    route: Annotated[str, Field(min_length=1, max_length=LONGEST_ROUTE, examples=[EXAMPLE])]
    level: Annotated[
        Literal["district", "province", "department", "country"],
        absent(
            description="Si falta, departamento o el del lugar más fino / "
            "If absent, department or finer"
        ),
    ]
    limit: Annotated[int, Strict(), Field(ge=1, le=5_000)] = 100
    patterns: Annotated[
        bool, Strict(), Field(description="Subrutas y tramos / Sub-routes and legs")
    ] = False
    new_since: Annotated[
        str, absent(pattern=PARTIAL_DATE, description="Qué cambió desde / What changed since")
    ]


class RouteQuestion(Sent):
    """Un patrón de ruta / A pattern of a route."""

    parameters: RouteParameters
    cursor: Annotated[
        str,
        Field(min_length=1, max_length=LONGEST_CURSOR),
        absent(description="next de la página anterior / of the page before"),
    ]


class RouteExplanation(BaseModel):
    """Lo que un patrón busca, en frases / What a pattern searches, in sentences."""

    es: str
    en: str


class RouteGap(BaseModel):
    """Víctimas no contadas porque falta un dato / Victims not counted, for a value lacks."""

    missing: str = Field(examples=["stage"])
    victims: int


class RouteCompletion(BaseModel):
    """Lo que puede seguir / What may follow: it replaces the text from a column to the end."""

    text: str
    label: str
    kind: str = Field(examples=["verb", "place", "filter"])
    begin: int = Field(description="Columna, desde 1 / Column, from 1")


class RouteFollowed(BaseModel):
    """Lugares uno tras otro, y quién los recorrió / Places in a row, and who took them."""

    places: list[str]
    place_names: list[str]
    cases: int
    victims: int


class RouteShift(BaseModel):
    """Un cambio / A change: cases before and since a day, expected since, and chance's part."""

    places: list[str]
    place_names: list[str]
    before: int
    since: int
    undecided: int
    expected: float
    odds: float
    rate: float
    told: bool


class RouteDisplaced(BaseModel):
    """Un tramo que bajó y otro que subió con un extremo común / Legs that share an end."""

    fell: list[str]
    rose: list[str]


class RouteShifts(BaseModel):
    """Lo que cambió en un día / What changed at a day."""

    day: str
    cases_before: int
    cases_since: int
    cases_undecided: int
    new: list[RouteShift]
    rose: list[RouteShift]
    fell: list[RouteShift]
    displaced: list[RouteDisplaced]


class RoutePatterns(BaseModel):
    """Lo que se repite o cambió, si se pidió / What recurs or changed, if it was asked for."""

    subroutes: list[RouteFollowed] | None = None
    flows: dict[str, list[RouteFollowed]] | None = None
    shifts: RouteShifts | None = None


def route_answer_model() -> Model:
    """Return the form of an answer: that of a saved query, with what only routes have."""
    more: dict[str, Any] = {
        "explanation": (RouteExplanation, ...),
        "gaps": (list[RouteGap], ...),
        "patterns": (RoutePatterns, ...),
    }
    return create_model("RouteAnswer", __base__=answer_model(route_query()), **more)
