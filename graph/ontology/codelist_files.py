"""Reads a closed list from its YAML and refuses one that contradicts itself."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NoReturn

import yaml

from trama.core.errors import DeclarationError
from trama.core.safe_yaml import SafeLoader
from trama.graph.ontology.codelist import Code, CodeList, Folding, Scalar, keys

_LIST_KEYS = frozenset({"es", "en", "codes", "attributes", "verified", "fold"})
_TEXTS = ("definition_es", "legal_base", "replaces", "htcds")
_DAYS = ("valid_from", "valid_to")
_CODE_KEYS = frozenset({"es", "en", *_TEXTS, *_DAYS, "verified", "doubts", "sources"})
_KINDS: Mapping[str, type] = {"text": str, "number": int, "flag": bool}


def parse_code_list(name: str, text: str) -> CodeList:
    """Returns the closed list that the YAML ``text`` declares.

    Raises:
        DeclarationError: an unknown key, a name lacking in one language, neither a source nor
            ``verified: false``, one text for two codes at the same time, or a crosswalk without
            end.
    """
    reader = _Reader(name)
    declared = reader.mapping(text)
    codes = {str(code): reader.code(str(code), said) for code, said in declared["codes"].items()}
    folding: Folding = "article" if declared.get("fold") == "article" else "text"
    words = reader.words(codes, folding)
    reader.refuse_endless(codes)
    return CodeList(name, declared["es"], declared["en"], codes, words, folding)


class _Reader:
    """Reads one file; every complaint names the file and the code."""

    def __init__(self, name: str) -> None:
        self._where = f"graph/ontology/codes/{name}.yaml"
        self._attributes: Mapping[str, type] = {}
        self._verified: object = None

    def mapping(self, text: str) -> dict[str, Any]:
        declared = yaml.load(text, Loader=_UniqueKeys)  # noqa: S506 - a SafeLoader, see below
        if not isinstance(declared, dict):
            self._refuse("", "debe ser un mapa", "it must be a mapping")
        strange = sorted(declared.keys() - _LIST_KEYS)
        if strange or not (declared.get("es") and declared.get("en") and declared.get("codes")):
            self._refuse(
                "", f"sobra {strange} o falta es, en, codes", f"{strange} or lacks es, en, codes"
            )
        kinds = declared.get("attributes", {})
        self._attributes = {attribute: _KINDS[kind] for attribute, kind in kinds.items()}
        self._verified = declared.get("verified")
        return declared

    def code(self, code: str, said: Mapping[str, Any]) -> Code:
        """Returns one code; its ``verified`` is the list's where it has none of its own."""
        strange = sorted(said.keys() - _CODE_KEYS - self._attributes.keys())
        if strange:
            self._refuse(code, f"claves desconocidas: {strange}", f"unknown keys: {strange}")
        if not (said.get("es") and said.get("en")):
            self._refuse(code, "falta un nombre en es o en", "a name in es or en is missing")
        source = said.get("verified", self._verified)
        if source is not False and not isinstance(source, str):
            self._refuse(code, "falta verified: fuente o false", "verified: source or false")
        texts = {key: str(said[key]) if said.get(key) is not None else None for key in _TEXTS}
        begins, ends = (self._day(code, said.get(key)) for key in _DAYS)
        read = Code(
            code=code,
            es=str(said["es"]),
            en=str(said["en"]),
            definition_es=texts["definition_es"],
            valid_from=begins,
            valid_to=ends,
            legal_base=texts["legal_base"],
            verified=bool(source),
            verified_by=source or "",
            doubts=tuple(said.get("doubts", ())),
            sources={
                registry: tuple(str(word) for word in words)
                for registry, words in said.get("sources", {}).items()
            },
            replaces=texts["replaces"],
            htcds=texts["htcds"],
            extra={
                key: self._extra(code, key, said[key]) for key in self._attributes if key in said
            },
        )
        if not read.overlaps(replace(read, valid_from=None, valid_to=None)):
            self._refuse(code, "valid_to no es posterior a valid_from", "it ends before it begins")
        return read

    def words(
        self, codes: Mapping[str, Code], folding: Folding
    ) -> Mapping[tuple[str, str], tuple[Code, ...]]:
        """Returns the codes by registry and compared text: no two at the same time."""
        found: dict[tuple[str, str], dict[str, Code]] = {}
        for code in codes.values():
            for registry, text in _texts(code, folding):
                for key in keys(text, folding)[:1]:
                    group = found.setdefault((registry, key), {})
                    for other in group.values():
                        if other is not code and other.overlaps(code):
                            self._refuse(
                                code.code,
                                f"comparte «{text}» ({registry or 'nombre'}) con {other.code}",
                                f"shares “{text}” ({registry or 'name'}) with {other.code}",
                            )
                    group[code.code] = code
        return {key: tuple(group.values()) for key, group in found.items()}

    def refuse_endless(self, codes: Mapping[str, Code]) -> None:
        """Raises where a chain of ``replaces`` leads to no code or back to itself."""
        for code in codes.values():
            passed = {code.code}
            older = code.replaces
            while older is not None:
                if older not in codes or older in passed:
                    self._refuse(
                        code.code,
                        f"«replaces» no termina: {older}",
                        f"“replaces” has no end: {older}",
                    )
                passed.add(older)
                older = codes[older].replaces

    def _day(self, code: str, value: object) -> date | None:
        if value is not None and not isinstance(value, date):
            self._refuse(code, "la fecha debe ser AAAA-MM-DD", "the date must be YYYY-MM-DD")
        return value

    def _extra(self, code: str, key: str, value: object) -> Scalar:
        kind = self._attributes[key]
        if not isinstance(value, kind):
            self._refuse(code, f"{key} debe ser {kind.__name__}", f"{key} must be {kind.__name__}")
        assert isinstance(value, (str, int, bool))  # noqa: S101 - the kinds are these; mypy cannot know
        return value

    def _refuse(self, code: str, why_es: str, why_en: str) -> NoReturn:
        where = f"{self._where}: {code}" if code else self._where
        raise DeclarationError(where=where, why_es=why_es, why_en=why_en)


class _UniqueKeys(SafeLoader):
    """A safe loader that refuses a key given twice: YAML would keep the last one silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise DeclarationError(
                    where=f"graph/ontology/codes, línea {line}",
                    why_es=f"la clave «{key}» está dos veces",
                    why_en=f"the key “{key}” stands twice",
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def _texts(code: Code, folding: Folding) -> Iterator[tuple[str, str]]:
    yield "", code.code
    if folding == "text":
        yield "", code.es
    for registry, words in code.sources.items():
        for word in words:
            yield from ((registry, form) for form in _forms(word))


def _forms(text: str) -> tuple[str, ...]:
    """Returns the forms that ``SOLTERO/A`` stands for: it, SOLTERO and SOLTERA."""
    stem = text.removesuffix("/A")
    if stem == text:
        return (text,)
    feminine = f"{stem[:-1]}A" if stem.endswith("O") else f"{stem}A"
    return (text, stem, feminine)
