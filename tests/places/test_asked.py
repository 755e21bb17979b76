"""A text that a person asks for: nobody else learns from the clock that it was asked."""

import functools
import gc

import pytest

from trama.places.find import ask_place


def remembered() -> dict[str, object]:
    """Returns what each function that remembers texts was asked, found and missed."""
    return {
        f"{function.__module__}.{function.__name__}": function.cache_info()
        for function in gc.get_objects()
        if isinstance(function, functools._lru_cache_wrapper)
        and function.__module__.startswith(("trama.places", "trama.core.text"))
        # Without bounds are the tables of the gazetteer; what is private is keyed by places.
        and function.cache_parameters()["maxsize"]
        and not function.__name__.startswith("_")
    }


@pytest.mark.parametrize(
    "text",
    [
        "SINTETICA QUISPE, ROSA",
        "999 000 001",
        "Av. Grau 1, Ayaviri (Puno), Perú",
        "Distrito de Nadie, provincia de Melgar",
        "Medellín, Colombia",
        "Zulia",
    ],
)
def test_a_text_asked_again_is_read_as_if_for_the_first_time(text: str) -> None:
    ask_place("Tumbes")
    ask_place(text)
    first = remembered()

    ask_place(text)

    assert "trama.places.by_text.read_text" in first
    assert remembered() == first
