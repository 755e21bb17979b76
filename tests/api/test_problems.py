"""The language of an answer, by RFC 9110's Accept-Language."""

import pytest
from starlette.requests import Request

from trama.api.problems import language_of


def request(accept: str) -> Request:
    headers = [(b"accept-language", accept.encode())]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers})


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "es"),
        ("en", "en"),
        ("en-GB,en;q=0.8", "en"),
        ("es-PE,es;q=0.9,en;q=0.8", "es"),
        ("en;q=0.2, es;q=0.7", "es"),
        ("fr, de;q=0.5", "es"),
        ("en;q=nonsense", "es"),
        ("qu, en;q=0.4", "en"),
    ],
)
def test_the_preferred_of_spanish_and_english_is_spoken_and_spanish_by_default(
    accept: str, language: str
) -> None:
    assert language_of(request(accept)) == language
