"""Completions of an unfinished route: verbs, places and filters, for forms and shells."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from trama.core.errors import Language
from trama.core.text import fold
from trama.ontology.codelists import code_list
from trama.places.asked import places_like
from trama.places.match import full_name
from trama.routes.language.filters import ADULT, LISTS, MINOR, WAYS

_MOST = 50
_SHORTEST_PLACE = 2  # letters: fewer fit hundreds of places
_OPENING = (">", "|", "(", ";")


@dataclass(frozen=True, slots=True)
class Completion:
    """A word that may follow: ``text`` is written, ``label`` read; ``kind`` is what it is.

    It replaces the text from the column ``begin`` (from 1) to the end.
    """

    text: str
    label: str
    kind: str
    begin: int


def completions(text: str, language: Language = "es") -> list[Completion]:
    """Return what may stand at the end of an unfinished route, the likeliest first.

    Example: ``captar en Cus`` gives the places whose names begin so; ``captar ; `` the filters.
    """
    cut = max(text.rfind(sign) for sign in _OPENING) + 1
    head, piece = text[:cut], text[cut:].lstrip()
    begin = len(text) - len(piece) + 1
    if ";" in head:
        found = _filters(_key_before(head, piece), piece, begin, language)
    else:
        found = _steps(piece, begin, language)
    return list(islice(found, _MOST))


def _steps(piece: str, begin: int, language: Language) -> Iterator[Completion]:
    words = piece.split(" ")
    at = next((n for n, word in enumerate(words) if word.lower() in {"en", "in"}), None)
    if at is not None and at + 1 < len(words):
        name = " ".join(words[at + 1 :])
        begin += len(piece) - len(name)
        if len(fold(name)) >= _SHORTEST_PLACE:
            for place in places_like(name):
                named = full_name(place.uid)
                yield Completion(named, f"{named} ({place.uid})", "place", begin)
        return
    for verb in code_list("verb").codes.values():
        word = verb.name(language).lower()
        if fold(word).startswith(fold(piece)):
            yield Completion(word, word, "verb", begin)
    if not piece:
        yield Completion("*", "cualquier etapa" if language == "es" else "any stage", "any", begin)


def _key_before(head: str, piece: str) -> str:
    """Return the word with which the filter begins that ends in ``piece``."""
    written = head.rpartition(";")[2] + piece
    return written.split()[0] if written.strip() else ""


def _filters(key: str, piece: str, begin: int, language: Language) -> Iterator[Completion]:
    last = 0 if language == "es" else -1
    name = next((name for name, words in LISTS.items() if fold(key) in words), "")
    begun, blank, value = piece.partition(" ")
    if name and (blank or begun != key):
        value = value if begun == key else piece
        begin += len(piece) - len(value)
        yield from _values(name, value, begin, language)
        return
    flags = [MINOR[last and 1], ADULT[last and 1]]
    flags += [sex.name(language) for sex in code_list("sex").codes.values()]
    for word in flags:
        if fold(word).startswith(fold(piece)):
            yield Completion(word.lower(), word.lower(), "filter", begin)
    for words in LISTS.values():
        if words[last].startswith(fold(piece)):
            yield Completion(f"{words[last].lower()} ", f"{words[last].lower()} …", "filter", begin)


def _values(name: str, value: str, begin: int, language: Language) -> Iterator[Completion]:
    if name == "transport":
        way = list(WAYS)[0 if language == "es" else 1].lower()
        if way.startswith(value.lower()):
            yield Completion(way, way, name, begin)
    for code in code_list(name).codes.values():
        written = code.code.removeprefix("CP-") if name == "provision" else code.code
        label = code.name(language)
        if any(fold(one).startswith(fold(value)) for one in (written, label)):
            yield Completion(written, f"{written}: {label}", name, begin)
