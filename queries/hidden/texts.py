"""The keys under which a text may name somebody: whole, in parts, with its words turned round."""

import re
from collections.abc import Collection, Iterator

from trama.core.text import fold

LONGEST = 6
"""Words of the longest part of a text that is looked up: two surnames, four given names."""

_FIRST_WORDS = 60  # a text longer than this is looked up by its beginning and by its digits
_DIGITS = re.compile(r"\d{6,}")


def parts(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each run of one to ``LONGEST`` words of the folded text, and each long run of digits.

    For example, ``"Tel: 999-111 222"`` yields, among others, ``("999", "111", "222")``.
    """
    words = fold(text).split()[:_FIRST_WORDS]
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            yield tuple(words[start:end])
    for run in _DIGITS.findall(text):
        yield (run,)


def name_keys(text: str) -> set[str]:
    """Return the folded names that the text may hold, with the surnames first or last.

    ``"Rosa Quispe"`` gives ``{"ROSA QUISPE", "QUISPE ROSA"}``. A single word names nobody, unless
    it is the whole text.
    """
    keys = {fold(text)}
    for words in parts(text):
        if len(words) > 1 and all(word.isalpha() for word in words):
            keys |= {" ".join(words[turn:] + words[:turn]) for turn in range(len(words))}
    return keys - {""}


def numbers(text: str) -> set[str]:
    """Return the numbers of documents and telephones that the text may hold, without blanks.

    A number has six to fifteen letters and digits, three digits at least. A telephone is also given
    without the code of Peru, as people write it.
    """
    found = set()
    for words in parts(text):
        joined = "".join(words)
        if 6 <= len(joined) <= 15 and sum(sign.isdigit() for sign in joined) >= 3:
            found.add(joined)
            if len(joined) == 11 and joined.startswith("51"):
                found.add(joined[2:])
    return found


def words(texts: Collection[str]) -> set[str]:
    """Return every word of the texts, and every part of them without blanks."""
    return {word for text in texts for word in fold(text).split()} | {
        "".join(part) for text in texts for part in parts(text)
    }
