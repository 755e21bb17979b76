"""The header of a saved query: the YAML in the first comment of its file, as a pydantic model."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, PrivateAttr, field_validator, model_validator

from trama.core.checked_yaml import Declared, Document, Many, Parsed, Resolved, Text, refusal
from trama.core.errors import Language
from trama.ontology.declare import Sensitivity


class ParameterType(StrEnum):
    """The type of a parameter.

    The runner looks up a PLACE, CASE, PERSON, REGISTRY or NETWORK. PROPERTIES are names of
    properties of a label, joined with commas. The runner, never the caller, fills the types after
    the blank line: a FIRST_CASE is the uid of the case with which a page begins, '' on the first
    page. A REACH is the number of rows up to the end of the page and one more.

    A NODE is any node, by a key that an answer gave; NODES are several. STRINGS are some of the
    values ``among``. MAY_COUNT is true if the viewer's role may count the people of the graph,
    as the public may not. PROTECTED says whose means of contact are hidden from the viewer: those
    of ``nobody``, of ``victims`` or of ``everybody``. ASK_AT is the probability below which a model
    joins nobody without a person.
    """

    STRING = "string"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    PARTIAL_DATE = "partial_date"
    PLACE = "place"
    CASE = "case"
    PERSON = "person"
    REGISTRY = "registry"
    NETWORK = "network"
    CODE = "code"
    LEVEL = "level"
    PROPERTIES = "properties"
    NODE = "node"
    NODES = "nodes"
    STRINGS = "strings"

    MAY_COUNT = "may_count"
    FIRST_CASE = "first_case"
    REACH = "reach"
    PROTECTED = "protected"
    ASK_AT = "ask_at"


FILLED_BY_THE_RUNNER = frozenset(
    {
        ParameterType.MAY_COUNT,
        ParameterType.FIRST_CASE,
        ParameterType.REACH,
        ParameterType.PROTECTED,
        ParameterType.ASK_AT,
    }
)
STARTS = frozenset(
    {
        ParameterType.CASE,
        ParameterType.PERSON,
        ParameterType.PLACE,
        ParameterType.NETWORK,
        ParameterType.NODE,
        ParameterType.NODES,
    }
)
"""The types of parameters that a query can start from: each names a node that an index finds."""


class ColumnType(StrEnum):
    """The type of a column.

    A PERSON is the map ``p {.uid, .pseudonym, .name, victim: p:Victim}`` until it is redacted;
    PEOPLE are a list of these maps. A COUNT counts people or cases. A DATE is a partial date, a
    PLACE the uid of a Location, a CODE a value of a closed list. A LABEL is a label of the
    ontology, or the kind of a record, which is a label in small letters. VALUES are what records
    say of one property; the column ``field`` holds its name.

    A NODE is the map ``n {.uid, .pseudonym, .name, .numbers, labels: labels(n)}`` of any node until
    it is redacted. A row whose NODE the viewer may not know is left out. A SEEN is a number, or a
    list of such maps, which becomes the number of the nodes that the viewer may know. FACTS are the
    properties of a relationship, ``r {.role, …}``; the column ``field`` holds its type.
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
    LABELS = "labels"
    CASES = "cases"
    PEOPLE = "people"
    VALUES = "values"
    NODE = "node"
    SEEN = "seen"
    FACTS = "facts"


ITEM_OF: Mapping[ColumnType, ColumnType] = {
    ColumnType.STRINGS: ColumnType.STRING,
    ColumnType.PLACES: ColumnType.PLACE,
    ColumnType.CODES: ColumnType.CODE,
    ColumnType.LABELS: ColumnType.LABEL,
    ColumnType.CASES: ColumnType.CASE,
    ColumnType.PEOPLE: ColumnType.PERSON,
}
"""The type of the items of each list column; VALUES is absent, because its items have any type."""


class _Titled(Declared):
    """A part of a header with a title that people read, in both languages."""

    es: Text = Field(alias="title_es")
    en: Text = Field(alias="title_en")

    def title(self, language: Language) -> str:
        """Return the title in a language."""
        return self.es if language == "es" else self.en


class Word(_Titled):
    """The words of one value of a column or parameter."""


class Parameter(_Titled):
    """A parameter of a saved query.

    ``of`` names the closed list of a CODE or the label of PROPERTIES. ``among`` holds the only
    values of a STRING or a LEVEL, and ``words`` what people call them. ``bound`` is the day that a
    PARTIAL_DATE means, first or last. ``level`` names the parameter that a PLACE must not be finer
    than. ``apart_from`` names another PLACE; neither place may lie in the other. ``max`` of NODES
    is the most keys at once.
    """

    name: Text
    type: Parsed[ParameterType]
    required: Parsed[bool] = False
    default: Resolved[object] = None
    min: Parsed[int] | None = None
    max: Parsed[int] | None = None
    of: Text | None = None
    among: Many[Text] = ()
    words: dict[str, Word] = Field(default_factory=dict)
    bound: Literal["first", "last"] | None = None
    level: Text | None = None
    apart_from: Text | None = None

    @property
    def is_asked(self) -> bool:
        """Return whether the caller gives the parameter; the runner fills the others."""
        return self.type not in FILLED_BY_THE_RUNNER

    @property
    def may_lack(self) -> bool:
        """Return whether the text may get no value: a caller may leave it out."""
        return self.is_asked and not self.required and self.default is None

    @model_validator(mode="after")
    def _names_its_list(self) -> Self:
        if self.type in (ParameterType.CODE, ParameterType.PROPERTIES) and not self.of:
            raise refusal("falta «of»", "“of” is missing")
        return self


class Column(_Titled):
    """A column of an answer; ``of`` is ``Label.property``, or the closed list of a CODE.

    ``counts`` is ``column=value``: where that column holds that value, this NUMBER counts people of
    the graph, and is treated as a COUNT. Elsewhere the number is a figure that others published.
    ``share`` marks a NUMBER from 0 to 1 that people read as per cent. ``words`` gives the words of
    values that no closed list holds. ``naming`` says what the values name: the label or
    relationship whose properties they are (``Record``), or ``code_list``. ``beside`` is another
    list column with an item for each item of this list, at the same place.
    """

    name: Text
    type: Parsed[ColumnType]
    of: Text | None = None
    field: Text | None = None
    counts: Text | None = None
    beside: Text | None = None
    share: Parsed[bool] = False
    words: dict[str, Word] = Field(default_factory=dict)
    naming: Text | None = None
    sensitivity: Parsed[Sensitivity] | None = None


class Expected(Declared):
    """The number of rows that an example has on its author's graph, exactly or at the least."""

    rows: Parsed[int] | None = None
    at_least: Parsed[int] | None = None


class Example(_Titled):
    """Parameters to run the query with; the title says what they ask.

    ``expects`` is what ``trama query test`` compares the answer with.
    """

    parameters: dict[str, Resolved[object]] = Field(alias="params")
    expects: Expected | None = None


class Header(_Titled):
    """The header of a saved query.

    ``starts_from`` names the parameters whose node the query starts from. A question that gives one
    of them is light; any other surveys the whole graph and is heavy. ``needs`` names what an answer
    is made of beside what was loaded: an empty answer says which of it is still missing.
    ``since_version`` is the first release of Trama that has the query.
    """

    name: Text
    version: Parsed[int]
    since_version: Text = "0.1.0"
    question_es: Text
    question_en: Text
    note_es: Text | None = None
    note_en: Text | None = None
    parameters: dict[str, Parameter] = Field(alias="params")
    columns: dict[str, Column]
    sensitivity: Parsed[Sensitivity]
    starts_from: Many[Text] = ()
    needs: Many[Literal["links", "networks"]] = ()
    indexes: Many[Text]
    views: Many[Literal["table", "map", "timeline", "flow", "network"]]
    examples: Many[Example]
    _document: Document = PrivateAttr()

    def model_post_init(self, context: Document, /) -> None:
        """Keep the document that the header is read from."""
        self._document = context

    @field_validator("parameters", "columns", mode="before")
    @classmethod
    def _name_each(cls, value: object) -> object:
        """Give each parameter and each column its key as its name."""
        for key, entry in value.items() if isinstance(value, dict) else ():
            if isinstance(entry, dict) and entry.setdefault("name", key) != key:
                raise refusal(f"«name» debe ser «{key}»", f"“name” must be “{key}”")
        return value

    @model_validator(mode="after")
    def _notes_in_both_languages(self) -> Self:
        if bool(self.note_es) != bool(self.note_en):
            raise refusal("falta «note_es» o «note_en»", "“note_es” or “note_en” is missing")
        return self

    @property
    def titles(self) -> Mapping[str, str]:
        """The title by language."""
        return {"es": self.es, "en": self.en}

    @property
    def questions(self) -> Mapping[str, str]:
        """The question that the query answers, by language."""
        return {"es": self.question_es, "en": self.question_en}

    @property
    def notes(self) -> Mapping[str, str]:
        """The note to a reader of the answers, by language; empty if the header has no note."""
        return {"es": self.note_es, "en": self.note_en} if self.note_es and self.note_en else {}

    def is_light(self, given: Mapping[str, object]) -> bool:
        """Return whether a question with these parameters starts from a case, person or place."""
        return any(given.get(name) is not None for name in self.starts_from)

    def line(self, *path: str | int) -> int:
        """Return the line of the file that holds a part of the header, or the part around it."""
        return self._document.line(*path)
