"""The closed lists that Trama ships, by name: ``code_list("sex")`` reads codes/sex.yaml.

A list has the codes that a property may contain, their periods, and the words of each registry. Its
class ``CodeList`` and the search in it are in codelist.py.
"""

from functools import cache
from importlib.resources import files

from trama.core.errors import Language, UnknownName
from trama.ontology.codelist import ANY_REGISTRY, Code, CodeList
from trama.ontology.codelist_files import parse_code_list

__all__ = [
    "ANY_REGISTRY",
    "REASONS",
    "Code",
    "CodeList",
    "code_list",
    "code_list_names",
    "code_name",
    "parse_code_list",
]

REASONS = "unknown_reason"
"""The list of reasons why a value is unknown; any coded property may contain them."""


@cache
def code_list(name: str) -> CodeList:
    """Return the closed list ``name``; the first call reads and checks its file in codes/.

    Raises:
        UnknownName: there is no such list.
        DeclarationError: the list contradicts itself.
    """
    if name not in code_list_names():
        raise UnknownName(kind=("lista", "closed list"), name=name)
    text = (files("trama.ontology") / "codes" / f"{name}.yaml").read_text(encoding="utf-8")
    return parse_code_list(name, text)


@cache
def code_list_names() -> tuple[str, ...]:
    """Return the names of all closed lists, sorted."""
    folder = files("trama.ontology") / "codes"
    return tuple(
        sorted(
            entry.name.removesuffix(".yaml")
            for entry in folder.iterdir()
            if entry.name.endswith(".yaml")
        )
    )


def code_name(list_name: str, code: str, language: Language = "es") -> str:
    """Return the name that people read for a code, in its list or in the reasons for unknown.

    Return the code itself if neither list has it: data of another version must still be shown.
    """
    for name in (list_name, REASONS):
        entry = code_list(name).codes.get(code)
        if entry is not None:
            return entry.name(language)
    return code
