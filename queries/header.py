"""What a saved query says of itself: the YAML in the first comment of its file."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from trama.core.errors import Language
from trama.graph.ontology.declare import Sensitivity


class ParameterType(StrEnum):
    """What a parameter takes.

    PLACE, CASE, PERSON and REGISTRY are looked up; PROPERTIES are names of properties of a label,
    joined with commas. What follows the blank line is filled by the runner, never by the caller.
    """

    STRING = "string"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    PARTIAL_DATE = "partial_date"
    PLACE = "place"
    CASE = "case"
    PERSON = "person"
    REGISTRY = "registry"
    CODE = "code"
    LEVEL = "level"
    PROPERTIES = "properties"

    MINIMUM_CELL = "minimum_cell"


FILLED_BY_THE_RUNNER = frozenset({ParameterType.MINIMUM_CELL})


class ColumnType(StrEnum):
    """What a column holds.

    A PERSON is the map ``p {.uid, .pseudonym, .name, victim: p:Victim}`` (PEOPLE a list of them)
    until it is redacted. A COUNT counts people or cases. DATE is a partial date, PLACE the uid of
    a Location, CODE a value of a code list, LABEL a label of the ontology or the kind of a record,
    which is a label in small letters. VALUES are what records say of the property whose name stands
    in the column ``field``.
    """

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    COUNT = "count"
    DATE = "date"
    PLACE = "place"
    CODE = "code"
    LABEL = "label"
    CASE = "case"
    PERSON = "person"
    STRINGS = "strings"
    PLACES = "places"
    CODES = "codes"
    CASES = "cases"
    PEOPLE = "people"
    VALUES = "values"


ITEM_OF: Mapping[ColumnType, ColumnType] = {
    ColumnType.STRINGS: ColumnType.STRING,
    ColumnType.PLACES: ColumnType.PLACE,
    ColumnType.CODES: ColumnType.CODE,
    ColumnType.CASES: ColumnType.CASE,
    ColumnType.PEOPLE: ColumnType.PERSON,
}
"""The type of the items of each column of a list, but of VALUES, whose items are of any."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a saved query.

    ``of`` names the code list of a CODE or the label of PROPERTIES; ``among`` the only values that
    a STRING or a LEVEL takes; ``bound`` which day of a PARTIAL_DATE is meant (first or last);
    ``level`` the parameter that a PLACE must not be finer than; ``apart_from`` another PLACE, of
    which neither may lie in the other.
    """

    name: str
    type: ParameterType
    es: str
    en: str
    required: bool = False
    default: object = None
    min: int | None = None
    max: int | None = None
    of: str | None = None
    among: tuple[str, ...] = ()
    bound: str | None = None
    level: str | None = None
    apart_from: str | None = None

    @property
    def is_asked(self) -> bool:
        """Whether a caller gives it; what the runner fills is none of theirs."""
        return self.type not in FILLED_BY_THE_RUNNER

    def title(self, language: Language) -> str:
        """Return the name for a person."""
        return self.es if language == "es" else self.en


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an answer; ``of`` is ``Label.property``, or for CODE the name of a list."""

    name: str
    type: ColumnType
    es: str
    en: str
    of: str | None = None
    field: str | None = None
    sensitivity: Sensitivity | None = None

    def title(self, language: Language) -> str:
        """Return the name for a person."""
        return self.es if language == "es" else self.en


@dataclass(frozen=True, slots=True)
class Example:
    """Parameters that the query can be asked with, and what they ask."""

    parameters: Mapping[str, object]
    es: str
    en: str


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a saved query; ``lines`` tells where in the file each part stands."""

    name: str
    version: int
    titles: Mapping[str, str]
    questions: Mapping[str, str]
    notes: Mapping[str, str]
    parameters: Mapping[str, Parameter]
    columns: Mapping[str, Column]
    sensitivity: Sensitivity
    indexes: tuple[str, ...]
    views: tuple[str, ...]
    examples: tuple[Example, ...]
    lines: Mapping[str, int]

    def line(self, *path: str) -> int:
        """Return the line of a part of the header, of the nearest part around it if absent."""
        for length in range(len(path), 0, -1):
            if (found := self.lines.get("/".join(path[:length]))) is not None:
                return found
        return 1
