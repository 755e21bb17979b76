"""How the API is served: what a stranger sends before any of our code runs is bounded too."""

import socket
from urllib.parse import urlsplit

import pytest

SOME, TIMES = b"x" * 100_000, 100


def keep_sending(stranger: socket.socket) -> None:
    for _ in range(TIMES):
        stranger.sendall(SOME)


def test_headers_without_end_are_refused(address: str) -> None:
    host, _, port = urlsplit(address).netloc.partition(":")
    with socket.create_connection((host, int(port)), timeout=20) as stranger:
        stranger.sendall(b"GET /api/v1/health/live HTTP/1.1\r\nHost: x\r\nX-Long: ")

        with pytest.raises(ConnectionError):
            keep_sending(stranger)
