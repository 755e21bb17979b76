"""The closed lists: what may be written in a coded property, since when, and who writes it how."""

from functools import cache
from importlib.resources import files

from trama.core.errors import Language, UnknownName
from trama.graph.ontology.codelist import ANY_REGISTRY, Code, CodeList
from trama.graph.ontology.codelist_files import parse_code_list

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


@cache
def code_list(name: str) -> CodeList:
    """Returns the closed list ``name`` (a file of `codes/`), checked when it is first read.

    Raises:
        UnknownName: there is no such list.
        DeclarationError: the list contradicts itself.
    """
    if name not in code_list_names():
        raise UnknownName(kind=("lista", "closed list"), name=name)
    text = (files("trama.graph.ontology") / "codes" / f"{name}.yaml").read_text(encoding="utf-8")
    return parse_code_list(name, text)


@cache
def code_list_names() -> tuple[str, ...]:
    """Returns the names of all closed lists, sorted."""
    folder = files("trama.graph.ontology") / "codes"
    return tuple(
        sorted(
            entry.name.removesuffix(".yaml")
            for entry in folder.iterdir()
            if entry.name.endswith(".yaml")
        )
    )


def code_name(list_name: str, code: str, language: Language = "es") -> str:
    """Returns what people read for a code: its name in its list, else as a reason for unknown.

    The code itself where neither list has it: data of another version must still be shown.
    """
    for name in (list_name, REASONS):
        found = code_list(name).codes.get(code)
        if found is not None:
            return found.name(language)
    return code
