"""The life of the embedded engine: start, shared use, idle stop, and every kind of sudden death."""

import os
import signal
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Timer

import psutil
import pytest
from engines import environment_for

from trama.core.errors import EngineError, EngineUnavailable
from trama.core.home import Home
from trama.core.settings import Settings, read_settings
from trama.embedded.java import Ports
from trama.embedded.layout import Layout, layout_of
from trama.embedded.state import Process, State, read_state, write_state
from trama.graph.engine import Graph, engine_status, open_graph, start_engine, stop_engine

OPEN_AND_COUNT = """
import sys
from trama.graph.engine import engine_status, open_graph
from trama.core.settings import read_settings
settings = read_settings()
with open_graph(settings) as graph:
    graph.write_rows("CREATE (:Case {uid: $uid})", uid=sys.argv[1])
    print(engine_status(settings).pid, flush=True)
    if sys.argv[2:] == ["stay"]:
        input()
"""


def in_another_process(settings: Settings, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OPEN_AND_COUNT, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | environment_for(settings.home),
    )


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    with process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """An engine that tests look at and leave as it is."""
    settings = read_settings(environment_for(tmp_path_factory.mktemp("running") / "home"))
    with open_graph(settings):
        yield settings
    stop_engine(settings)


def layout(settings: Settings) -> Layout:
    return Layout(Home(settings.home).engine)


def state_of(settings: Settings) -> State:
    state = read_state(layout(settings))
    assert state is not None
    return state


def count(graph: Graph) -> int:
    return int(graph.read("MATCH (c:Case) RETURN count(c) AS n", seconds=10, rows=1).rows[0]["n"])


def within(seconds: float, condition: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_nothing_runs_before_it_is_needed(settings: Settings) -> None:
    assert not engine_status(settings).running
    assert stop_engine(settings) is False


def test_starting_what_runs_leaves_it_as_it_is(running: Settings) -> None:
    first = engine_status(running)
    second = start_engine(running)

    assert first.running
    assert first == second
    assert first.version is not None


def test_stopping_ends_every_process_and_keeps_what_was_written(settings: Settings) -> None:
    with open_graph(settings) as graph:
        graph.write_rows("CREATE (:Case {uid: 'C-SINTETICO-1'})")
    state = state_of(settings)

    assert stop_engine(settings) is True

    assert not engine_status(settings).running
    assert state.engine.find() is None
    assert within(5, lambda: state.supervisor.find() is None)
    with open_graph(settings) as graph:
        assert count(graph) == 1


def test_the_engine_listens_on_this_machine_only(running: Settings) -> None:
    status = engine_status(running)

    listening = {
        (connection.laddr.ip, connection.laddr.port)
        for connection in psutil.Process(status.pid).net_connections("all")
        if connection.status == psutil.CONN_LISTEN
    }

    assert listening == {("127.0.0.1", status.bolt_port), ("127.0.0.1", status.http_port)}


def test_over_http_nobody_learns_a_thing_without_a_password(running: Settings) -> None:
    root = f"http://127.0.0.1:{engine_status(running).http_port}/api/v1"

    for path in ("server", "databases", "query/trama/sql/select%201", "mcp", "sessions"):
        with pytest.raises(urllib.error.HTTPError) as refusal:
            urllib.request.urlopen(f"{root}/{path}", timeout=10)
        with refusal.value as answer:
            assert answer.code in (401, 403, 404, 405)


def test_only_the_owner_can_read_what_is_in_the_home(running: Settings) -> None:
    open_to_others = [
        path
        for path in (running.home, *running.home.rglob("*"))
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]

    assert open_to_others == []


def test_no_secret_is_where_others_can_see_it(running: Settings) -> None:
    state = state_of(running)
    secrets = {path.read_text() for path in running.home.glob("*.password")}
    shown = " ".join(
        word
        for process in (state.engine.find(), state.supervisor.find())
        if process is not None
        for word in (*process.cmdline(), *process.environ().values())
    )

    assert len(secrets) == 2
    assert "ArcadeDBServer" in shown
    assert not [secret for secret in secrets if secret in shown]


def test_the_log_of_the_engine_repeats_no_value_of_the_data(settings: Settings) -> None:
    with open_graph(settings) as graph:
        graph.write_rows("CREATE CONSTRAINT case_uid FOR (n:Case) REQUIRE n.uid IS UNIQUE")
        graph.write_rows("CREATE (:Case {uid: $uid})", uid="C-SECRETO")
        with pytest.raises(EngineError):
            graph.write_rows("CREATE (:Case {uid: $uid})", uid="C-SECRETO")
        with pytest.raises(EngineError):
            graph.read("MATCH (c {uid: 'C-SECRETO'} BAD", seconds=5, rows=1)
        with pytest.raises(EngineError):
            graph.read("RETURN date($uid) AS d", {"uid": "C-SECRETO"}, seconds=5, rows=1)
    stop_engine(settings)

    folder = layout(settings).folder
    logs = [folder / "engine.log", *(folder / "log").glob("*")]
    assert "ArcadeDB Server" in logs[0].read_text()
    assert not [path for path in logs if "SECRETO" in path.read_text()]


def test_processes_that_start_at_once_share_one_engine(settings: Settings) -> None:
    processes = [in_another_process(settings, f"C-SINTETICO-{number}") for number in range(3)]
    engines = {process.communicate(timeout=120)[0].strip() for process in processes}

    with open_graph(settings) as graph:
        assert count(graph) == 3
    assert engines == {str(engine_status(settings).pid)}


def test_an_engine_that_nobody_uses_stops_by_itself(settings: Settings) -> None:
    short = replace(settings, engine_idle_seconds=1)
    with open_graph(short) as graph:
        state = state_of(settings)
        time.sleep(2.5)
        assert count(graph) == 0

    assert within(15, lambda: state.engine.find() is None and state.supervisor.find() is None)


def test_a_user_that_is_killed_does_not_keep_the_engine_alive(settings: Settings) -> None:
    short = replace(settings, engine_idle_seconds=1)
    start_engine(short)
    with ended(in_another_process(short, "C-SINTETICO-1", "stay")) as user:
        assert user.stdout is not None
        user.stdout.readline()
        state = state_of(settings)
        time.sleep(2.5)
        assert state.serves()
        user.send_signal(signal.SIGKILL)

        assert within(15, lambda: state.engine.find() is None)


def test_a_deleted_home_ends_its_engine(settings: Settings) -> None:
    start_engine(settings)
    state = state_of(settings)

    layout(settings).state.unlink()

    assert within(15, lambda: state.engine.find() is None and state.supervisor.find() is None)


def test_a_killed_engine_starts_again_and_has_lost_nothing(settings: Settings) -> None:
    batch = "UNWIND range(1, 50) AS n CREATE (:Case {uid: toString(n), since: $batch})"
    sizes = "MATCH (c:Case) RETURN c.since AS batch, count(c) AS size"
    acknowledged: set[int] = set()
    unknown: set[int] = set()

    with open_graph(settings) as graph:
        killer = Timer(1, os.kill, (state_of(settings).engine.pid, signal.SIGKILL))
        killer.start()
        left_after_the_kill, name = 20, 0
        while left_after_the_kill:
            left_after_the_kill -= killer.finished.is_set()
            name += 1
            try:
                graph.write_rows(batch, batch=name)
                acknowledged.add(name)
            except EngineUnavailable:
                unknown.add(name)
        size_of = {row["batch"]: row["size"] for row in graph.stream(sizes)}

    assert len(unknown) <= 1
    assert acknowledged <= set(size_of) <= acknowledged | unknown
    assert set(size_of.values()) == {50}


def test_a_writer_survives_the_death_of_the_engine(settings: Settings) -> None:
    with open_graph(settings) as graph:
        first = state_of(settings).engine
        graph.write_rows("CREATE (:Case {uid: 'C-SINTETICO-1'})")
        os.kill(first.pid, signal.SIGKILL)

        graph.write_rows("CREATE (:Case {uid: 'C-SINTETICO-2'})")

        assert count(graph) == 2
        assert state_of(settings).engine != first


def test_the_engine_ends_with_a_killed_supervisor_and_starts_again(settings: Settings) -> None:
    with open_graph(settings) as graph:
        graph.write_rows("CREATE (:Case {uid: 'C-SINTETICO-1'})")
        state = state_of(settings)
        os.kill(state.supervisor.pid, signal.SIGKILL)
        assert within(15, lambda: state.engine.find() is None)

    with open_graph(settings) as graph:
        assert count(graph) == 1


@pytest.mark.parametrize("content", ["", "{", '{"engine": {"pid": 1}}', "null"])
def test_a_damaged_state_file_counts_as_absent(settings: Settings, content: str) -> None:
    layout_of(Home(settings.home)).state.write_text(content)

    assert not engine_status(settings).running
    assert stop_engine(settings) is False


def test_a_damaged_state_file_does_not_hinder_a_start(settings: Settings) -> None:
    layout_of(Home(settings.home)).state.write_text("{")

    assert start_engine(settings).running


def test_a_state_file_that_names_a_stranger_harms_nobody(settings: Settings) -> None:
    with ended(subprocess.Popen(["sleep", "60"], text=True)) as stranger:
        reused = Process(stranger.pid, Process.of(stranger.pid).started - 3600)
        write_state(layout_of(Home(settings.home)), State(reused, reused, Ports(1, 2), "1"))

        assert not engine_status(settings).running
        assert stop_engine(settings) is False
        assert start_engine(settings).running
        assert stranger.poll() is None


def test_a_home_may_have_any_name(tmp_path: Path) -> None:
    settings = read_settings(environment_for(tmp_path / "Año 1 — señas $HOME"))
    with open_graph(settings) as graph:
        graph.write_rows("CREATE (:Case {uid: 'C-SINTETICO-1'})")

        assert count(graph) == 1
    assert stop_engine(settings)


def test_an_engine_that_cannot_start_says_where_the_reason_is(settings: Settings) -> None:
    with pytest.raises(EngineUnavailable) as refusal:
        open_graph(replace(settings, engine_heap="99999999g"))

    assert str(layout(settings).log) in refusal.value.message()
    assert "heap" in layout(settings).log.read_text()


def test_a_test_session_that_is_killed_leaves_no_engine(tmp_path: Path) -> None:
    """Hold the fixtures to their promise: their engines end with the session, however it ends."""
    session = tmp_path / "test_sintetico.py"
    session.write_text(
        "def test_open(graph, engine):\n    print('OPEN', flush=True)\n    input()\n"
    )
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "pytest", "-s", "-k", "embedded", "-p", "conftest"]
    with ended(
        subprocess.Popen(
            [*command, "--basetemp", tmp_path / "base", session],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
            env=os.environ | {"PYTHONPATH": os.pathsep.join([str(root / "tests"), *sys.path])},
        )
    ) as pytest_process:
        assert pytest_process.stdout is not None
        assert any("OPEN" in line for line in pytest_process.stdout)
        engines = list((tmp_path / "base").rglob("engine/state.json"))
        states = [read_state(Layout(path.parent)) for path in engines]
        pytest_process.send_signal(signal.SIGKILL)

    assert len(states) == 1
    assert within(30, lambda: all(state is not None and not state.serves() for state in states))
