"""The question for recommendations: its parameters, read and bounded as those of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trama.cypher.header import Parameter, ParameterType
from trama.cypher.parameter_text import bad
from trama.prevention.episodes import PlaceRole, Scope
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.places import LEVEL_WORDS
from trama.queries.parameters import bind

USUAL_DRAWS, MOST_DRAWS = 1_000, 10_000
USUAL_SEED = 2017

_FINER = {5: "PROVINCIA", 7: "DISTRITO", 9: "DISTRITO"}  # by the signs of the uid of a place around

_ROLE_WORDS = {
    PlaceRole.ANY: ("cualquiera", "any"),
    PlaceRole.ORIGIN: ("origen", "origin"),
    PlaceRole.TRANSIT: ("tránsito", "transit"),
    PlaceRole.DESTINATION: ("destino", "destination"),
}


def _parameter(name: str, type_: ParameterType, es: str, en: str, **more: Any) -> Parameter:  # noqa: ANN401 - the fields of a parameter
    return Parameter(name=name, type=type_, title_es=es, title_en=en, **more)


PARAMETERS: Mapping[str, Parameter] = {
    one.name: one
    for one in (
        _parameter(
            "level",
            ParameterType.LEVEL,
            "Nivel",
            "Level",
            default="department",
            among=("district", "province", "department"),
        ),
        _parameter(
            "role",
            ParameterType.STRING,
            "Papel",
            "Role",
            default="any",
            among=tuple(PlaceRole),
            words={
                role: {"title_es": es, "title_en": en} for role, (es, en) in _ROLE_WORDS.items()
            },
        ),
        _parameter("within", ParameterType.PLACE, "Dentro de", "Within"),
        _parameter("since", ParameterType.PARTIAL_DATE, "Hecho desde", "Fact since", bound="first"),
        _parameter("until", ParameterType.PARTIAL_DATE, "Hecho hasta", "Fact until", bound="last"),
        _parameter("most", ParameterType.INTEGER, "Lugares", "Places", default=5, min=1, max=50),
        _parameter(
            "draws",
            ParameterType.INTEGER,
            "Sorteos",
            "Draws",
            default=USUAL_DRAWS,
            min=100,
            max=MOST_DRAWS,
        ),
        _parameter(
            "seed", ParameterType.INTEGER, "Semilla", "Seed", default=USUAL_SEED, min=0, max=2**31
        ),
    )
}
"""The parameters of a question; texts serve for every type."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question for recommendations; ``most`` places are chosen for checks and called the first.

    ``shown`` repeats what was asked, as a caller can ask for it again.
    """

    scope: Scope
    role: PlaceRole
    since: str | None
    until: str | None
    most: int
    draws: int
    seed: int
    shown: Mapping[str, Any]


def read_question(given: Mapping[str, object], lookup: Lookup) -> Question:
    """Return the question that a caller asks; what is left out has its default.

    Without a level, the places of a department are its provinces, those of a province its
    districts.

    Raises:
        BadParameter: a value is unknown or out of bounds.
        UnknownName: there is no such place; names near ones.
    """
    asked = {name: value for name, value in given.items() if value not in (None, "")}
    bound = bind(PARAMETERS, asked, lookup)
    values, shown = bound.values, dict(bound.shown)
    within, level = values["within"], values["level"]
    if within and "level" not in asked:
        level = _FINER.get(len(within), level)
    if within and not within.startswith("PE"):
        raise bad(
            PARAMETERS["within"],
            "no está en el Perú: diga un lugar del Perú",
            "it is not in Peru: say a place of Peru",
        )
    shown["level"] = LEVEL_WORDS[level]
    return Question(
        Scope(level, within),
        PlaceRole(values["role"]),
        values["since"],
        values["until"],
        values["most"],
        values["draws"],
        values["seed"],
        shown,
    )
