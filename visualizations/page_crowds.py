"""The lists of the people whom one box of a drawing stands for, each with a way to their page."""

from collections.abc import Mapping, Sequence

from trama.core.errors import Language
from trama.visualizations.page_words import page_words
from trama.visualizations.scene import Crowd, Scene
from trama.visualizations.shell import Fold, Item


def crowd_folds(scene: Scene, links: Mapping[str, str]) -> list[Fold]:
    """Return a list that unfolds for each box of several people: names, keys, pages.

    ``links`` are the addresses of other pages, by pseudonym. A person without a page leads to
    their rows in the table, and has the key, which serves in every command.
    """
    return [
        Fold(
            crowd.anchor,
            crowd.title,
            [Item(_keyed(key, text), key, links.get(key, "")) for key, text in crowd.people],
        )
        for crowd in scene.crowds
    ]


def crowds_told(what: str, people: int, crowds: Sequence[Crowd], language: Language) -> list[str]:
    """Return why boxes stand for several people, and how the list of a box is reached.

    ``what`` is "victims" or "people", and ``people`` is their number in the whole picture.
    """
    words = page_words("page")[language]
    told = words[f"{what}_together"].format(people)
    return [f"{told} {words['press_group']}" if crowds else told]


def _keyed(key: str, text: str) -> str:
    """Return a text with the key of its person, once."""
    return text if key in text else f"{text} ({key})"
