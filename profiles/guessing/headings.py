"""The reading of a heading: what its words say of a column, before any cell is looked at.

The main value is `HeadingReading`: the uses that the words allow, and whose column it is. The words
stand in heading_words.yaml.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from trama.core.text import fold
from trama.profiles.guessing.heading_words import (
    moment_words,
    phrases,
    stems,
    subject_words,
    tokens_of,
    vocabulary,
    words,
)

GROUP_JOINT = " / "
"""The sign between a group and its column, in headings of two rows: ``Víctima / Edad``."""

Subject = Literal["", "victim", "suspect", "other"]
"""The person that words are about; ``other`` is nobody whom Trama keeps (a witness, an officer)."""

_WHOLE = 1.0  # score of a heading whose words are a phrase
_COVERED = 0.9  # score of a heading whose words are phrases of one use, put together
_LONE_MOMENT = 0.75  # score of «Nacimiento» for a date, and for a place
_SLIP = 0.9  # factor for a word that is corrected
_NUMBER = re.compile(r"0?([1-9]\d?)(?:RA|RO|DA|DO|ER|TA|TO)?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A use that a heading may mean, with a score from 0 to 1.

    ``moment`` is that of a place or a date (``birth``, ``fact``, ``CAPTACION``), '' if none is
    written. ``corrected`` is the word as which a slip was read, '' if there was none.
    """

    use: str
    moment: str
    score: float
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class HeadingReading:
    """The meaning of a heading: the uses that it may have, the best first, and whose column it is.

    ``number`` is that of a person: 2 in «DNI agraviada 2», 0 if none is written. ``counts`` is the
    use of words that may count people («Menores»), '' if they may not. ``known`` is false if no
    word is known.
    """

    candidates: tuple[Candidate, ...]
    subject: Subject = ""
    number: int = 0
    counts: str = ""
    known: bool = False


def read_heading(heading: str) -> HeadingReading:
    """Return what a heading says.

    1. Part it into words, write each abbreviation out, and correct slips of known words.
    2. Take out the words of a subject (``AGRAVIADA``) and the number of a person.
    3. Compare the rest with the phrases of every use, whole, then without its moment.
    4. Without any phrase, score each use by the share of the words that its phrases cover.

    ``F. NAC. AGRAV. 2`` gives the use ``date`` with the moment ``birth``, the subject ``victim``
    and the number 2. The part of ``grupo_v/nroDocumento`` after the group's name says more.
    """
    said = _read_words(heading)
    group, sign, last = heading.rpartition("/")
    if not sign or not last.strip() or (said.candidates and said.candidates[0].score == _WHOLE):
        return said
    ending = _read_words(last)
    if not ending.candidates or ending.candidates[0].score < _WHOLE:
        return said
    return replace(ending, subject=ending.subject or _read_words(group).subject)


def _read_words(heading: str) -> HeadingReading:
    """Return what the words of a heading say, whatever its signs."""
    tokens, corrected = tokens_of(heading)
    fixed = _asked(heading, tokens)  # «Trasladada a» is a place, «Trasladada por» a bus
    fixed = fixed or [Candidate(use, "", _WHOLE) for use in phrases().get(frozenset(tokens), ())]
    if fixed and (moment := _lone_moment(tokens)):
        fixed += _lone(moment, tokens)  # «Registro» is a number, and the date of a registration
    fixed = fixed or _of_act(tokens)
    # «Carpeta fiscal» and «Vínculo con el imputado» are phrases: nobody's column but their own.
    subject: Subject = "" if fixed else _subject(tokens)
    rest = [token for token in tokens if token not in subject_words()]
    candidates, number = (fixed, 0) if fixed else _with_number(rest)
    if subject and not candidates and not _bare(rest)[0]:
        candidates = [Candidate("name", "", 0.95)]
        number = _bare(rest)[1]
    if corrected:
        candidates = [replace(c, score=c.score * _SLIP, corrected=corrected) for c in candidates]
    return HeadingReading(
        candidates=tuple(sorted(candidates, key=lambda each: -each.score)),
        subject=subject,
        number=number,
        counts=_counting(tokens),
        known=any(token in vocabulary() for token in tokens if not token.isdigit()),
    )


def subject_of(text: str) -> Subject:
    """Return whom a cell, or the name of a sheet or a file, is about: ``AGRAVIADOS`` is victims.

    ``presuntos`` alone is suspects. Beside another word it says nothing: «presunta víctima».
    """
    return "suspect" if fold(text) in words()["suspects_alone"] else _subject(tokens_of(text)[0])


def moments() -> Sequence[str]:
    """Return the moments that a place or a date may belong to."""
    return tuple(words()["moments"])


def use_name(use: str, language: str) -> str:
    """Return the name of a use, for people."""
    return str(words()["uses"][use][language])


def _counting(tokens: Sequence[str]) -> str:
    """Return the use of words that may count people, '' if they may not."""
    of: Mapping[str, Sequence[str]] = words()["counted"]
    found = [use for use, its in of.items() if set(tokens) & stems(its)]
    both = {"count_women", "count_men"} <= set(found)  # «Total mujeres y varones»
    return "count" if both else next(iter(found), "")


def _with_number(rest: Sequence[str]) -> tuple[list[Candidate], int]:
    """Return the candidates of words, and the number of a person that no phrase takes."""
    whole = _whole(rest)
    if whole:
        return whole, 0
    bare, number = _bare(rest)
    if number and (found := _whole(bare)):
        return found, number
    return _partly(bare), number


def _bare(rest: Sequence[str]) -> tuple[list[str], int]:
    """Return the words without numbers, and the last number that they hold, 0 if none."""
    found = [match for token in rest if (match := _NUMBER.fullmatch(token))]
    return [t for t in rest if not _NUMBER.fullmatch(t)], int(found[-1][1]) if found else 0


def _whole(tokens: Sequence[str]) -> list[Candidate]:
    """Return the uses one of whose phrases is all the words, without a moment or with one."""
    found = [Candidate(use, "", _WHOLE) for use in phrases().get(frozenset(tokens), ())]
    if found:
        return found
    for moment, its_words in moment_words().items():
        without = [token for token in tokens if token not in its_words]
        if len(without) == len(tokens):
            continue
        if not without:
            return _lone(moment, tokens)
        dated = [u for u in phrases().get(frozenset(without), ()) if u in _WITH_MOMENT]
        found += [Candidate(use, moment, _WHOLE) for use in dated]
    return found


def _lone_moment(tokens: Sequence[str]) -> str:
    """Return the moment that all words name, '' if they name none."""
    return next((moment for moment, its in moment_words().items() if set(tokens) <= its), "")


def _asked(heading: str, tokens: Sequence[str]) -> list[Candidate]:
    """Return the answer to «¿Dónde?», or the place before which «Fue captada en» ends."""
    asked: Mapping[str, str] = words()["questions"]
    said = fold(heading).split()
    if not tokens:
        return [Candidate(asked[word], "", _WHOLE) for word in said if word in asked]
    if said[-1] not in words()["before_a_place"]:
        return []
    return [
        Candidate("place_text", moment, _WHOLE)
        for moment, rest in _acts(tokens)
        if rest <= subject_words()
    ]


def _of_act(tokens: Sequence[str]) -> list[Candidate]:
    """Return the place or date of an act: «Captada en (lugar)», «Fecha en que fue trasladada»."""
    return [
        Candidate(use, moment, _WHOLE)
        for moment, rest in _acts(tokens)
        for use in phrases().get(frozenset(rest - subject_words()), ())
        if use in _WITH_MOMENT
    ]


def _acts(tokens: Sequence[str]) -> Iterator[tuple[str, set[str]]]:
    """Yield the moment of each act that the words name, and the other words."""
    for moment, its in words()["acts"].items():
        if (rest := set(tokens) - stems(its)) < set(tokens):
            yield moment, rest


def _lone(moment: str, tokens: Sequence[str]) -> list[Candidate]:
    """Return the uses of a heading that is a moment alone: a date, a place, for NAC. a country."""
    uses = ["date", "place_text"] if moment in _DATED else ["place_text", "date"]
    uses += ["nationality"] if moment == "birth" else []
    scored = [Candidate(use, moment if use != "nationality" else "", _LONE_MOMENT) for use in uses]
    return scored if tokens else []


def _partly(tokens: Sequence[str]) -> list[Candidate]:
    """Return the uses whose phrases cover a part of the words, or all of them together."""
    covered: dict[str, set[str]] = {}
    there = set(tokens)
    for phrase, uses in phrases().items():
        if phrase <= there:
            for use in uses:
                covered.setdefault(use, set()).update(phrase)
    if not covered:
        return []
    most = max(map(len, covered.values()))
    best = [use for use, its in covered.items() if len(its) == most]
    score = _COVERED if most == len(there) else 0.35 + 0.5 * most / len(there)
    if len(best) > 1 and most < len(there):
        # The first word is the noun that the others are about: «Distrito de la comisaría».
        heads = [use for use in best if tokens[0] in covered[use]]
        best, score = (heads, score * 0.9) if len(heads) == 1 else (best, score * 0.6)
    found = []
    for use in best:
        left = there - covered[use]
        moment = next((m for m, its in moment_words().items() if left & its), "")
        found.append(Candidate(use, moment if use in _WITH_MOMENT else "", score))
    return found


_DATED = frozenset({"birth", "registered", "fact"})  # moments that a lone word means as a date
_WITH_MOMENT = frozenset(
    {"date", "department", "province", "district", "ubigeo", "country", "place_text", "address"}
)


def _subject(tokens: Iterable[str]) -> Subject:
    """Return the subject of the words: somebody else outranks a victim or a suspect."""
    there = set(tokens)
    of = words()["subjects"]
    if there & stems(of["other"]):
        return "other"
    if there & stems(of["suspect"]):
        return "victim" if there & stems(of["victim"]) and "DENUNCI" in there else "suspect"
    return "victim" if there & stems(of["victim"]) else ""
