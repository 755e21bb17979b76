"""`trama review` at a real terminal and with piped lines: answers, a kill, going on, undoing."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ctrl_c import HEARS_CTRL_C
from queued import leave_five_open
from reviewed import Reviewed, write_reviewed

from trama.access.policy import Role
from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint
from trama.graph.store.judgement_rows import judgements_by_people, read_judgements
from trama.ontology.internal_layer import Judgement

PATIENCE = 60  # seconds that a screen may take on a busy machine
KEYS = "[m] mismo"


@pytest.fixture
def reviewed(migrated_graph: Graph, graph_environment: dict[str, str], tmp_path: Path) -> Reviewed:
    made = write_reviewed(migrated_graph, graph_environment, tmp_path)
    leave_five_open(made)
    return made


def environment(reviewed: Reviewed, token: str, **more: str) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("TRAMA_")}
    own = {"TRAMA_TOKEN": token, "COLUMNS": "80", "LINES": "60", "TERM": "dumb", "NO_COLOR": "1"}
    return {**kept, **reviewed.environment, **own, **more}


class Terminal:
    """A `trama review` at a pseudo-terminal, as somebody sees it and types."""

    def __init__(self, reviewed: Reviewed, token: str, *words: str) -> None:
        self._leader, follower = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", HEARS_CTRL_C, "review", *words],
            stdin=follower,
            stdout=follower,
            stderr=follower,
            env=environment(reviewed, token),
            start_new_session=True,
        )
        os.close(follower)
        self.seen = ""

    def wait_for(self, text: str) -> str:
        """Return what came until ``text``; it is looked for in what no call returned before."""
        end = time.monotonic() + PATIENCE
        while text not in self.seen:
            assert time.monotonic() < end, self.seen
            if select.select([self._leader], [], [], 1)[0]:
                try:
                    self.seen += os.read(self._leader, 65_536).decode()
                except OSError:
                    raise AssertionError(self.seen) from None
        shown, _, self.seen = self.seen.partition(text)
        return shown + text

    def press(self, key: str) -> None:
        """Wait for the line of keys, and press a key."""
        self.wait_for(KEYS)
        os.write(self._leader, key.encode())

    def end(self) -> int:
        code = self.process.wait(PATIENCE)
        os.close(self._leader)
        return code


def own_rows(reviewed: Reviewed) -> list[Judgement]:
    return sorted(judgements_by_people(reviewed.graph), key=lambda row: row.at)


@pytest.mark.only_on("embedded")
def test_five_answers_a_kill_going_on_and_undoing_at_a_terminal(reviewed: Reviewed) -> None:
    token = reviewed.token(Role.INVESTIGATOR)
    before = fingerprint(reviewed.graph)

    first = Terminal(reviewed, token)
    for key in ("d", "n", "d"):
        first.press(key)
        first.wait_for("Guardado:")
    first.wait_for(KEYS)
    first.process.send_signal(signal.SIGKILL)
    first.end()
    kept = [(row.one, row.other) for row in own_rows(reviewed)]

    second = Terminal(reviewed, token)
    second.press("m")
    second.wait_for("Guardado: mismo")
    second.press("m")
    second.wait_for("Guardado: mismo")
    second.wait_for("Guardados: 2. Quedan: 0.")
    assert second.end() == 0
    answered = own_rows(reviewed)

    third = Terminal(reviewed, token)
    third.wait_for("No hay pares por revisar")
    third.end()
    assert len(kept) == len(set(kept)) == 3
    assert [row.verdict for row in answered] == ["different", "unsure", "different", "same", "same"]
    assert len({(row.one, row.other) for row in answered}) == 5
    assert fingerprint(reviewed.graph) != before
    assert all(row.by == "Jueza SINTETICA" and row.applied for row in answered)


@pytest.mark.only_on("embedded")
def test_undo_takes_back_the_last_answer_of_a_session_that_was_killed(reviewed: Reviewed) -> None:
    token = reviewed.token(Role.INVESTIGATOR)
    before = fingerprint(reviewed.graph)
    first = Terminal(reviewed, token, "--kind", "victim")
    first.press("m")
    first.wait_for("Guardado: mismo")
    first.process.send_signal(signal.SIGKILL)
    first.end()
    assert fingerprint(reviewed.graph) != before

    second = Terminal(reviewed, token)
    second.press("z")
    second.wait_for("Deshecho")
    second.wait_for(KEYS)
    os.killpg(second.process.pid, signal.SIGINT)
    told = second.wait_for("Para seguir donde quedó: trama review")

    assert second.end() == 130
    assert "el par en pantalla quedó sin responder" in told
    assert [row.verdict for row in own_rows(reviewed)] == ["same", "withdrawn"]
    assert fingerprint(reviewed.graph) == before


@pytest.mark.only_on("embedded")
def test_piped_lines_answer_too_and_the_screen_fits_eighty_columns(reviewed: Reviewed) -> None:
    token = reviewed.token(Role.INVESTIGATOR)

    done = subprocess.run(
        [sys.executable, "-m", "trama.cli", "review", "--kind", "victim"],
        input="v\n\nx\nd\no\nn\n",
        env=environment(reviewed, token),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert {"=", "≠", "·"} <= set(done.stdout)
    drawn = [line for line in done.stdout.splitlines() if re.search(r" [=≠·] |^ *[-+]\d", line)]
    assert drawn
    assert max(map(len, drawn)) <= 80
    assert "Historia:" in done.stdout or "Sin historia." in done.stdout
    assert "Ese modelo no es el presente" in done.stdout
    assert [row.verdict for row in own_rows(reviewed)] == ["different", "unsure"]
    assert "Guardados: 2. Quedan: 1." in done.stdout


def test_a_queue_is_listed_as_json_and_no_role_below_judges(reviewed: Reviewed) -> None:
    for role, code in ((Role.SUPERVISOR, 0), (Role.ANALYST, 1)):
        done = subprocess.run(
            [sys.executable, "-m", "trama.cli", "review", "--json", "--limit", "2"],
            env=environment(reviewed, reviewed.token(role)),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr
        if role is Role.SUPERVISOR:
            listed = json.loads(done.stdout)
            assert (len(listed["pairs"]), listed["more"]) == (2, 3)
            assert not any(uid in done.stdout for uid in reviewed.women)
    assert len(list(read_judgements(reviewed.graph))) == 5
