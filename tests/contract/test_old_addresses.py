"""The imports that the README of the first month showed: notebooks of users have them."""

import sys
from importlib import import_module

import pytest


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("trama.graph.engines", "trama.graph.engine", "open_graph"),
        ("trama.graph.settings", "trama.core.settings", "read_settings"),
        ("trama.queries.redaction", "trama.access.policy", "Role"),
        ("trama.queries.redaction", "trama.access.policy", "Viewer"),
    ],
)
def test_an_old_address_gives_the_same_and_names_the_new_one(
    old: str, new: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, old, raising=False)

    with pytest.warns(DeprecationWarning, match=f"{old} is now {new}"):
        module = import_module(old)

    assert getattr(module, name) is getattr(import_module(new), name)
