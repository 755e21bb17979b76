"""The texts of pages by language and name, from the files ``data/…_words.yaml``."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from trama.core.errors import Language
from trama.core.safe_yaml import load

LANGUAGES: tuple[Language, Language] = ("es", "en")


@cache
def page_words(of: str) -> Mapping[Language, Mapping[str, str]]:
    """Return the texts of a kind of page: ``page`` holds what all pages share, ``overlap`` its own.

    Example: ``page_words("page")["es"]["legend"]`` is ``Leyenda``.
    """
    file = files("trama.visualizations") / "data" / f"{of}_words.yaml"
    words: Mapping[str, Mapping[Language, str]] = load(file.read_text(encoding="utf-8"))
    return {
        language: {name: said[language] for name, said in words.items()} for language in LANGUAGES
    }
