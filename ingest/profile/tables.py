"""A table of a profile, from its YAML: its sheets, its columns, the accounts its rows give."""

from collections.abc import Mapping
from dataclasses import dataclass

from trama.core.marked_yaml import Marked, Section, unknown_word
from trama.core.text import fold
from trama.graph.ontology.canonical_layer import Indicator, Observation
from trama.graph.records import Kind
from trama.ingest.profile.fields import Setting, column_of, read_fields
from trama.ingest.profile.readings import RECORD_CLASSES, field_names, targets
from trama.ingest.profile.specs import (
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

MOST_COUNTED = 10_000  # no profile may let one cell stand for more people than this


@dataclass(frozen=True, slots=True)
class Choices:
    """What the profile says for all its tables."""

    scheme: str
    country: str
    separators: tuple[str, ...]
    indicators: Mapping[str, Indicator]
    indicator_texts: Mapping[str, str]


def read_table(name: str, section: Section, choices: Choices) -> TableSpec:
    """Returns the table; what it says wrongly is noted in the section's problems."""
    section.only({"sheets", "columns", "key", "accounts", "observations"})
    columns = _columns(section)
    setting = Setting(
        frozenset(column.name for column in columns),
        choices.scheme,
        choices.country,
        choices.separators,
    )
    by_line = section.holds_mapping("key")
    keys = () if by_line else _named(section, section.texts("key"), setting)
    if by_line:
        inner = section.section("key")
        by_line = inner is not None and inner.flag("line")
    accounts = _accounts(section, setting)
    inner = section.section("observations")
    observations = _observations(inner, setting, choices) if inner else None
    _check(section, accounts, observations, has_key="key" in section.entries)
    return TableSpec(
        name=name,
        sheets=tuple(fold(mark.text) for mark in section.texts("sheets")),
        columns=tuple(ColumnSpec(c.name, c.aliases, c.needed or c.name in keys) for c in columns),
        key=keys,
        by_line=by_line,
        accounts=accounts,
        observations=observations,
    )


def _check(
    section: Section,
    accounts: tuple[MentionSpec, ...],
    observations: ObservationSpec | None,
    *,
    has_key: bool,
) -> None:
    if bool(accounts) == (observations is not None):
        section.complain(
            section.line,
            "una tabla tiene «accounts» o «observations», una de las dos",
            "a table has “accounts” or “observations”, one of the two",
        )
    if accounts and not has_key:
        section.complain(
            section.line,
            "falta «key»: las columnas que dicen de qué caso es la fila",
            "“key” is missing: the columns that say which case a row is about",
        )


def _columns(section: Section) -> tuple[ColumnSpec, ...]:
    """Returns the columns; a heading that would mean two of them is complained of."""
    inner = section.section("columns")
    if inner is None:
        section.complain(section.line, "falta «columns»", "“columns” is missing")
        return ()
    specs: list[ColumnSpec] = []
    owner: dict[str, str] = {}
    for name, (mark, _) in inner.entries.items():
        needed = False
        if inner.holds_mapping(name):
            one = inner.section(name)
            assert one is not None  # noqa: S101 - a mapping stands there; mypy cannot know
            one.only({"aliases", "needed"})
            aliases, needed = one.texts("aliases"), one.flag("needed")
        else:
            aliases = tuple(alias for alias in inner.texts(name) if alias.text)
        folded = tuple(dict.fromkeys(fold(text) for text in (name, *map(str, aliases))))
        for alias in folded:
            if owner.setdefault(alias, name) != name:
                inner.complain(
                    mark.line,
                    f"«{alias}» ya es la columna «{owner[alias]}»",
                    f"“{alias}” is already the column “{owner[alias]}”",
                )
        specs.append(ColumnSpec(name, folded, needed))
    return tuple(specs)


def _named(section: Section, marks: tuple[Marked, ...], setting: Setting) -> tuple[str, ...]:
    found = (column_of(section, mark, setting.columns) for mark in marks)
    return tuple(name for name in found if name)


def _accounts(section: Section, setting: Setting) -> tuple[MentionSpec, ...]:
    specs: list[MentionSpec] = []
    for inner in section.sections("accounts"):
        called = {spec.called: spec for spec in specs}
        spec = _account(inner, setting, called)
        if spec.called in called:
            inner.complain(
                inner.line,
                f"hay dos cuentas «{spec.called}»; déles «called» distintos",
                f"there are two accounts “{spec.called}”; give them different “called”",
            )
        specs.append(spec)
    order = list(Kind)
    return tuple(sorted(specs, key=lambda spec: order.index(spec.kind)))


def _account(section: Section, setting: Setting, called: Mapping[str, MentionSpec]) -> MentionSpec:
    allowed = {"about", "called", "fields", "if_known", "if_written", "unless"}
    kind = Kind(section.choice("about", [kind.value for kind in Kind], Kind.CASE.value))
    if "about" not in section.entries:
        section.needed("about")
    is_person = kind in (Kind.VICTIM, Kind.SUSPECT)
    allowed |= {"key", "count"} if is_person else set()
    allowed |= {"victims", "suspects"} if kind is Kind.STAGE else set()
    section.only(allowed)
    fields = read_fields(section.section("fields"), targets(RECORD_CLASSES[kind]), setting)
    if kind is Kind.STAGE and not any(field.target == "phase" for field in fields):
        section.complain(
            section.line, "una etapa necesita el campo «phase»", "a stage needs the field “phase”"
        )
    name = section.text("called")
    count = _count(section, setting) if is_person else None
    key = _key(section, kind, setting) if is_person else ()
    if is_person and not key and count is None:
        section.complain(
            section.line,
            "falta «key»: qué distingue a una persona de otra dentro del caso",
            "“key” is missing: what tells one person from another within the case",
        )
    return MentionSpec(
        kind=kind,
        called=name.text if name else kind.value,
        fields=fields,
        if_known=_known_fields(section, section.texts("if_known"), kind),
        if_written=_named(section, section.texts("if_written"), setting),
        unless=_unless(section, setting),
        key=key,
        count=count,
        victims=_people(section, "victims", called, setting),
        suspects=_people(section, "suspects", called, setting),
    )


def _unless(section: Section, setting: Setting) -> tuple[tuple[str, frozenset[str]], ...]:
    inner = section.section("unless")
    if inner is None:
        return ()
    found = []
    for name, (mark, _) in inner.entries.items():
        if column_of(inner, mark, setting.columns):
            found.append((name, frozenset(fold(text.text) for text in inner.texts(name))))
    return tuple(found)


def _known_fields(section: Section, marks: tuple[Marked, ...], kind: Kind) -> tuple[str, ...]:
    names = field_names(kind)
    for mark in marks:
        if mark.text not in names:
            section.complain(mark.line, *unknown_word(mark.text, names))
    return tuple(mark.text for mark in marks)


def _key(section: Section, kind: Kind, setting: Setting) -> tuple[KeyPart, ...]:
    parts = []
    for inner in section.sections("key"):
        inner.only({"column", "all_of", "any_of"})
        column = inner.text("column")
        if column is not None:
            name = column_of(inner, column, setting.columns)
            parts.append(KeyPart(column=name))
            continue
        every, some = inner.texts("all_of"), inner.texts("any_of")
        if not every and not some:
            inner.complain(
                inner.line,
                "diga «column», «all_of» o «any_of»",
                "say “column”, “all_of” or “any_of”",
            )
        parts.append(KeyPart(fields=_known_fields(inner, every or some, kind), any_known=not every))
    return tuple(parts)


def _count(section: Section, setting: Setting) -> CountSpec | None:
    inner = section.section("count")
    if inner is None:
        return None
    inner.only({"column", "most"})
    column = column_of(inner, inner.needed("column"), setting.columns)
    most = inner.whole("most", MOST_UNNAMED, (1, MOST_COUNTED))
    return CountSpec(column, most) if column else None


def _people(
    section: Section, key: str, called: Mapping[str, MentionSpec], setting: Setting
) -> PeopleSpec | None:
    if section.holds_mapping(key):
        inner = section.section(key)
        if inner is None:
            return None
        inner.only({"column", "separators"})
        separators = tuple(mark.text for mark in inner.texts("separators")) or DEFAULT_SEPARATORS
        column = column_of(inner, inner.needed("column"), setting.columns)
        return PeopleSpec(column=column, separators=separators)
    marks = section.texts(key)
    for mark in marks:
        if mark.text not in called:
            section.complain(mark.line, *unknown_word(mark.text, called))
    return PeopleSpec(called=tuple(mark.text for mark in marks)) if marks else None


def _observations(section: Section, setting: Setting, choices: Choices) -> ObservationSpec:
    section.only({"indicator", "fields", "key"})
    column, constant = None, None
    texts: Mapping[str, str] = choices.indicator_texts
    if section.holds_mapping("indicator"):
        inner = section.section("indicator")
        if inner is not None:
            inner.only({"column"})
            column = column_of(inner, inner.needed("column"), setting.columns)
    else:
        mark = section.needed("indicator")
        constant = mark.text
        if mark.text and mark.text not in choices.indicators:
            section.complain(mark.line, *unknown_word(mark.text, choices.indicators))
    fields = read_fields(section.section("fields"), targets(Observation), setting)
    for needed in ("period", "value"):
        if not any(field.target == needed for field in fields):
            section.complain(
                section.line, f"falta el campo «{needed}»", f"the field “{needed}” is missing"
            )
    key = _named(section, section.texts("key"), setting)
    if not key:
        section.complain(section.line, "falta «key»", "“key” is missing")
    return ObservationSpec(column, texts, constant, fields, key)
