"""A suspect of whom only a nickname is known is shown by it; a victim never is."""

from pathlib import Path

import pytest
from exports import write_reta

from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load

KEY = b"k" * 32


@pytest.mark.every_engine
def test_a_suspect_with_a_nickname_alone_is_shown_by_it(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    row = {"APE_NOM_TRATANTE": "", "NRO_DOC_TRATANTE": "", "ALIAS_TRATANTE": "(a) Chato"}

    load([write_reta(tmp_path / "RETA_SINTETICO.csv", row)], migrated_graph, LoadOptions(key=KEY))

    people = "MATCH (s:Suspect) RETURN s.name AS name, s.name_key AS key, s.nicknames AS nicknames"
    assert list(migrated_graph.stream(people)) == [
        {"name": "(a) CHATO", "key": None, "nicknames": ["CHATO"]}
    ]


@pytest.mark.every_engine
def test_a_victim_with_a_nickname_alone_has_no_name(migrated_graph: Graph, tmp_path: Path) -> None:
    row = {"APE_PATERNO_VICT": "", "APE_MATERNO_VICT": "", "NOMBRES_VICT": "(a) La Nena"}

    load([write_reta(tmp_path / "RETA_SINTETICO.csv", row)], migrated_graph, LoadOptions(key=KEY))

    people = "MATCH (v:Victim) RETURN v.name AS name, v.nicknames AS nicknames"
    assert list(migrated_graph.stream(people)) == [{"name": None, "nicknames": ["LA NENA"]}]
