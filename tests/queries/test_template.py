from pathlib import Path

import pytest

from trama.core.errors import Language
from trama.queries.own import check_file
from trama.queries.template import template


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_new_query_is_sound_as_it_stands_and_explains_itself(
    language: Language, tmp_path: Path
) -> None:
    path = tmp_path / "mine.cypher"
    path.write_text(template("mine", language), encoding="utf-8")

    checked = check_file(path)

    assert checked.problems == ()
    assert checked.sound().name == "mine"
    assert "docs/writing-a-query.md" in checked.sound().text
    assert "NAME" not in checked.sound().text
