"""Settings from the environment, and the words for a wrong setting."""

from pathlib import Path

import pytest

from trama.core.errors import BadSetting, UnknownSetting
from trama.core.settings import Neo4jConnection, read_settings


def test_without_variables_the_embedded_engine_serves_in_spanish() -> None:
    settings = read_settings({})

    assert settings.neo4j is None
    assert settings.language == "es"
    assert settings.home.is_absolute()
    assert (settings.engine_idle_seconds, settings.query_seconds, settings.query_rows) == (
        600.0,
        30.0,
        10_000,
    )


def test_an_empty_variable_is_the_default() -> None:
    assert read_settings({"TRAMA_LANG": "", "TRAMA_QUERY_ROWS": ""}) == read_settings({})


def test_variables_of_others_are_none_of_ours() -> None:
    assert read_settings({"PATH": "/bin", "TRAMAS": "x"}) == read_settings({})


def test_the_home_folder_may_be_relative_to_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/srv/trata")

    assert read_settings({"TRAMA_HOME": "~/grafo"}).home == Path("/srv/trata/grafo")


def test_a_misspelt_variable_is_told_with_those_that_exist() -> None:
    with pytest.raises(UnknownSetting) as caught:
        read_settings({"TRAMA_HOMES": "x"})

    assert "TRAMA_HOMES" in caught.value.message("en")
    assert "TRAMA_HOME," in caught.value.message("en")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("TRAMA_QUERY_SECONDS", "mucho", "debe ser un número"),
        ("TRAMA_QUERY_ROWS", "0", "debe ser mayor que cero"),
        ("TRAMA_LANG", "qu", "debe ser «es» o «en»"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_its_variable(
    name: str, text: str, why: str
) -> None:
    with pytest.raises(BadSetting) as caught:
        read_settings({name: text})

    assert str(caught.value).startswith(f"{name} ")
    assert why in str(caught.value)


def test_a_connection_never_shows_its_password() -> None:
    connection = read_settings(
        {"TRAMA_NEO4J_URI": "bolt://localhost", "TRAMA_NEO4J_PASSWORD": "secreto"}
    ).neo4j

    assert connection == Neo4jConnection("bolt://localhost", "neo4j", "secreto", "neo4j")
    assert "secreto" not in repr(connection)
