"""Which character separates the cells of a text, by a vote of its lines."""

import re
from collections import Counter
from dataclasses import dataclass
from math import log2

# In the order that decides a tie: the comma last, as it also stands in decimals and in names.
_CANDIDATES = "\t;|,"
_QUOTED = re.compile(r'(?:(?<=[,;\t|\r\n])|\A)"(?:[^"]|"")*"(?=[,;\t|\r\n]|\Z)')
_DECLARED = re.compile(r'\A"?sep=([,;\t|])"?(?:\r\n|\r|\n)', re.IGNORECASE)
# Of a text of one column no character separates anything; this one never occurs in it.
_NONE = "\x1f"


@dataclass(frozen=True, slots=True)
class Delimiter:
    """The character, how many cells most rows have, and how many lines the declaration takes."""

    character: str
    width: int
    declared_lines: int = 0


def delimiter_of(sample: str) -> Delimiter:
    """Returns the delimiter of a text by its beginning, made of whole lines.

    A first line ``sep=;``, which Excel understands, decides. Else the candidate wins with which
    the most lines, quoted cells put aside, have the same number of cells, many cells counting for
    more than few: a decimal comma in every row does not outvote thirty semicolons.
    """
    declared = _DECLARED.match(sample)
    rest = sample[declared.end() :] if declared else sample
    lines = [line for line in re.split(r"\r\n|\r|\n", _QUOTED.sub("q", rest)) if line.strip()]
    votes = [(_vote(lines, one), one) for one in _CANDIDATES]
    if declared:
        votes = [vote for vote in votes if vote[1] == declared[1]]
    (score, width), character = max(votes, key=lambda vote: vote[0][0])
    if not score and not declared:
        return Delimiter(_NONE, 1)
    return Delimiter(character, width, 1 if declared else 0)


def _vote(lines: list[str], character: str) -> tuple[float, int]:
    """Returns the score of a candidate and how many cells most lines would have with it."""
    counts = Counter(number for line in lines if (number := line.count(character)))
    if not counts:
        return 0.0, 1
    number, agreeing = counts.most_common(1)[0]
    share = agreeing / len(lines)
    if share < 0.25:
        return 0.0, 1
    # A header has no decimals and no full names: where it agrees with the rows, so does its sign.
    header = 1.5 if lines[0].count(character) == number else 1.0
    return share * log2(1 + number) * header, number + 1


def cells_in(line: str, character: str) -> int:
    """Returns how many cells a line has, quoted cells that are well closed put aside."""
    return _QUOTED.sub("q", line).count(character) + 1
