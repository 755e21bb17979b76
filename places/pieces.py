"""The pieces of a written place: the names between its signs, each with the level that it states.

The text ``distrito de Ate, Lima (Perú)`` has the pieces ATE (DISTRITO), LIMA and PERU.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz

from trama.core.text import fold
from trama.places.countries import country_named
from trama.places.data_files import yaml_table
from trama.places.gazetteer import HOME, gazetteer
from trama.places.spellings import has_spelling, place_index, spellings_of

# S/N (sin número) is a part of a street and no sign between levels.
_SLASH = r"(?<!\bS)/|/(?!N\b)"
_SIGN = re.compile(rf"\s*({_SLASH}|[,;|()\[\]>→\n\t]|(?<!\S)[-–—]+(?!\S))\s*", re.IGNORECASE)
# Any other word for a level, such as CIUDAD or ANEXO, means a town, and a town has no level.
_LEVEL_OF = {
    **dict.fromkeys(("DISTRITO", "DIST", "DTO", "DISTRICT"), "DISTRITO"),
    **dict.fromkeys(("PROVINCIA", "PROV", "PCIA", "PROVINCE"), "PROVINCIA"),
    **dict.fromkeys(("DEPARTAMENTO", "DPTO", "DEPTO", "DEP", "REGION"), "DEPARTAMENTO"),
    **dict.fromkeys(("MUNICIPALIDAD DISTRITAL", "MUNI DISTRITAL"), "DISTRITO"),
    "MUNICIPALIDAD PROVINCIAL": "PROVINCIA",
}
# A word for a level after its name, as geocoders write it: LIMA PROVINCE.
_LEVEL_AFTER = {"DISTRICT": "DISTRITO", "PROVINCE": "PROVINCIA"} | dict.fromkeys(
    ("REGION", "DEPARTMENT"), "DEPARTAMENTO"
)
_DASH = re.compile(r"(\s*[-–—]\s*|\.\s+)")  # a full stop too: HUARAZ. ANCASH. PERU
_AND = re.compile(r"(\s+y\s+)", re.IGNORECASE)
_LONGEST_SHORT_FORM = 5  # letters before a full stop that is no end: GRAL. SÁNCHEZ CERRO
_POSTAL_CODE = re.compile(r"^\d{5} | \d{5}$")
_LEVEL_BEFORE_NAME = re.compile(
    r"\s+(?:(?:de|en)\s+(?:la|el)\s+|del\s+|y\s+)?"
    r"(?=(?:distrito|dist\.?|provincia|prov\.?|departamento|dpto\.?|depto\.?|regi[oó]n)"
    r"(?:\s*:\s*|\s+)(?:del?\s+)?[^\W\d]{2})",
    re.IGNORECASE,
)
_LINKS = frozenset({"", "EN", "EL", "LA", "DE", "DEL", "EN EL", "EN LA", "Y"})
_BEFORE_PERU = frozenset({"MI", "DE", "DEL", "EL", "NUEVO", "VIVA"})  # names that end in PERÚ
# Words before a country that make another name of it: NUEVA COLOMBIA, FRONTERA CON BOLIVIA.
_BEFORE_COUNTRY = _BEFORE_PERU | {"NUEVA", "CON", "A", "LA", "Y", "HACIA", "FRONTERA", "ASSIS"}
_HOME_CODES = frozenset({"PE", "PER"})  # at the end of a text, in capitals
_LINK_BEFORE_NAME = re.compile(r"^(?:EN EL|EN LA|EN|EL|LA) ")
_MOST_LEVELS = 3  # department, province and district
LEAST_RATIO = 78.0  # of 100, of a slip and its name; TAMBOPATTA and Tambopata have 95
SHORTEST_SLIP = 4  # letters of a name that may be a slip: ATE is no slip of ATICO
_DEPARTMENT = 5  # signs of the uid of a department
_MOST_PIECES = 24  # an address has at most a dozen; more is a statement, not a place
_MOST_JOINED = 4  # TIERRA DEL FUEGO, ANTÁRTIDA E ISLAS… has 2 pieces, lists in a name 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One name of a text: as written, folded without its level, the level, and the sign after it.

    ``level`` is a code of place_level, '' if the text states no level. ``town`` is a folded word
    for a town that stood before the name (CIUDAD, ANEXO), '' without such a word.
    """

    text: str
    key: str
    level: str = ""
    sign: str = ""
    town: str = ""

    @property
    def is_hamlet(self) -> bool:
        """Return whether the text calls the place a part of a district: ANEXO, CASERÍO."""
        return self.town in _hamlet_words()

    @property
    def is_street(self) -> bool:
        """Return whether the piece can only be a street, a number or a building."""
        whole = fold(self.text)
        first, *more = whole.split()
        # S/N, N° 120 and A.H., but not S. PEDRO.
        letter = len(first) == 1 and more and len(more[0]) > 1 and not more[0].isdecimal()
        return (first in _street_words() and not letter) or (
            any(sign.isdecimal() for sign in whole) and not has_spelling(self.key)
        )


def pieces_of(text: str, country: str = "") -> list[Piece]:
    """Return the pieces of a text in order; ``country`` is the uid of a country abroad, if known.

    1. Part the text at its signs, and before words for a level (``distrito de X provincia de Y``).
    2. Part a piece at plain dashes if names of places stand between them.
    3. Part a country from a name without a sign before it: LIMA PERÚ.
    4. Join neighbours that are one name: BOSNIA, Y HERZEGOVINA; RUPA-RUPA.
    5. Take the word for a level off each piece.

    Example: ``Av. Grau 1, distrito de Ate provincia de Lima - Perú`` gives the keys AV GRAU 1,
    ATE (DISTRITO), LIMA (PROVINCIA) and PERU.
    """
    written = list(_split(text))[:_MOST_PIECES]
    written = [part for piece in written for part in _by_dashes(piece)]
    written = [part for piece in written for part in _country_apart(piece)]
    joined = [piece for piece in _joined(written, country) if piece.key not in _LINKS]
    return _with_levels_after([_levelled(piece) for piece in joined])


def _with_levels_after(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces, a level in brackets given to the name before it: CUSCO (DISTRITO)."""
    named: list[Piece] = []
    for piece in pieces:
        if named and piece.key in _LEVEL_OF:
            named[-1] = replace(named[-1], level=_LEVEL_OF[piece.key], sign=piece.sign)
        else:
            named.append(piece)
    return named


def street_of(pieces: Iterable[Piece]) -> str:
    """Return pieces as one address, with the sign that stood between each two."""
    text = ""
    for piece in pieces:
        text += piece.text + (" - " if piece.sign.startswith("-") else ", ")
    return text.strip(" -,")


def _split(text: str) -> Iterator[Piece]:
    # Blanks around a slash part levels; then a slash without blanks belongs to a name (AA/HH).
    parts = _SIGN.split(text)
    for part, sign in zip(parts[::2], [*parts[1::2], ""], strict=True):
        names = [name for name in _LEVEL_BEFORE_NAME.split(part) if fold(name)]
        for position, name in enumerate(names):
            last = position == len(names) - 1
            yield Piece(name.strip(" .-"), fold(name), sign=sign if last else ",")


def _by_dashes(piece: Piece) -> list[Piece]:
    """Return the names between plain dashes, or the piece itself if they are no names."""
    parts = _parts(piece.text, _DASH if _DASH.search(piece.text) else _AND)
    if len(parts) < 2 or _is_place(_levelled(piece)):
        return [piece]
    dashed = [Piece(part.strip(), fold(part), sign="-") for part in parts]
    dashed[-1] = replace(dashed[-1], sign=piece.sign)
    joined = [_levelled(part) for part in _joined(dashed, "")]
    *before, last = [_is_place(part) or bool(spellings_of(part.key)) for part in joined]
    streets = [part.is_street for part in joined[:-1]]
    if any(country_named(end.text) not in {None, HOME} for end in (joined[0], joined[-1])):
        return dashed
    if last and all(a or b for a, b in zip(before, streets, strict=True)):
        return dashed
    return dashed if _has_one_slip(joined) else [piece]


def _has_one_slip(parts: list[Piece]) -> bool:
    """Return whether names between dashes are known ones and a slip: LIMA-LIMA-CHACLACALLO."""
    unknown = [part for part in parts if not _is_place(part)]
    if len(parts) > _MOST_LEVELS or len(unknown) != 1 or any(part.is_street for part in parts):
        return False
    slip, index = unknown[0].key, place_index()
    around = {s.uid[:_DEPARTMENT] for part in parts for s in spellings_of(part.key)}
    names = [s.key for uid in around for s in index.by_department.get(uid, ())]
    names += [place.name_key for place in gazetteer().places("DEPARTAMENTO")]
    return len(slip) >= SHORTEST_SLIP and any(fuzz.ratio(slip, n) >= LEAST_RATIO for n in names)


def _parts(text: str, sign_of_parts: re.Pattern[str]) -> list[str]:
    """Return the parts of a text between its dashes and its full stops, or between Y.

    A full stop after a short form or a word for a street parts nothing: ``Urb. Santa Rosa``.
    """
    parts = [""]
    cut = sign_of_parts.split(text)
    for part, sign in zip(cut[::2], [*cut[1::2], ""], strict=True):
        parts[-1] += part
        word = fold(part)
        short = len(word) <= _LONGEST_SHORT_FORM and " " not in word and not has_spelling(word)
        if sign.startswith(".") and word and (short or word in _street_words()):
            parts[-1] += sign
        elif sign:
            parts.append("")
    return [part for part in parts if fold(part)]


def _is_place(piece: Piece) -> bool:
    return has_spelling(piece.key) or country_named(piece.text) is not None


def _country_apart(piece: Piece) -> list[Piece]:
    """Return a name and the country written before or after it without a sign: LIMA PERÚ."""
    words = piece.text.split()
    if len(words) < 2 or has_spelling(piece.key) or country_named(piece.text):
        return [piece]
    for cut in range(1, len(words)):
        before, after = " ".join(words[:cut]), " ".join(words[cut:])
        for name, state in ((before, after), (after, before)):
            home = after is state and state in _HOME_CODES
            uid = HOME if home else country_named(state)
            if uid and (_names_a_place(name, uid) or (after is state and _is_town(name, uid))):
                first = Piece(before, fold(before), sign=",")
                return [first, Piece(after, fold(after), sign=piece.sign)]
    return [piece]


def _is_town(name: str, country: str) -> bool:
    """Return whether words before a country abroad can be a town there: MEDELLIN COLOMBIA."""
    words = fold(name).split()
    building = Piece(name, fold(name)).is_street or words[-1] in _BEFORE_COUNTRY
    return country != HOME and not building and words[0] not in _BEFORE_COUNTRY


def _names_a_place(name: str, country: str) -> bool:
    key = fold(name)
    if country == HOME:
        return key.split()[-1] not in _BEFORE_PERU and not Piece(name, key).is_street
    return has_spelling(_levelled(Piece(name, key)).key) or bool(
        gazetteer().named_abroad(key, country)
    )


def _joined(pieces: list[Piece], country: str) -> Iterator[Piece]:
    """Yield the pieces, neighbours joined where only together they are a name."""
    countries = [uid for piece in pieces if (uid := country_named(piece.text))]
    abroad = [country] if country else [uid for uid in countries if uid != HOME]
    start = 0
    while start < len(pieces):
        end = start + 1
        for longer in range(min(len(pieces), start + _MOST_JOINED), start + 1, -1):
            if _is_one_name(pieces[start:longer], abroad):
                end = longer
                break
        run = pieces[start:end]
        text = ", ".join(piece.text for piece in run)
        yield Piece(text, fold(text), sign=run[-1].sign)
        start = end


def _is_one_name(run: list[Piece], abroad: list[str]) -> bool:
    whole = fold(" ".join(piece.text for piece in run))
    if any(gazetteer().named_abroad(whole, country) for country in abroad):
        return not all(_is_known(piece, abroad) for piece in run)
    if any(_is_turned(run, country) for country in abroad):
        return True
    if country_named(_turned(run)):
        return True
    known_apart = all(_is_place(_levelled(piece)) for piece in run)
    return not known_apart and (has_spelling(whole) or country_named(whole) is not None)


def _is_turned(run: list[Piece], country: str) -> bool:
    """Return whether two pieces are the turned name of a subdivision: RIOJA, LA."""
    if len(run) != 2 or country_named(run[1].text):
        return False
    turned = fold(f"{run[1].text} {run[0].text}")
    return bool(gazetteer().named_abroad(turned, country)) and not _is_known(run[0], [country])


def _is_known(piece: Piece, abroad: list[str]) -> bool:
    return any(gazetteer().named_abroad(piece.key, country) for country in abroad)


def _turned(run: list[Piece]) -> str:
    """Return ``REPÚBLICA DE COREA`` of ``COREA, REPÚBLICA DE``, '' for other pieces."""
    last = run[-1].key.split()
    if len(run) != 2 or not last or last[-1] not in {"DE", "DEL", "LA", "OF"}:
        return ""
    return f"{run[1].text} {run[0].text}"


def _levelled(piece: Piece) -> Piece:
    """Return a piece without the word for its level: ``DISTRITO DE COMAS``."""
    if has_spelling(piece.key):
        return piece
    bare = _POSTAL_CODE.sub("", piece.key)
    if bare != piece.key and has_spelling(bare):
        return Piece(piece.text, bare, "", piece.sign)
    bare = _LINK_BEFORE_NAME.sub("", piece.key, count=1)
    if bare != piece.key and has_spelling(bare):
        return Piece(piece.text, bare, "", piece.sign)
    before, _, last = piece.key.rpartition(" ")
    if last in _LEVEL_AFTER and has_spelling(before):
        return Piece(piece.text, before, _LEVEL_AFTER[last], piece.sign)
    stated = _level_word().match(piece.key)
    if stated is None:
        return piece
    level = _LEVEL_OF.get(stated[1], "")
    town = "" if level else stated[1]
    return Piece(piece.text, piece.key[stated.end() :], level, piece.sign, town)


@cache
def _level_word() -> re.Pattern[str]:
    """Return the pattern of a word for a level before a name, the longest word first."""
    words = {*yaml_table("place_aliases.yaml")["level_words"], *_LEVEL_OF}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"({'|'.join(ordered)}) (?:DE |DEL )?(?=.)")


@cache
def _hamlet_words() -> frozenset[str]:
    return frozenset(yaml_table("place_aliases.yaml")["hamlet_words"])


@cache
def _street_words() -> frozenset[str]:
    return frozenset(yaml_table("place_aliases.yaml")["street_words"])
