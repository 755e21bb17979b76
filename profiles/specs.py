"""The specs of a profile: what the files of a source look like and what each cell means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from trama.graph.records import FieldValue, Kind
from trama.ontology.canonical_layer import Indicator
from trama.places.gazetteer import HOME
from trama.values.dates import DAY_FIRST, DateForm, DateOrder
from trama.values.quantities import PLAIN, Signs

NameOrder = Literal["surname_first", "given_first"]
"""The part of a whole name that stands first; a comma after surnames outranks it."""

DEFAULT_SEPARATORS = ("/", ";", ",", "|", "+", " Y ", " E ")
MOST_UNNAMED = 500  # people in one cell; a larger number is more likely a slipped cell


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column: its name, the headings that mean it, and whether a file must have it.

    ``aliases`` are folded. ``headings`` keep their signs, for columns that differ by a sign only:
    ``q/otro`` and ``q_otro`` of KoboToolbox. A heading of another column's signs is no alias.
    """

    name: str
    aliases: tuple[str, ...]
    needed: bool = False
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SchemeByDocument:
    """The scheme of a place code that depends on the person's document.

    SISTRA writes places of birth and of residence so. ``schemes`` maps a code of document_type to a
    scheme; ``otherwise`` is the scheme of the rest. The type decides even if the number is hidden;
    without a type, the form of the number decides.
    """

    type_column: str | None
    number_column: str | None
    schemes: tuple[tuple[str, str], ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """The way to read one field, or the fields of one name, document or place, from cells.

    ``reading`` is a key of `trama.profiles.readings.READINGS`. ``columns`` maps a role of the
    reading to columns, in the order in which they are tried. ``codes`` (folded text to code) and
    ``unknown`` (folded text to reason) are the words that this field adds. ``quiet``: a text that
    the closed list lacks is no defect, because another field keeps it. ``not_in``: a text that is a
    value of that closed list does not belong to this field (``PROSTÍBULO`` names no establishment).
    ``country`` is the uid of the country of a place without a country. ``date_order`` and
    ``names_order`` are None if the profile's order counts. ``at_least``: a count may be a
    bound; None if the profile is silent.
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
    at_least: bool | None = None
    not_in: str | None = None
    country: str = HOME
    date_order: DateOrder | None = None
    names_order: NameOrder | None = None

    def of(self, role: str) -> tuple[str, ...]:
        """Return the columns that play ``role``, in the order in which they are tried."""
        return dict(self.columns).get(role, ())

    def all_columns(self) -> tuple[str, ...]:
        """Return every column that the field is read from."""
        named = [name for _, names in self.columns for name in names]
        if isinstance(self.scheme, SchemeByDocument):
            named += [c for c in (self.scheme.type_column, self.scheme.number_column) if c]
        return tuple(named)


@dataclass(frozen=True, slots=True)
class KeyPart:
    """One way to tell a person apart within a case.

    ``column`` holds the registry's own code. If ``across_cases``, the code is one person's in every
    case of the registry; else it counts within its case. Without a column the key is a digest of
    ``fields``: all of them must be known, or at least one if ``any_known``; else the next part is
    tried.
    """

    column: str | None = None
    fields: tuple[str, ...] = ()
    any_known: bool = False
    across_cases: bool = False


@dataclass(frozen=True, slots=True)
class CountSpec:
    """The column that counts the unnamed people of a mention, and its upper bound.

    If ``at_least``, a bound counts too: ``15+`` is 15. None if the profile is silent.
    """

    column: str
    most: int = MOST_UNNAMED
    at_least: bool | None = None


@dataclass(frozen=True, slots=True)
class PeopleSpec:
    """The people of a stage: mentions of the same row by ``called``, or keys in a column."""

    called: tuple[str, ...] = ()
    column: str | None = None
    separators: tuple[str, ...] = DEFAULT_SEPARATORS


@dataclass(frozen=True, slots=True)
class MentionSpec:
    """A mention that a row may hold: what the row says of one subject.

    The row holds the mention if a field of ``if_known`` is known and a column of ``if_written`` is
    not blank; an empty tuple is no condition. The row does not hold it if a column of ``unless``
    holds one of its folded texts, or a column of ``only`` holds none of them.

    If there are ``separators``, its cells list several people or stages. If ``fill_down``, a row
    with blank cells for the mention repeats the person of the rows above it in its case. Both are
    None if the profile is silent; if ``sure_lists``, cells that list several beyond doubt are cut.
    """

    kind: Kind
    called: str
    fields: tuple[FieldSpec, ...]
    if_known: tuple[str, ...] = ()
    if_written: tuple[str, ...] = ()
    unless: tuple[tuple[str, frozenset[str]], ...] = ()
    only: tuple[tuple[str, frozenset[str]], ...] = ()
    key: tuple[KeyPart, ...] = ()
    count: CountSpec | None = None
    victims: PeopleSpec | None = None
    suspects: PeopleSpec | None = None
    separators: tuple[str, ...] | None = None
    fill_down: bool | None = None
    sure_lists: bool = False

    def all_columns(self) -> tuple[str, ...]:
        """Return every column that the mention is read from, each once."""
        named = [name for spec in self.fields for name in spec.all_columns()]
        named += [part.column for part in self.key if part.column]
        people = (self.victims, self.suspects)
        named += [group.column for group in people if group is not None and group.column]
        named += [column for column, _ in (*self.unless, *self.only)]
        if self.count:
            named.append(self.count.column)
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class ObservationSpec:
    """The way to read a row of a statistic.

    ``column`` names the indicator, and ``texts`` maps its folded text to the indicator's uid.
    Without a column every row has the uid ``constant``. ``fields`` are fields of the ontology's
    Observation. ``key`` are the columns that identify a row. If the column ``unit`` is written, the
    unit and the department in the column ``within`` do so alone: editions of one data set spell
    the district of a unit in several ways.
    """

    column: str | None
    texts: Mapping[str, str]
    constant: str | None
    fields: tuple[FieldSpec, ...]
    key: tuple[str, ...]
    unit: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A kind of sheet: its sheets, its columns, and what its rows hold.

    ``sheets`` are folded names; empty means any sheet. The columns ``key``, joined with ``-``, name
    the case. If ``by_line``, the line number names it, for a source without a key. If
    ``fill_down``, a blank key is that of the row above. None if the profile is silent; if
    ``sure_filling``, a row that tells of a stage alone goes on with the case above.
    """

    name: str
    sheets: tuple[str, ...]
    columns: tuple[ColumnSpec, ...]
    key: tuple[str, ...] = ()
    by_line: bool = False
    fill_down: bool | None = None
    sure_filling: bool = False
    mentions: tuple[MentionSpec, ...] = ()
    observations: ObservationSpec | None = None

    @property
    def is_parent(self) -> bool:
        """Return whether a row of the table mentions the case itself."""
        return any(mention.kind is Kind.CASE for mention in self.mentions)


@dataclass(frozen=True, slots=True)
class Profile:
    """The way to read the files of one source.

    Every SourceFile holds ``name`` and ``registry`` (a code of the list registry). ``digest`` is
    the SHA-256 of the profile's text. ``indicators`` is empty for a source of cases. ``unknown``
    maps folded words to codes of unknown_reason. One of the first ``header_within`` rows of a sheet
    is the heading. ``names_order`` is None if the profile is silent: surnames stand first, unless a
    column shows otherwise.
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
    names_order: NameOrder | None = None

    @property
    def holds_observations(self) -> bool:
        """Return whether the tables hold statistics; otherwise they hold cases."""
        return bool(self.indicators)
