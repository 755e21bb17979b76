"""A graph is published on both engines, with the mark of its invented data."""

import json
from datetime import date
from pathlib import Path

import pytest
from small_bank import Bank, rosa

from trama.bank.publish_check import MANIFEST
from trama.bank.publish_order import publish_graph
from trama.core.errors import OutputError
from trama.core.home import Home
from trama.core.question_errors import NothingToPublish

DAY = date(2026, 11, 30)


def _asked(folder: Path) -> tuple[Path, str, str, str]:
    return folder, "Oficina SINTETICO", "cc0-1.0", "macrorregión"


def test_a_graph_of_few_people_is_not_published_and_one_of_many_is(
    bank: Bank, tmp_path: Path
) -> None:
    home = Home(tmp_path / "home")
    bank.reta(rosa())
    with pytest.raises(NothingToPublish):
        publish_graph(bank.graph, home, _asked(tmp_path / "few"), DAY, 30)
    many = [
        rosa(
            NRO_REGISTRO=f"SINT-2017-{1_000 + n:06}",
            NRO_DOC_VICT=f"{1_000 + 7 * n:08}",
            NRO_DOC_TRATANTE=f"{5_000 + 7 * n:08}",
        )
        for n in range(60)
    ]
    bank.reta(*many)
    made = publish_graph(bank.graph, home, _asked(tmp_path / "many"), DAY, 30)
    manifest = json.loads((tmp_path / "many" / MANIFEST).read_text("utf-8"))
    assert made.number == manifest["release"] == 1
    assert manifest["people"] in {50, 60, 70, 80}
    assert manifest["synthetic"] is True
    assert manifest["vintage"]


def test_a_folder_with_files_is_refused_before_the_graph_is_read(
    bank: Bank, tmp_path: Path
) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "notes.txt").touch()

    with pytest.raises(OutputError):  # of an empty graph the answer would be NothingToPublish
        publish_graph(bank.graph, Home(tmp_path / "home"), _asked(tmp_path / "theirs"), DAY, 30)
