"""Writing in a thread: in order, one transaction ahead, and no failure is lost."""

import threading

import pytest

from trama.canonical.known import RecordIndex
from trama.core.errors import EngineError
from trama.graph.records import CaseKey, Kind, Mention, RecordState
from trama.graph.store.changes import Changes
from trama.ingest.load.write_queue import WriteQueue
from trama.ontology.canonical_layer import Case
from trama.ontology.classes import label_of

CASE = label_of(Case)
KEY = CaseKey("RETA", "SINT-2017-000001")


class HeldWriter:
    """A writer that waits before it writes, until the test lets it go on."""

    def __init__(self, failing: str | None = None) -> None:
        self.began = threading.Event()
        self.go_on = threading.Event()
        self.written: list[str] = []
        self._failing = failing

    def write(self, changes: Changes) -> None:
        self.began.set()
        self.go_on.wait(timeout=10)
        uid = uid_of(changes)
        if uid == self._failing:
            raise EngineError(detail="the engine is away")
        self.written.append(uid)


def changes_with(uid: str) -> Changes:
    changes = Changes()
    changes.created[CASE,].append({"uid": uid})
    return changes


def uid_of(changes: Changes) -> str:
    (node,) = changes.created[CASE,]
    return str(node["uid"])


def index_with(name: str) -> RecordIndex:
    mention = Mention.of(Kind.VICTIM, KEY.number, "A1", {"name": name}, {})
    index = RecordIndex()
    index.replace(KEY, [RecordState("R-1", KEY.registry, mention)])
    return index


def test_leaving_the_block_waits_until_all_is_written_in_its_order() -> None:
    writer = HeldWriter()
    writer.go_on.set()

    with WriteQueue(writer) as queue:  # type: ignore[arg-type]
        for uid in ("C-1", "C-2", "C-3", "C-4"):
            queue.submit(changes_with(uid))

    assert writer.written == ["C-1", "C-2", "C-3", "C-4"]


def test_what_is_on_its_way_comes_latest_first_and_is_gone_once_written() -> None:
    writer = HeldWriter()
    first, second = index_with("ROSA SINTETICA"), index_with("ELENA SINTETICA")

    with WriteQueue(writer) as queue:  # type: ignore[arg-type]
        queue.submit(changes_with("C-1"), first)
        queue.submit(changes_with("C-2"), second)
        on_their_way = queue.unwritten()
        writer.go_on.set()
        queue.drain()
        left = queue.unwritten()

    assert on_their_way == (second, first)
    assert left == ()


def test_a_failure_is_raised_to_who_waits_and_nothing_more_is_written() -> None:
    writer = HeldWriter(failing="C-2")
    queue = WriteQueue(writer)  # type: ignore[arg-type]

    def write_four() -> None:
        with queue:
            queue.submit(changes_with("C-1"))
            queue.submit(changes_with("C-2"))
            writer.go_on.set()
            queue.submit(changes_with("C-3"))
            queue.submit(changes_with("C-4"))

    with pytest.raises(EngineError, match="the engine is away"):
        write_four()
    assert writer.written == ["C-1"]
    with pytest.raises(EngineError, match="the engine is away"):
        queue.unwritten()


def test_a_failure_outside_stops_what_is_not_written_yet_and_ends_the_thread() -> None:
    writer = HeldWriter()

    def write_two_and_fail() -> None:
        with WriteQueue(writer) as queue:  # type: ignore[arg-type]
            queue.submit(changes_with("C-1"))
            queue.submit(changes_with("C-2"))
            writer.began.wait(timeout=10)
            threading.Timer(0.1, writer.go_on.set).start()
            raise ValueError("SINTETICO")

    with pytest.raises(ValueError, match="SINTETICO"):
        write_two_and_fail()
    assert writer.written == ["C-1"]
    assert "trama-writer" not in {thread.name for thread in threading.enumerate()}
