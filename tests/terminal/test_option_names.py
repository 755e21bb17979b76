"""Messages of a command name what somebody types, not the parameter of a function in Python."""

from pathlib import Path

import pytest

from trama.cli.main import COMMANDS, build
from trama.core.errors import BadParameter
from trama.core.settings import read_settings
from trama.terminal.option_names import as_typed
from trama.terminal.session import open_session


@pytest.mark.parametrize(
    ("words", "name", "told"),
    [
        (["link", "--ask-at", "0.9"], "ask_at", "Parámetro «--ask-at»: no."),
        (["overlap", "--more-than", "7"], "more_than", "Parámetro «--more-than»: no."),
        (["review", "--from", "2"], "from", "Parámetro «--from»: no."),
        (["review", "--from", "2"], "least", "Parámetro «--from»: no."),
        (["review", "judge", "R-1"], "other", "Parámetro «OTRO»: no."),
        (["filler", "mark"], "value", "Parámetro «VALOR»: no."),
        (["query", "run", "frequent_legs"], "min_cases", "Parámetro «min_cases»: no."),
    ],
)
def test_a_message_names_a_parameter_as_it_is_typed(
    tmp_path: Path, words: list[str], name: str, told: str
) -> None:
    settings = read_settings({"TRAMA_HOME": str(tmp_path)})
    app = build(open_session(settings, "es", as_json=False), COMMANDS)

    error = BadParameter(name=name, why_es="no", why_en="no")

    assert as_typed(error, "es", app, words) == told


def test_names_within_the_reason_are_told_as_typed_too(tmp_path: Path) -> None:
    settings = read_settings({"TRAMA_HOME": str(tmp_path)})
    app = build(open_session(settings, "en", as_json=False), ["link"])
    error = BadParameter(
        name="ask_at, same_at", why_es="…", why_en="they must keep 0 < ask_at ≤ same_at ≤ 1"
    )

    assert as_typed(error, "en", app, ["link"]) == (
        "Parameter “--ask-at, --same-at”: they must keep 0 < --ask-at ≤ --same-at ≤ 1."
    )
