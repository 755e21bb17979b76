"""`trama route` on a loaded twin: the sentence, the rows, and a caret under a mistake."""

import json

from installation import Installation

TO_LIMA = "captar > transportar{0,3} > recibir en Lima"


def test_a_pattern_is_explained_and_its_routes_are_told(installation: Installation) -> None:
    ran = installation.trama("route", TO_LIMA, "--patterns", "--new-since", "2020")

    assert ran.returncode == 0, ran.stderr
    assert "recibir en Lima" in " ".join(ran.stderr.split())
    shown = " ".join(ran.stdout.split())
    assert "Víctimas seguras" in shown
    assert "Tramos por departamento" in shown
    assert "antes de 2020-01-01" in shown


def test_json_has_the_rows_the_sentence_and_the_gaps(installation: Installation) -> None:
    told = json.loads(installation.trama("--json", "route", TO_LIMA, "--limit", "2").stdout)

    assert len(told["rows"]) == 2
    assert told["truncated"]
    assert told["explanation"]["en"].startswith("Victims with these stages")
    assert told["gaps"] == []


def test_explain_opens_no_graph(installation: Installation) -> None:
    ran = installation.trama("route", TO_LIMA, "--explain", TRAMA_NEO4J_URI="bolt://127.0.0.1:1")

    assert ran.returncode == 0, ran.stderr
    assert "recibir en Lima" in " ".join(ran.stdout.split())


def test_a_mistake_stands_over_a_caret(installation: Installation) -> None:
    ran = installation.trama("route", "captar en Lima > reciber en Cusco")

    assert ran.returncode == 2
    written, caret, *_ = ran.stderr.splitlines()
    assert written[caret.index("^") :].startswith("reciber")
    assert "¿quiso decir recibir" in " ".join(ran.stderr.split())
