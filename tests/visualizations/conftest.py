"""The explorer in a browser, and a made server for it."""

from collections.abc import Iterator

import pytest
from explorer_fixture import Made, explorer_fixture
from explorer_pages import ExplorerPage, explorer_page


@pytest.fixture(scope="module")
def page() -> Iterator[ExplorerPage]:
    with explorer_page() as opened:
        yield opened


@pytest.fixture
def address(made: Made) -> Iterator[str]:
    """The address of a server of the graph ``made``, which each module of tests makes."""
    with explorer_fixture(made) as served:
        yield served
