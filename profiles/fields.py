"""The format of a field of a profile: which reading fills which field, and from which columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self, TypeVar, get_args

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from trama.core.checked_yaml import Declared, Document, Many, Marked, Parsed, Step, refusal
from trama.core.problems import unknown_word
from trama.core.text import fold
from trama.graph.records import FieldValue
from trama.ontology.codelists import code_list, code_list_names
from trama.profiles.readings import READINGS, Reading, Target
from trama.profiles.specs import FieldSpec, NameOrder, SchemeByDocument
from trama.values.dates import DateOrder

Scheme = Literal["INEI", "RENIEC", "ISO"]
_Order = TypeVar("_Order", bound=str)


def under(key: str) -> BeforeValidator:
    """Return the validator that reads ``x`` as ``{key: x}``, unless ``x`` is a mapping."""
    return BeforeValidator(lambda value: value if isinstance(value, dict) else {key: value})


def _listed(value: object) -> object:
    if value is None:
        return []
    return [value] if isinstance(value, Marked) else value


Words = Annotated[Many[Marked], BeforeValidator(_listed)]
"""A list of texts; a single text is a list of one, and an empty scalar a list of none."""


class AnyOf(Declared):
    """A mapping that needs at least one of its keys."""

    @model_validator(mode="after")
    def _has_a_key(self) -> Self:
        if not any(dict(self).values()):
            wanted = ", ".join(self.known_keys())
            raise refusal(f"falta una de: {wanted}", f"one of these is missing: {wanted}")
        return self


class SchemeFormat(Declared):
    """The scheme of a place code; it may depend on the person's document, as SISTRA's does."""

    type: Marked | None = None
    number: Marked | None = None
    documents: dict[Marked, Scheme] = Field(default_factory=dict)
    otherwise: Scheme | None = None

    @model_validator(mode="after")
    def _documents_have_a_column(self) -> Self:
        if self.documents and not (self.type or self.number):
            raise refusal("falta «type» o «number»", "“type” or “number” is missing")
        return self


class FieldFormat(Declared):
    """A field. Beside these keys, each role of its reading is a key that names columns."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Words]

    read: Marked
    unknown: dict[Marked, Marked] = Field(default_factory=dict)
    codes: dict[Marked, Marked] = Field(default_factory=dict)
    flags: dict[Marked, Marked] = Field(default_factory=dict)
    separators: Words = ()
    scheme: Annotated[SchemeFormat, under("otherwise")] | None = None
    value: Marked | None = None
    quiet: Parsed[bool] = False
    not_in: Marked | None = None
    order: Marked | None = None
    at_least: Parsed[bool] | None = None

    def role(self, name: str) -> tuple[Marked, ...]:
        """Return the columns that play a role of the reading."""
        return tuple((self.model_extra or {}).get(name, ()))


@dataclass(frozen=True, slots=True)
class Setting:
    """The columns of a table, and what the profile declares for all its tables."""

    document: Document
    scheme: str
    country: str
    separators: tuple[str, ...]
    columns: tuple[str, ...] = ()

    def column(self, name: Marked) -> str | None:
        """Return the name of a column; None, and add a problem, if the table lacks it."""
        return self.document.member(name, self.columns)


def read_fields(
    fields: Mapping[Marked, FieldFormat], known: Mapping[str, Target], setting: Setting, *path: Step
) -> tuple[FieldSpec, ...]:
    """Return the fields of the mapping at ``path``. A field that is not ``known`` is a problem."""
    specs = (
        _field(written, known[name], setting, (*path, "fields", name))
        for name, written in fields.items()
        if setting.document.member(name, known)
    )
    return tuple(spec for spec in specs if spec)


def read_unknown(written: Mapping[Marked, Marked], document: Document) -> dict[str, str]:
    """Return the reason that each word for unknown (folded) stands for."""
    reasons = code_list("unknown_reason").codes
    known = {word: document.member(reason, reasons) for word, reason in written.items()}
    return {fold(word): reason for word, reason in known.items() if reason}


def _field(
    written: FieldFormat, target: Target, setting: Setting, path: tuple[Step, ...]
) -> FieldSpec | None:
    document, word = setting.document, setting.document.member(written.read, READINGS)
    if word is None:
        return None
    _check_keys(written, READINGS[word], document, path)
    if not _fits(READINGS[word], word, target):
        document.complain(
            written.read.line,
            f"«{word}» no da lo que guarda «{target.name}»",
            f"“{word}” does not give what “{target.name}” holds",
        )
        return None
    if word == "date" and written.role("time") and target.name != "date":
        document.complain(
            written.role("time")[0].line,
            "«time» es la hora de una etapa: solo va en el campo «date»",
            "“time” is the hour of a stage: it belongs to the field “date” only",
        )
        return None
    list_name = target.declared.codes or ("document_type" if word == "document" else None)
    return FieldSpec(
        target=target.name,
        reading=word,
        columns=_flags(written, setting) if word == "flags" else _roles(written, word, setting),
        codes=_codes(written, list_name, document),
        unknown=tuple(read_unknown(written.unknown, document).items()),
        separators=tuple(map(str, written.separators)) or setting.separators,
        code_list=list_name,
        scheme=_scheme(written.scheme, setting),
        value=_constant(written.value, target, document) if written.value is not None else None,
        quiet=written.quiet,
        at_least=written.at_least,
        not_in=document.member(written.not_in, code_list_names()) if written.not_in else None,
        country=setting.country,
        date_order=_order(written.order, get_args(DateOrder), document) if word != "name" else None,
        names_order=_order(written.order, get_args(NameOrder), document)
        if word == "name"
        else None,
    )


def _order(written: Marked | None, known: tuple[_Order, ...], document: Document) -> _Order | None:
    """Return the field's own order. Return None if the profile's order counts."""
    if written is None or document.member(written, map(str, known)) is None:
        return None
    return next(order for order in known if order == written)


def _check_keys(
    written: FieldFormat, reading: Reading, document: Document, path: tuple[Step, ...]
) -> None:
    """Add a problem for each key that the reading does not take, and for each that it lacks."""
    known = ("read", "unknown", *reading.roles, *reading.options)
    for key in written.model_fields_set - set(known):
        document.complain(document.line(*path, key), *unknown_word(key, known))
    needed = [*reading.required, *(key for key in ("flags", "value") if key in reading.options)]
    for key in needed:
        if not (written.role(key) or getattr(written, key, None)):
            document.lack(path, (key,), f"falta «{key}»", f"“{key}” is missing")
    if reading.any_role and not any(map(written.role, reading.any_role)):
        wanted = ", ".join(reading.any_role)
        es, en = f"falta una de: {wanted}", f"one of these is missing: {wanted}"
        document.lack(path, reading.any_role, es, en)


def _fits(reading: Reading, word: str, target: Target) -> bool:
    if word == "constant":
        return target.name not in ("name", "document")
    if word in ("name", "document") or target.name in ("name", "document"):
        return word == target.name
    if reading.coded and not target.declared.codes:
        return False
    if target.declared.place:
        return word == ("nationality" if target.name == "nationality" else "place")
    return reading.gives == target.gives


def _roles(
    written: FieldFormat, word: str, setting: Setting
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    roles = {role: written.role(role) for role in READINGS[word].roles}
    return tuple(
        (role, setting.document.members(names, setting.columns))
        for role, names in roles.items()
        if names
    )


def _flags(written: FieldFormat, setting: Setting) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the columns of yes and no by the code that a yes stands for."""
    by_code: dict[str, list[str]] = {}
    for column, code in written.flags.items():
        if setting.column(column):
            by_code.setdefault(str(code), []).append(str(column))
    return tuple((code, tuple(columns)) for code, columns in by_code.items())


def _codes(
    written: FieldFormat, list_name: str | None, document: Document
) -> tuple[tuple[str, str], ...]:
    known: Mapping[str, object] | None = code_list(list_name).codes if list_name else None
    if written.read == "yes_no":
        known = {"true": True, "false": False}
    words = written.flags or written.codes
    return tuple(
        (fold(word), str(code))
        for word, code in words.items()
        if known is None or document.member(code, known)
    )


def _scheme(written: SchemeFormat | None, setting: Setting) -> str | SchemeByDocument:
    otherwise = (written and written.otherwise) or setting.scheme
    if not written or not (written.type or written.number):
        return otherwise
    setting.document.members(written.documents, code_list("document_type").codes)
    return SchemeByDocument(
        type_column=setting.column(written.type) if written.type else None,
        number_column=setting.column(written.number) if written.number else None,
        schemes=tuple((str(document), scheme) for document, scheme in written.documents.items()),
        otherwise=otherwise,
    )


def _constant(value: Marked, target: Target, document: Document) -> FieldValue | None:
    if target.declared.codes:
        document.member(value, code_list(target.declared.codes).codes)
    if target.gives == "texts":
        return (str(value),)
    if target.gives == "flag":
        return document.member(value, ("true", "false")) == "true"
    if target.gives == "number":
        try:
            return float(value)
        except ValueError:
            document.complain(value.line, "debe ser un número", "it must be a number")
            return None
    return str(value)
