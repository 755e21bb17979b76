"""A profile, typed: what one source's files look like and what each cell means."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from trama.graph.ontology.canonical_layer import Indicator
from trama.graph.records import FieldValue, Kind
from trama.values.dates import DAY_FIRST, DateForm
from trama.values.places.gazetteer import HOME
from trama.values.quantities import PLAIN, Signs

DEFAULT_SEPARATORS = ("/", ";", ",", "|", "+", " Y ", " E ")
MOST_UNNAMED = 500  # a row that counts more people than this is more likely a slipped cell


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column: its name in the profile, the folded headings that mean it, whether it is needed."""

    name: str
    aliases: tuple[str, ...]
    needed: bool = False


@dataclass(frozen=True, slots=True)
class SchemeByDocument:
    """A place code whose scheme depends on the person's document (SISTRA's birth and residence).

    ``schemes`` maps a code of document_type to a scheme; ``otherwise`` holds for the rest. The
    type counts even where the number is hidden; without a type the number's form tells.
    """

    type_column: str | None
    number_column: str | None
    schemes: tuple[tuple[str, str], ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """How one field (or the fields of one name, document or place) is read from cells.

    ``reading`` is one of trama.ingest.profile.readings.READINGS; ``columns`` maps a role of that
    reading to columns in the order in which they are tried; ``codes`` and ``unknown`` are what this
    field adds (folded text to code, folded text to reason). ``quiet``: a text that the list does
    not have is no defect, because another field keeps it. ``not_in``: a text that is a value of
    that closed list is not this field's (``PROSTÍBULO`` names no establishment). ``country`` is the
    uid of the country of places that name none.
    """

    target: str
    reading: str
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    separators: tuple[str, ...] = ()
    code_list: str | None = None
    scheme: str | SchemeByDocument = "INEI"
    value: FieldValue | None = None
    quiet: bool = False
    not_in: str | None = None
    country: str = HOME

    def of(self, role: str) -> tuple[str, ...]:
        """Returns the columns that play ``role``, in the order in which they are tried."""
        return dict(self.columns).get(role, ())

    def all_columns(self) -> tuple[str, ...]:
        """Returns every column that the field is read from."""
        named = [name for _, names in self.columns for name in names]
        if isinstance(self.scheme, SchemeByDocument):
            named += [c for c in (self.scheme.type_column, self.scheme.number_column) if c]
        return tuple(named)


@dataclass(frozen=True, slots=True)
class KeyPart:
    """One way to tell a person apart within a case.

    ``column``: the registry's own code. ``fields``: a digest of these fields; all of them must be
    known, or at least one where ``any_known``, else the next part is tried.
    """

    column: str | None = None
    fields: tuple[str, ...] = ()
    any_known: bool = False


@dataclass(frozen=True, slots=True)
class CountSpec:
    """A column that says how many unnamed people the account stands for, and its upper bound."""

    column: str
    most: int = MOST_UNNAMED


@dataclass(frozen=True, slots=True)
class PeopleSpec:
    """Whom a stage concerns: accounts of the same row by ``called``, or keys in a column."""

    called: tuple[str, ...] = ()
    column: str | None = None
    separators: tuple[str, ...] = DEFAULT_SEPARATORS


@dataclass(frozen=True, slots=True)
class MentionSpec:
    """One account that a row gives.

    It is given where ``if_known`` has a known field and ``if_written`` a column that is not blank
    (no condition where they are empty), unless a column of ``unless`` says one of its folded texts.
    """

    kind: Kind
    called: str
    fields: tuple[FieldSpec, ...]
    if_known: tuple[str, ...] = ()
    if_written: tuple[str, ...] = ()
    unless: tuple[tuple[str, frozenset[str]], ...] = ()
    key: tuple[KeyPart, ...] = ()
    count: CountSpec | None = None
    victims: PeopleSpec | None = None
    suspects: PeopleSpec | None = None

    def all_columns(self) -> tuple[str, ...]:
        """Returns every column that the account is read from, each once."""
        named = [name for spec in self.fields for name in spec.all_columns()]
        named += [part.column for part in self.key if part.column]
        people = (self.victims, self.suspects)
        named += [one.column for one in people if one is not None and one.column]
        named += [column for column, _ in self.unless]
        if self.count:
            named.append(self.count.column)
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class ObservationSpec:
    """How a row of a statistic is read.

    ``indicator`` is the column that names the indicator, and ``texts`` what it says (folded) for
    which indicator's uid; without a column every row has the uid ``constant``. ``fields`` are those
    of the ontology's Observation; ``key`` are the columns that identify a row.
    """

    column: str | None
    texts: Mapping[str, str]
    constant: str | None
    fields: tuple[FieldSpec, ...]
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One kind of sheet: which sheets are of it, its columns, and what its rows say.

    ``sheets`` are folded names, empty for any. ``key`` are the columns that together name the
    case (joined with ``-``); ``by_line`` says that the line number does, for sources without any.
    """

    name: str
    sheets: tuple[str, ...]
    columns: tuple[ColumnSpec, ...]
    key: tuple[str, ...] = ()
    by_line: bool = False
    mentions: tuple[MentionSpec, ...] = ()
    observations: ObservationSpec | None = None

    @property
    def is_parent(self) -> bool:
        """Whether its rows are about the case itself."""
        return any(mention.kind is Kind.CASE for mention in self.mentions)


@dataclass(frozen=True, slots=True)
class Profile:
    """How the files of one source are read.

    ``name`` and ``registry`` (a code of the list registry) stand on every SourceFile. ``digest``
    changes whenever the profile's text does. ``indicators`` is empty for a source of cases.
    ``unknown`` maps folded words to codes of unknown_reason.
    """

    name: str
    registry: str
    es: str
    en: str
    digest: str
    tables: tuple[TableSpec, ...]
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    header_within: int = 30
    dates: DateForm = DAY_FIRST
    numbers: Signs = PLAIN

    @property
    def holds_observations(self) -> bool:
        """Whether its tables hold statistics; otherwise they hold cases."""
        return bool(self.indicators)
