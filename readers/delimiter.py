"""The character that separates the cells of a text, by a vote of its lines."""

import re
from collections import Counter
from dataclasses import dataclass
from math import log2

# The first of two candidates wins a tie. The comma is last: decimals and names have commas too.
_CANDIDATES = "\t;|,"
_QUOTED = re.compile(r'(?:(?<=[,;\t|\r\n])|\A)"(?:[^"]|"")*"(?=[,;\t|\r\n]|\Z)')
_DECLARED = re.compile(r'\A"?sep=([,;\t|])"?(?:\r\n|\r|\n)', re.IGNORECASE)
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
    6. The highest score wins. If no candidate scores, the text has one column.

    Example: of the lines ``LUGAR;TASA``, ``LIMA;1,5`` and ``PUNO;2,5`` the semicolon scores
    3/3 × log2(2) × 1.5 = 1.5 and the comma 2/3 × log2(2) = 0.67. The result is Delimiter(";", 2).
    """
    declared = _DECLARED.match(sample)
    rest = sample[declared.end() :] if declared else sample
    lines = [line for line in re.split(r"\r\n|\r|\n", _QUOTED.sub("q", rest)) if line.strip()]
    votes = [(_vote(lines, candidate), candidate) for candidate in _CANDIDATES]
    if declared:
        votes = [vote for vote in votes if vote[1] == declared[1]]
    (score, width), character = max(votes, key=lambda vote: vote[0][0])
    if not score and not declared:
        return Delimiter(_NONE, 1)
    return Delimiter(character, width, 1 if declared else 0)


def _vote(lines: list[str], character: str) -> tuple[float, int]:
    """Return the score of a candidate, and the number of cells that most lines have with it."""
    counts = Counter(number for line in lines if (number := line.count(character)))
    if not counts:
        return 0.0, 1
    number, agreeing = counts.most_common(1)[0]
    share = agreeing / len(lines)
    if share < 0.25:
        return 0.0, 1
    # A header has no decimals and no full names: a character in it and in the rows is likelier.
    header = 1.5 if lines[0].count(character) == number else 1.0
    return share * log2(1 + number) * header, number + 1


def cells_in(line: str, character: str) -> int:
    """Return the number of cells in a line. A closed quoted cell counts as one."""
    return _QUOTED.sub("q", line).count(character) + 1
