"""The format of the file of a closed list, and the checks that the list is consistent."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from trama.core.checked_yaml import (
    Declared,
    Document,
    Many,
    Parsed,
    Text,
    compose,
    refusal,
    resolved,
)
from trama.core.problems import declaration_error, unknown_word
from trama.ontology.codelist import Code, CodeList, Folding, Scalar, keys

# The kinds of an attribute, each with its type in Python and its name in a problem.
_KINDS: Mapping[str, tuple[type, str, str]] = {
    "text": (str, "un texto", "a text"),
    "number": (int, "un número entero", "a whole number"),
    "flag": (bool, "true o false", "true or false"),
}


def _source(text: str) -> str:
    """Return the source that verifies a code; empty if the file holds ``false``."""
    if text == "true":
        raise refusal(
            "«verified» debe ser la fuente o false", "“verified” must be the source or false"
        )
    return "" if text == "false" else text


_Source = Annotated[Text, AfterValidator(_source)]


class _Code(Declared):
    model_config = ConfigDict(extra="allow")  # the attributes that the list declares

    es: Text
    en: Text
    definition_es: Text | None = None
    valid_from: Parsed[date] | None = None
    valid_to: Parsed[date] | None = None
    legal_base: Text | None = None
    verified: _Source | None = None
    doubts: Many[Text] = ()
    sources: dict[str, Many[Text]] = Field(default_factory=dict)
    replaces: Text | None = None
    htcds: Text | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if (self.valid_from or date.min) >= (self.valid_to or date.max):
            raise refusal(
                "«valid_to» no es posterior a «valid_from»", "“valid_to” is not after “valid_from”"
            )
        return self


class _List(Declared):
    es: Text
    en: Text
    attributes: dict[str, Literal["text", "number", "flag"]] = Field(default_factory=dict)
    verified: _Source | None = None
    fold: Folding = "text"
    codes: dict[str, _Code]


def parse_code_list(name: str, text: str) -> CodeList:
    """Return the closed list that the YAML ``text`` declares.

    Raises:
        DeclarationError: the text breaks the format, a code has neither a source nor ``verified:
            false``, two codes share a text at the same time, or a crosswalk has no end. The error
            names every problem and its line.
    """
    document = compose(text)
    written = document.read(_List)
    if written is not None:
        codes = {code: _code(code, written, document) for code in written.codes}
        words = _words(codes, written.fold, document)
        _check_crosswalks(codes, document)
        if not document.problems:
            return CodeList(name, written.es, written.en, codes, words, written.fold)
    raise declaration_error(f"ontology/codes/{name}.yaml", document.problems)


def _code(name: str, of: _List, document: Document) -> Code:
    """Return the code ``name`` of a list. A code without a source has the source of the list."""
    written = of.codes[name]
    source = of.verified if written.verified is None else written.verified
    if source is None:
        es, en = "falta «verified»: la fuente o false", "“verified” is missing: the source or false"
        document.complain(document.line("codes", name), es, en)
    fields = {field: getattr(written, field) for field in _Code.model_fields}
    return Code(
        code=name,
        extra=_attributes(name, of, document),
        **fields | {"verified": bool(source), "verified_by": source or ""},
    )


def _attributes(name: str, of: _List, document: Document) -> dict[str, Scalar]:
    """Return the attributes of the code ``name``: what only this list declares of its codes."""
    extra = of.codes[name].model_extra or {}
    for key in extra.keys() - of.attributes.keys():
        known = [*_Code.model_fields, *of.attributes]
        document.complain(document.line("codes", name, key), *unknown_word(key, known))
    values = {key: resolved(extra[key]) for key in of.attributes if key in extra}
    for key, value in values.items():
        kind, es, en = _KINDS[of.attributes[key]]
        if not isinstance(value, kind):
            es, en = f"«{key}» debe ser {es}", f"“{key}” must be {en}"
            document.complain(document.line("codes", name, key), es, en)
    return values


def _words(
    codes: Mapping[str, Code], folding: Folding, document: Document
) -> Mapping[tuple[str, str], tuple[Code, ...]]:
    """Return the codes by registry and compared text; two codes at the same time are a problem."""
    words: dict[tuple[str, str], dict[str, Code]] = {}
    for code in codes.values():
        for registry, text in _texts(code, folding):
            for key in keys(text, folding)[:1]:
                group = words.setdefault((registry, key), {})
                for rival in group.values():
                    if rival is not code and rival.overlaps(code):
                        document.complain(
                            document.line("codes", code.code),
                            f"«{code.code}» comparte «{text}» ({registry or 'nombre'}) con "
                            f"«{rival.code}» al mismo tiempo",
                            f"“{code.code}” shares “{text}” ({registry or 'name'}) with "
                            f"“{rival.code}” at the same time",
                        )
                group[code.code] = code
    return {key: tuple(group.values()) for key, group in words.items()}


def _check_crosswalks(codes: Mapping[str, Code], document: Document) -> None:
    """Add a problem for each chain of ``replaces`` that leads to no code or back to itself."""
    for code in codes.values():
        passed, older = {code.code}, code.replaces
        while older is not None and older in codes and older not in passed:
            passed.add(older)
            older = codes[older].replaces
        if older is not None:
            es, en = f"«replaces» no termina: {older}", f"“replaces” has no end: {older}"
            document.complain(document.line("codes", code.code, "replaces"), es, en)


def _texts(code: Code, folding: Folding) -> Iterator[tuple[str, str]]:
    """Yield each text of a code with its registry, which is empty for the code's own names."""
    yield "", code.code
    if folding == "text":
        yield "", code.es
    for registry, words in code.sources.items():
        for word in words:
            yield from ((registry, form) for form in _forms(word))


def _forms(text: str) -> tuple[str, ...]:
    """Return the forms of a text: of ``SOLTERO/A`` itself, ``SOLTERO`` and ``SOLTERA``."""
    stem = text.removesuffix("/A")
    if stem == text:
        return (text,)
    feminine = f"{stem[:-1]}A" if stem.endswith("O") else f"{stem}A"
    return (text, stem, feminine)
