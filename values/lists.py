"""Lists in one cell: the texts between its separators.

An address, a handle with its network, a date, a plate, an abbreviation (S/D) and a telephone's
country code are never cut, whatever the separators. Addresses are parted by blanks too.
"""

import re
from functools import lru_cache

_SITE = r"(?:[a-z0-9-]+\.)+(?:com|net|org|info|app|link|me|pe|tv|io|co|ly|be|gg)\b(?!@)"
_START = rf"(?:[a-z][a-z0-9+.-]*://|www\.|{_SITE})"
_NETWORK = (
    r"(?:facebook|face|fb|messenger|instagram|insta|ig|tik ?tok|twitter|x|whatsapp|wa|telegram|"
    r"youtube|yt|snapchat|threads|signal|onlyfans|badoo|tinder|linkedin)"
)
# A web address ends at a blank, at ; , or |, and where the next address begins.
_HOST = rf"(?:[a-z][a-z0-9+.-]*://|www\.)(?:(?!{_START})[^\s/;,|])*|\b{_SITE}(?::\d+)?"
_WEB = rf"(?:{_HOST})(?:[/?#](?!{_START})[^\s/;,|]*)*"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_HANDLE = rf"\b{_NETWORK}\s*[:=/]\s*@?(?!{_NETWORK}\b)[\w.-]+"
_DATE = r"\b\d{1,4}([-/.])\d{1,2}\1\d{2,4}\b|\b\d{1,2}/\d{4}\b"
_ABBREVIATION = r"\b[SNC]/[A-Z]{1,3}\b"  # S/D, S/N, N/A, N/R, C/P: never two values
# The plus of +591 71234567; after another number a plus may part the two.
_COUNTRY_CODE = r"(?<![\w)])(?<!\w\s)\+(?=[\s(]?\d[\d\s().-]{6})"
_WHOLE = re.compile(
    f"{_DATE}|{_MAIL}|{_WEB}|{_HANDLE}|{_ABBREVIATION}|{_COUNTRY_CODE}", re.IGNORECASE
)
_BETWEEN_ADDRESSES = re.compile(rf"(?<=\S)\s+(?=(?:https?://|www\.|{_SITE}/))", re.IGNORECASE)
_ADDRESS = re.compile(rf"(?:https?://)?(?:{_WEB})", re.IGNORECASE)
# ABC-123, A1B 234, 1234-5A: two groups with a letter and a digit, five to seven signs together.
_PLATE = re.compile(
    r"(?<![A-Z0-9])(?=[A-Z0-9. -]*[A-Z])(?=[A-Z0-9. -]*\d)"
    r"(?:[A-Z0-9]{2,3}[. -]{1,3}[A-Z0-9]{3,4}|[A-Z0-9]{4}[. -]{1,3}[A-Z0-9]{2,3})(?![A-Z0-9])",
    re.IGNORECASE,
)


def pieces(text: str, separators: tuple[str, ...], *, plates: bool = False) -> list[str]:
    """Return the texts between the separators, trimmed. Leave out mere signs.

    ``plates`` tells that the cell holds plates.

    >>> pieces("https://facebook.com/uno / facebook.com/dos", ("/",))
    ['https://facebook.com/uno', 'facebook.com/dos']
    """
    spans = [match.span() for match in _WHOLE.finditer(text)]
    if plates:
        spans += [match.span() for match in _PLATE.finditer(text)]
    parts, start = [], 0
    for cut in splitter(separators).finditer(text):
        if not any(begin <= cut.start() < end for begin, end in spans):
            parts.append(text[start : cut.start()])
            start = cut.end()
    parts.append(text[start:])
    apart = [piece for part in parts for piece in _between_addresses(part.strip())]
    return [part for part in apart if any(map(str.isalnum, part))]


def _between_addresses(text: str) -> list[str]:
    """Return the web addresses of a text that is a list of them, else the text."""
    parts = _BETWEEN_ADDRESSES.split(text)
    return parts if all(map(_ADDRESS.fullmatch, parts)) else [text]


@lru_cache(maxsize=64)  # each row asks for it; a profile has a handful of separators
def splitter(separators: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern that splits a cell's text at the separators, and captures them.

    A sign separates anywhere. A word, or a sign declared with blanks around it, separates only
    between blanks: `` / `` leaves ``facebook.com/x`` whole.
    """
    apart = [s for s in separators if s.strip() and (s.strip().isalpha() or s != s.strip())]
    signs = [re.escape(s) for s in separators if s not in apart]
    options = [*signs, *(rf"(?<=\s){re.escape(s.strip())}(?=\s)" for s in apart)]
    return re.compile(f"({'|'.join(options) or '$^'})", re.IGNORECASE)
