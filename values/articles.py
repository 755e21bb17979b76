"""How people write the articles of the penal code, and the form in which they are compared."""

import re

_ARTICLE = re.compile(r"(?<!\d)(\d{3})(\s*[-–°º.]?\s*)([A-ZÑ])?(?![A-ZÑ\d])")
_NOISE = re.compile(r"\bC\.?\s?P\.?(?![A-ZÑ])|\bC[OÓ]DIGO PENAL\b")


def articles_in(text: str) -> tuple[str, ...]:
    """Returns the articles that ``text`` may name, likeliest first: ``153-A``, ``129-Ñ``, ``153``.

    ``Art. 153-A CP``, ``153A``, ``153 A`` and ``CP-153-A`` are all ``153-A``. A letter after a
    blank may also be a word (``153 y 129-A``), so the number alone comes next. Ñ is kept: 129-N and
    129-Ñ are different articles.
    """
    found: dict[str, None] = {}
    for number, gap, letter in _ARTICLE.findall(_NOISE.sub(" ", text.upper())):
        if letter:
            found[f"{number}-{letter}"] = None
        if not letter or gap.isspace():
            found[number] = None
    return tuple(found)
