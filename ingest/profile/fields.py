"""A field of a profile, from its YAML: which reading, from which columns, into which field."""

from collections.abc import Mapping
from dataclasses import dataclass

from trama.core.errors import UnknownName
from trama.core.marked_yaml import Marked, Section, unknown_word
from trama.core.text import fold
from trama.graph.ontology.codelists import code_list
from trama.graph.records import FieldValue
from trama.ingest.profile.readings import READINGS, Reading, Target
from trama.ingest.profile.specs import FieldSpec, SchemeByDocument

SCHEMES = ("INEI", "RENIEC", "ISO")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the fields of one table may refer to: its columns, and the profile's own choices."""

    columns: frozenset[str]
    scheme: str
    country: str
    separators: tuple[str, ...]


def read_fields(
    section: Section | None, known: Mapping[str, Target], setting: Setting
) -> tuple[FieldSpec, ...]:
    """Returns the fields declared in ``section``, in their order; complains line by line."""
    if section is None:
        return ()
    specs = []
    for name, (mark, _) in section.entries.items():
        if name not in known:
            section.complain(mark.line, *unknown_word(name, known))
            continue
        spec = _field(section, known[name], setting)
        if spec is not None:
            specs.append(spec)
    return tuple(specs)


def read_unknown(section: Section, key: str = "unknown") -> dict[str, str]:
    """Returns the words for unknown (folded) and the reason each stands for."""
    reasons = code_list("unknown_reason").codes
    found = {}
    for word, reason in section.pairs(key).items():
        if reason.text in reasons:
            found[fold(word)] = reason.text
        else:
            section.complain(reason.line, *unknown_word(reason.text, reasons))
    return found


def column_of(section: Section, mark: Marked, columns: frozenset[str]) -> str | None:
    """Returns the name of a column; complains where the table has none of that name."""
    if mark.text in columns:
        return mark.text
    section.complain(mark.line, *unknown_word(mark.text, sorted(columns)))
    return None


def _field(parent: Section, target: Target, setting: Setting) -> FieldSpec | None:
    section = parent.section(target.name)
    if section is None:
        return None
    word = section.needed("read")
    if word.text not in READINGS:
        if word.text:
            section.complain(word.line, *unknown_word(word.text, READINGS))
        return None
    reading = READINGS[word.text]
    section.only({"read", "unknown", *reading.roles, *reading.options})
    if not _fits(reading, word, target):
        section.complain(
            word.line,
            f"«{word}» no da lo que guarda «{target.name}»",
            f"“{word}” does not give what “{target.name}” holds",
        )
        return None
    code_list_name = target.declared.codes or ("document_type" if word.text == "document" else None)
    return FieldSpec(
        target=target.name,
        reading=word.text,
        columns=_flags(section, setting)
        if word.text == "flags"
        else _roles(section, reading, setting),
        codes=_codes(section, code_list_name, word.text),
        unknown=tuple(read_unknown(section).items()),
        separators=tuple(m.text for m in section.texts("separators")) or setting.separators,
        code_list=code_list_name,
        scheme=_scheme(section, setting),
        value=_constant(section, target) if word.text == "constant" else None,
        quiet=section.flag("quiet"),
        not_in=_list_named(section, "not_in"),
        country=setting.country,
    )


def _fits(reading: Reading, word: Marked, target: Target) -> bool:
    if word.text == "constant":
        return target.name not in ("name", "document")
    if (word.text in ("name", "document")) or target.name in ("name", "document"):
        return word.text == target.name
    if reading.coded and not target.declared.codes:
        return False
    if target.declared.place:
        return word.text == ("nationality" if target.name == "nationality" else "place")
    return reading.gives == target.gives


def _roles(
    section: Section, reading: Reading, setting: Setting
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    for role in reading.required:
        section.needed(role) if not section.texts(role) else None
    if reading.any_role and not any(section.texts(role) for role in reading.any_role):
        wanted = ", ".join(reading.any_role)
        section.complain(section.line, f"falta una de: {wanted}", f"one is missing of: {wanted}")
    found = []
    for role in reading.roles:
        names = [column_of(section, mark, setting.columns) for mark in section.texts(role)]
        if names:
            found.append((role, tuple(name for name in names if name)))
    return tuple(found)


def _flags(section: Section, setting: Setting) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Returns the columns of yes and no by the code that a yes stands for."""
    by_code: dict[str, list[str]] = {}
    for column, code in section.pairs("flags").items():
        if column_of(section, Marked(column, code.line), setting.columns):
            by_code.setdefault(code.text, []).append(column)
    if not by_code:
        section.complain(section.line, "falta «flags»", "“flags” is missing")
    return tuple((code, tuple(columns)) for code, columns in by_code.items())


def _codes(section: Section, list_name: str | None, reading: str) -> tuple[tuple[str, str], ...]:
    given = section.pairs("flags" if reading == "flags" else "codes")
    known: Mapping[str, object] | None = code_list(list_name).codes if list_name else None
    if reading == "yes_no":
        known = {"true": True, "false": False}
    found = []
    for word, code in given.items():
        if known is not None and code.text not in known:
            section.complain(code.line, *unknown_word(code.text, known))
        else:
            found.append((fold(word), code.text))
    return tuple(found)


def _list_named(section: Section, key: str) -> str | None:
    mark = section.text(key)
    if mark is None:
        return None
    try:
        return code_list(mark.text).name
    except UnknownName:
        section.complain(mark.line, f"no hay una lista «{mark}»", f"there is no list “{mark}”")
        return None


def _scheme(section: Section, setting: Setting) -> str | SchemeByDocument:
    if not section.holds_mapping("scheme"):
        return section.choice("scheme", SCHEMES, setting.scheme)
    inner = section.section("scheme")
    if inner is None:
        return setting.scheme
    inner.only({"type", "number", "documents", "otherwise"})
    type_mark, number_mark = inner.text("type"), inner.text("number")
    if type_mark is None and number_mark is None:
        inner.complain(inner.line, "falta «type» o «number»", "“type” or “number” is missing")
    documents = code_list("document_type").codes
    schemes = []
    for document, scheme in inner.pairs("documents").items():
        if document not in documents:
            inner.complain(scheme.line, *unknown_word(document, documents))
        if scheme.text not in SCHEMES:
            inner.complain(scheme.line, *unknown_word(scheme.text, SCHEMES))
        schemes.append((document, scheme.text))
    return SchemeByDocument(
        type_column=column_of(inner, type_mark, setting.columns) if type_mark else None,
        number_column=column_of(inner, number_mark, setting.columns) if number_mark else None,
        schemes=tuple(schemes),
        otherwise=inner.choice("otherwise", SCHEMES, setting.scheme),
    )


def _constant(section: Section, target: Target) -> FieldValue | None:
    mark = section.needed("value")
    if target.declared.codes:
        codes = code_list(target.declared.codes).codes
        if mark.text not in codes:
            section.complain(mark.line, *unknown_word(mark.text, codes))
    if target.gives == "texts":
        return (mark.text,)
    if target.gives == "flag":
        return section.flag("value")
    if target.gives == "number":
        try:
            return float(mark.text)
        except ValueError:
            section.complain(mark.line, "debe ser un número", "it must be a number")
            return None
    return mark.text
