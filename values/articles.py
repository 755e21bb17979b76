"""Articles of the penal code as people write them, and the form for comparing them: ``153-A``."""

import re

_ARTICLE = re.compile(r"(?<!\d)(\d{3})(\s*[-–°º.]?\s*)([A-ZÑ])?(?![A-ZÑ\d])")
_NOISE = re.compile(r"\bC\.?\s?P\.?(?![A-ZÑ])|\bC[OÓ]DIGO PENAL\b")


def articles_in(text: str) -> tuple[str, ...]:
    """Return the articles that a text may name, likeliest first: ``153-A``, ``129-Ñ``, ``153``.

    ``Art. 153-A CP``, ``153A``, ``153 A`` and ``CP-153-A`` all give ``153-A``. A letter after a
    blank may also be a word (``153 y 129-A``), so the number alone comes next. Ñ stays: 129-N and
    129-Ñ are different articles.
    """
    articles: dict[str, None] = {}
    for number, gap, letter in _ARTICLE.findall(_NOISE.sub(" ", text.upper())):
        if letter:
            articles[f"{number}-{letter}"] = None
        if not letter or gap.isspace():
            articles[number] = None
    return tuple(articles)
