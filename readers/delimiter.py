"""The character that separates the cells of a text, by a vote of its lines."""

import re
from collections import Counter
from dataclasses import dataclass
from math import log2
from typing import NamedTuple

# The first of two candidates wins a tie. The comma is last: decimals and names have commas too.
DELIMITERS = "\t;|,"
_QUOTED = re.compile(r'(?:(?<=[,;\t|\r\n])|\A)"(?:[^"]|"")*"(?=[,;\t|\r\n]|\Z)')
_QUOTED_LINE = re.compile(r'^"((?:[^"\r\n]|"")*)"$', re.MULTILINE)
_DECLARED = re.compile(r'\A"?sep=([,;\t|])"?(?:\r\n|\r|\n)', re.IGNORECASE)
# Cells of a line that was quoted as a whole. Quoted prose of one column has commas too.
_FEWEST_CELLS = 3
# The delimiter of a text of one column: a character that never occurs in a text.
_NONE = "\x1f"


@dataclass(frozen=True, slots=True)
class Delimiter:
    """The character, the number of cells in most rows, and the number of declaring lines."""

    character: str
    width: int
    declared_lines: int = 0


def delimiter_of(sample: str) -> Delimiter:
    """Return the delimiter of a text by its beginning, made of whole lines.

    1. A first line ``sep=;``, which Excel understands, decides.
    2. Each quoted cell becomes ``q``, and blank lines are left out.
    3. Each candidate counts its occurrences in every line, and takes the most frequent count.
    4. A candidate scores the share of the lines with that count, times log2(1 + count): a decimal
       comma in every row does not outvote thirty semicolons. A share under 0.25 scores nothing.
    5. The score counts 1.5 times if the first line has that count too.
    6. The highest score wins. If no candidate scores, each line that is quoted as a whole loses its
       quotes, and the candidates score again. The first line must then be a row as well.
    7. If no candidate scores, the text has one column.

    Example: of the lines ``LUGAR;TASA``, ``LIMA;1,5`` and ``PUNO;2,5`` the semicolon scores
    3/3 × log2(2) × 1.5 = 1.5 and the comma 2/3 × log2(2) = 0.67. The result is Delimiter(";", 2).
    """
    declared = _DECLARED.match(sample)
    rest = sample[declared.end() :] if declared else sample
    characters = declared[1] if declared else DELIMITERS
    vote = _winner(rest, characters)
    if not vote.score:
        inner = _winner(_QUOTED_LINE.sub(_without_quotes, rest), characters)
        if inner.is_header and inner.width >= _FEWEST_CELLS:
            vote = inner
    if not vote.score and not declared:
        return Delimiter(_NONE, 1)
    return Delimiter(vote.character, vote.width, 1 if declared else 0)


class _Vote(NamedTuple):
    """The score of a candidate, the cells of most lines with it, and whether line 1 has as many."""

    score: float
    width: int
    character: str
    is_header: bool


def _winner(text: str, characters: str) -> _Vote:
    lines = [line for line in re.split(r"\r\n|\r|\n", _QUOTED.sub("q", text)) if line.strip()]
    return max((_vote(lines, character) for character in characters), key=lambda vote: vote.score)


def _without_quotes(line: re.Match[str]) -> str:
    return line[1].replace('""', '"')


def _vote(lines: list[str], character: str) -> _Vote:
    counts = Counter(number for line in lines if (number := line.count(character)))
    if not counts:
        return _Vote(0.0, 1, character, is_header=False)
    number, agreeing = counts.most_common(1)[0]
    share = agreeing / len(lines)
    if share < 0.25:
        return _Vote(0.0, 1, character, is_header=False)
    # A header has no decimals and no full names: a character in it and in the rows is likelier.
    is_header = lines[0].count(character) == number
    score = share * log2(1 + number) * (1.5 if is_header else 1.0)
    return _Vote(score, number + 1, character, is_header)


def cells_in(line: str, character: str) -> int:
    """Return the number of cells in a line. A closed quoted cell counts as one."""
    return _QUOTED.sub("q", line).count(character) + 1
