"""The lists of the people whom one box of a drawing stands for, each with a way to their page."""

from collections.abc import Mapping, Sequence

from trama.core.errors import Language
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


def crowds_told(crowds: Sequence[Crowd], language: Language) -> str:
    """Return how the list of a box is reached, a sentence to follow another; "" without boxes."""
    if not crowds:
        return ""
    return (
        " Pulse un grupo para ver la lista de sus personas, que está bajo el dibujo."
        if language == "es"
        else " Press a group to see the list of its people, which stands below the drawing."
    )


def _keyed(key: str, text: str) -> str:
    """Return a text with the key of its person, once."""
    return text if key in text else f"{text} ({key})"
