"""The format of a table of a profile: its sheets, its columns, and the mentions its rows give."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Annotated, Self

from pydantic import Field, model_validator

from trama.core.checked_yaml import (
    Declared,
    Document,
    Many,
    Marked,
    Parsed,
    Step,
    Text,
    between,
    refusal,
)
from trama.core.problems import unknown_word
from trama.core.text import fold, heading_form
from trama.graph.records import Kind
from trama.ontology.canonical_layer import Observation
from trama.profiles.fields import AnyOf, FieldFormat, Setting, Words, read_fields, under
from trama.profiles.indicators import Indicators
from trama.profiles.readings import RECORD_CLASSES, field_names, targets
from trama.profiles.specs import (
    DEFAULT_SEPARATORS,
    MOST_UNNAMED,
    ColumnSpec,
    CountSpec,
    KeyPart,
    MentionSpec,
    ObservationSpec,
    PeopleSpec,
    TableSpec,
)

MOST_COUNTED = 10_000  # people in one cell; no profile may allow more
_PEOPLE = (Kind.VICTIM, Kind.SUSPECT)


class ColumnFormat(Declared):
    """A column: the headings that mean it too, and whether a file must have it."""

    aliases: Words = ()
    needed: Parsed[bool] = False


class RowKeyFormat(AnyOf):
    """The key of a row's case: columns, or the number of the line."""

    columns: Words = ()
    line: Parsed[bool] = False
    fill_down: Parsed[bool] | None = None

    @model_validator(mode="after")
    def _columns_are_filled(self) -> Self:
        if self.fill_down and not self.columns:
            raise refusal("«fill_down» necesita «columns»", "“fill_down” needs “columns”")
        return self


class KeyPartFormat(AnyOf):
    """One way to tell a person apart within a case."""

    column: Marked | None = None
    all_of: Words = ()
    any_of: Words = ()
    across_cases: Parsed[bool] = False

    @model_validator(mode="after")
    def _only_a_code_holds_across_cases(self) -> Self:
        if self.across_cases and not self.column:
            raise refusal("«across_cases» necesita «column»", "“across_cases” needs “column”")
        return self


class CountFormat(Declared):
    """The column that counts unnamed people, and its upper bound."""

    column: Marked
    most: Annotated[Parsed[int], between(1, MOST_COUNTED)] = MOST_UNNAMED
    at_least: Parsed[bool] | None = None


class PeopleFormat(Declared):
    """The people of a stage: mentions of the same row, or keys in a column."""

    called: Words = ()
    column: Marked | None = None
    separators: Words = ()


class MentionFormat(Declared):
    """The mention that a row holds of one subject."""

    about: Parsed[Kind]
    called: Text | None = None
    fields: dict[Marked, FieldFormat] = Field(default_factory=dict)
    if_known: Words = ()
    if_written: Words = ()
    unless: dict[Marked, Words] = Field(default_factory=dict)
    only: dict[Marked, Words] = Field(default_factory=dict)
    key: Many[KeyPartFormat] = ()
    count: CountFormat | None = None
    victims: Annotated[PeopleFormat, under("called")] | None = None
    suspects: Annotated[PeopleFormat, under("called")] | None = None
    separators: Words = ()
    fill_down: Parsed[bool] | None = None


class RowIndicatorFormat(AnyOf):
    """The indicator of a row: one uid for all rows, or the column that names it."""

    uid: Marked | None = None
    column: Marked | None = None


class UnitFormat(Declared):
    """The column of the unit that a figure is about, and the column of its department."""

    column: Marked
    within: Marked


class ObservationsFormat(Declared):
    """The figure in each row of a statistic."""

    indicator: Annotated[RowIndicatorFormat, under("uid")]
    fields: dict[Marked, FieldFormat] = Field(default_factory=dict)
    key: Words = ()
    unit: UnitFormat | None = None


class TableFormat(Declared):
    """A kind of sheet: its columns, and the mentions or the figure that each row holds."""

    sheets: Words = ()
    columns: dict[Marked, Annotated[ColumnFormat, under("aliases")]]
    key: Annotated[RowKeyFormat, under("columns")] | None = None
    mentions: Many[MentionFormat] = Field(default=(), alias="accounts")
    observations: ObservationsFormat | None = None


def read_table(
    name: Marked, written: TableFormat, setting: Setting, indicators: Indicators
) -> TableSpec:
    """Return the table; each part of it that cannot be used becomes a problem."""
    document, columns = setting.document, _columns(written.columns, setting.document)
    setting = replace(setting, columns=tuple(column.name for column in columns))
    if bool(written.mentions) == (written.observations is not None):
        document.lack(
            ("tables", name),
            ("accounts", "observations"),
            "una tabla tiene «accounts» o «observations», una de las dos",
            "a table has “accounts” or “observations”, one of the two",
        )
    if written.mentions and not written.key:
        document.lack(
            ("tables", name),
            ("key",),
            "falta «key»: las columnas que dicen de qué caso es la fila",
            "“key” is missing: the columns that say which case a row is about",
        )
    if written.key and not written.key.columns:
        _refuse_filling(name, written.mentions, document)
    key = document.members(written.key.columns, setting.columns) if written.key else ()
    return TableSpec(
        name=str(name),
        sheets=tuple(map(fold, written.sheets)),
        columns=tuple(
            replace(column, needed=column.needed or column.name in key) for column in columns
        ),
        key=key,
        by_line=written.key is not None and written.key.line,
        fill_down=written.key.fill_down if written.key else None,
        mentions=_mentions(name, written, setting),
        observations=_observations(name, written.observations, setting, indicators)
        if written.observations
        else None,
    )


def _refuse_filling(name: Marked, mentions: Collection[MentionFormat], document: Document) -> None:
    """Add a problem for each mention to fill down in a table where every line is another case."""
    for position, mention in enumerate(mentions):
        if mention.fill_down:
            document.complain(
                document.line("tables", name, "accounts", position, "fill_down"),
                "«fill_down» necesita una clave con columnas: cada línea es otro caso",
                "“fill_down” needs a key with columns: every line is another case",
            )


def _columns(columns: Mapping[Marked, ColumnFormat], document: Document) -> tuple[ColumnSpec, ...]:
    """Return the columns; a heading that means two columns is a problem.

    Headings that differ by a sign (``q/otro``, ``q_otro``) are two: their folded form means none.
    """
    specs: list[ColumnSpec] = []
    owner: dict[str, str] = {}
    folded: dict[str, set[str]] = {}
    for name, written in columns.items():
        headings = tuple(dict.fromkeys(map(heading_form, (name, *written.aliases))))
        for heading in headings:
            folded.setdefault(fold(heading), set()).add(name)
            if owner.setdefault(heading, name) != name:
                document.complain(
                    name.line,
                    f"«{heading}» ya es la columna «{owner[heading]}»",
                    f"“{heading}” is already the column “{owner[heading]}”",
                )
        specs.append(ColumnSpec(str(name), (), written.needed, headings))
    return tuple(replace(spec, aliases=_aliases(spec, folded)) for spec in specs)


def _aliases(spec: ColumnSpec, folded: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return the folded headings that mean this column only."""
    keys = dict.fromkeys(map(fold, spec.headings))
    return tuple(key for key in keys if len(folded[key]) == 1)


def _mentions(table: Marked, written: TableFormat, setting: Setting) -> tuple[MentionSpec, ...]:
    specs: list[MentionSpec] = []
    for position, mention in enumerate(written.mentions):
        names = [spec.called for spec in specs]
        spec = _mention(mention, setting, names, ("tables", table, "accounts", position))
        if spec.called in names:
            setting.document.complain(
                setting.document.line("tables", table, "accounts", position),
                f"dos «accounts» se llaman «{spec.called}»; déles «called» distintos",
                f"two “accounts” are called “{spec.called}”; give them different “called”",
            )
        specs.append(spec)
    order = list(Kind)
    return tuple(sorted(specs, key=lambda spec: order.index(spec.kind)))


def _mention(
    written: MentionFormat, setting: Setting, names: Collection[str], path: tuple[Step, ...]
) -> MentionSpec:
    kind, document = written.about, setting.document
    _check_mention(written, document, path)
    return MentionSpec(
        kind=kind,
        called=written.called or kind.value,
        fields=read_fields(written.fields, targets(RECORD_CLASSES[kind]), setting, *path),
        if_known=document.members(written.if_known, field_names(kind)),
        if_written=document.members(written.if_written, setting.columns),
        unless=_texts(written.unless, setting),
        only=_texts(written.only, setting),
        key=tuple(_key_part(part, kind, setting) for part in written.key if kind in _PEOPLE),
        count=_count(written.count, setting),
        victims=_people(written.victims, names, setting),
        suspects=_people(written.suspects, names, setting),
        separators=tuple(map(str, written.separators))
        if "separators" in written.model_fields_set
        else None,
        fill_down=written.fill_down,
    )


def _texts(
    written: Mapping[Marked, Words], setting: Setting
) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the columns of a condition, each with its folded texts."""
    return tuple(
        (str(column), frozenset(map(fold, texts)))
        for column, texts in written.items()
        if setting.column(column)
    )


def _check_mention(written: MentionFormat, document: Document, path: tuple[Step, ...]) -> None:
    """Add a problem for each key that mentions of this kind do not take, or lack."""
    is_stage, is_person = written.about is Kind.STAGE, written.about in _PEOPLE
    known = set(MentionFormat.model_fields)
    known -= set() if is_person else {"key", "count", "fill_down"}
    known -= set() if is_person or is_stage else {"separators"}
    known -= {"separators"} if written.count else set()
    known -= set() if is_stage else {"victims", "suspects"}
    for key in written.model_fields_set - known:
        document.complain(document.line(*path, key), *unknown_word(key, sorted(known)))
    if is_stage and "phase" not in written.fields:
        es, en = "una etapa necesita el campo «phase»", "a stage needs the field “phase”"
        document.lack(path, ("fields",), es, en)
    if is_person and not (written.key or written.count):
        document.lack(
            path,
            ("key", "count"),
            "falta «key»: qué distingue a una persona de otra dentro del caso",
            "“key” is missing: what tells one person from another within the case",
        )


def _key_part(written: KeyPartFormat, kind: Kind, setting: Setting) -> KeyPart:
    if written.column:
        column = setting.column(written.column)
        return KeyPart(column=column, across_cases=written.across_cases)
    fields = setting.document.members(written.all_of or written.any_of, field_names(kind))
    return KeyPart(fields=fields, any_known=not written.all_of)


def _count(written: CountFormat | None, setting: Setting) -> CountSpec | None:
    column = setting.column(written.column) if written else None
    return CountSpec(column, written.most, written.at_least) if written and column else None


def _people(
    written: PeopleFormat | None, names: Collection[str], setting: Setting
) -> PeopleSpec | None:
    if written is None:
        return None
    if written.column:
        separators = tuple(map(str, written.separators)) or DEFAULT_SEPARATORS
        return PeopleSpec(column=setting.column(written.column), separators=separators)
    called = setting.document.members(written.called, names)
    return PeopleSpec(called=called) if called else None


def _observations(
    table: Marked, written: ObservationsFormat, setting: Setting, indicators: Indicators
) -> ObservationSpec:
    document, path = setting.document, ("tables", table, "observations")
    column, uid = written.indicator.column, written.indicator.uid
    for name in ("period", "value"):
        if name not in written.fields:
            es, en = f"falta el campo «{name}»", f"the field “{name}” is missing"
            document.lack(path, ("fields",), es, en)
    if not written.key:
        document.lack(path, ("key",), "falta «key»", "“key” is missing")
    return ObservationSpec(
        column=setting.column(column) if column else None,
        texts=indicators.texts,
        constant=document.member(uid, indicators.by_uid) if uid else None,
        fields=read_fields(written.fields, targets(Observation), setting, *path),
        key=document.members(written.key, setting.columns),
        unit=setting.column(written.unit.column) if written.unit else None,
        within=setting.column(written.unit.within) if written.unit else None,
    )
