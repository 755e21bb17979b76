"""Words beside a name, and texts that describe a person whom nobody names.

«Lic.», «SO3 PNP» and «1)» stand before a name, «- prófugo» after it. «Personal policial» and «madre
de la menor» name nobody. tables/fillers.yaml declares the words. All texts are upper case.
"""

import re
from functools import cache, lru_cache

from trama.core.text import fold
from trama.values.word_tables import table

_LIST_MARK = re.compile(r"\s*(?:\d{1,2}\s*(?:[.)][-.)]*|-)|[B-H]\)|[*•·▪-])\s*(?=[^\W\d_]{2})")
_DOCUMENT_WORD = re.compile(
    r"[\s,(-]*\b(?:D\.?N\.?I|C\.?E|P\.?T\.?P|C\.?P\.?P|PASAPORTE|RUC)\b\.?[\s:.°ºNRO-]*(?=\d)"
)
_AFTER = re.compile(r"\s*(?:,|\s[-\u2010-\u2015]+\s)\s*([^,]+)$")
_NICKNAMED = re.compile(r"EL [^\W\d_]{3,}(?: (?:DEL?|DE LA|DE LOS) [^\W\d_]{3,}| [^\W\d_]{3,})?")
# A role before a name: «la agraviada Ana Pérez». A label («Víctima 1», «Víctima uno») is kept.
_ROLE = re.compile(
    r"\s*(?:(?:LA|EL) )?(?:V[IÍ]CTIMA|AGRAVIAD[OA]|IMPUTAD[OA]|DENUNCIAD[OA]|DENUNCIANTE"
    r"|INVESTIGAD[OA])"
    r"(?: MENOR(?: DE EDAD)?)?\s*[:,-]?\s+"
    r"(?!(?:N[RUO]O?|NUM|N[UÚ]MERO|UN[OA]|DOS|TRES|CUATRO|CINCO|SEIS|SIETE|OCHO|NUEVE|DIEZ|I+|DE|SIN"
    r"|NO|NN|[A-Z]{1,2}\d+)\b|PROTEGID|RESERVAD|MENOR|FEMENIN|MASCULIN)(?=[^\W\d_]{2})"
)
_LEGAL_FORM = re.compile(
    r"\s(?:S\.?\s?A\.?\s?[AC]|S\.?\s?(?:C\.?\s?)?R\.?\s?L|E\.?\s?I\.?\s?R\.?\s?L|LTDA)\.?$"
)
_LONGEST_FORM = 12  # signs, with points and blanks
_WORD = re.compile(r"[^\W\d_]{3,}")


@lru_cache(maxsize=4096)
def describes(text: str) -> bool:
    """Return whether a text is a description: words for kinds of people, and no name.

    >>> describes("MADRE DE LA MENOR"), describes("MADRID DE LA CRUZ")
    (True, False)
    """
    words = fold(text).split()
    nouns, others = _nouns(), _qualifiers()
    return any(map(nouns.fullmatch, words)) and all(
        nouns.fullmatch(word) or word in others for word in words
    )


def tells_a_kind(text: str) -> bool:
    """Return whether a text has a word for a kind of people: «hija de Ana Soto»."""
    return any(map(_nouns().fullmatch, fold(text).split()))


def is_nickname(text: str) -> bool:
    """Return whether a text without a comma is a nickname alone: «EL GORDO»."""
    return _NICKNAMED.fullmatch(text.strip()) is not None


def is_company(text: str) -> bool:
    """Return whether a text is the name of a company, by the legal form at its end.

    After a comma the letters may be the initials of given names.

    >>> is_company("TRANSPORTES EJEMPLO S.A.C."), is_company("EJEMPLO FICTICIO, S.A.C.")
    (True, False)
    """
    form = _LEGAL_FORM.search(text, max(0, len(text) - _LONGEST_FORM))
    if form is None:
        return False
    before = text[: form.start()]
    return "," not in before and _WORD.search(before) is not None


def bare_name(text: str) -> str:
    """Return a name without its place in a list, titles, ranks, and what it says of the person.

    >>> bare_name("1) SO3 PNP PEREZ SOTO, LUIS - PRÓFUGO")
    'PEREZ SOTO, LUIS'
    """
    if describes(text):
        return text
    mark = _LIST_MARK.match(text)
    bare = _DOCUMENT_WORD.sub(" ", text[mark.end() :] if mark else text)
    if role := _ROLE.match(bare):
        bare = bare[role.end() :]
    while (title := _titles().match(bare)) and bare[title.end() :].strip():
        bare = bare[title.end() :]
    after = _AFTER.search(bare)
    return bare[: after.start()] if after and describes(after[1]) else bare


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile("|".join(table("fillers")["descriptions"]["nouns"]))


@cache
def _qualifiers() -> frozenset[str]:
    return frozenset(map(str, table("fillers")["descriptions"]["qualifiers"]))


@cache
def _titles() -> re.Pattern[str]:
    content = table("fillers")["titles"]
    ranks, titles, dotted = ("|".join(content[key]) for key in ("ranks", "titles", "dotted"))
    force = r"(?:P\.?N\.?P\.?|E\.?P\.?|F\.?A\.?P\.?|M\.?G\.?P\.?)"
    return re.compile(
        rf"\s*(?:(?:{ranks})[.°º]*\s*\(?{force}\)?(?!\w)|(?:{titles})\b\.?|(?:{dotted})\.)[\s,:-]+"
    )
