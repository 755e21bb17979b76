"""The circuit: when it opens, whom it lets pass, and how it closes. No engine is needed."""

from threading import Barrier, Thread

import pytest
from neo4j.exceptions import ClientError, ServiceUnavailable

from trama.core.errors import EngineUnavailable
from trama.graph.engine.circuit import ROOM, Circuit


class Engine:
    """An engine that answers or not, as the test says, and a clock that the test moves."""

    def __init__(self) -> None:
        self.answers = True
        self.probes = 0
        self.now = 100.0

    def probe(self) -> bool:
        self.probes += 1
        return self.answers

    def circuit(self) -> Circuit:
        return Circuit(self.probe, lambda: "bolt://sintetico", lambda: self.now)


def lose_a_request(circuit: Circuit) -> None:
    with pytest.raises(ServiceUnavailable), circuit.passing():
        raise ServiceUnavailable("SINTETICO")


def test_two_lost_requests_in_a_row_open_the_circuit() -> None:
    engine = Engine()
    engine.answers = False
    circuit = engine.circuit()
    lose_a_request(circuit)
    lose_a_request(circuit)

    with pytest.raises(EngineUnavailable) as refusal, circuit.passing():
        pytest.fail("a request passed an open circuit")

    assert refusal.value.retry_after == 5
    assert "bolt://sintetico" in refusal.value.message()


def test_an_answer_between_two_lost_requests_keeps_the_circuit_closed() -> None:
    circuit = Engine().circuit()
    lose_a_request(circuit)
    with circuit.passing():
        pass
    lose_a_request(circuit)

    passed = False
    with circuit.passing():
        passed = True
    assert passed


def test_an_engine_that_refuses_a_statement_has_answered() -> None:
    circuit = Engine().circuit()
    for _ in range(3):
        with pytest.raises(ClientError), circuit.passing():
            raise ClientError("SINTETICO")

    with circuit.passing():
        pass


def test_the_probe_closes_the_circuit_when_the_engine_answers_again() -> None:
    engine = Engine()
    circuit = engine.circuit()
    engine.answers = False
    with pytest.raises(EngineUnavailable):
        circuit.check()

    engine.answers = True
    engine.now += 1.5

    with circuit.passing():
        pass


def test_the_probe_is_asked_once_a_second_however_many_call() -> None:
    engine = Engine()
    engine.answers = False
    circuit = engine.circuit()

    for _ in range(50):
        with pytest.raises(EngineUnavailable):
            circuit.check()

    assert engine.probes == 1


def test_while_one_thread_asks_the_others_do_not_wait_for_it() -> None:
    asking, release = Barrier(2), Barrier(2)

    def slow_probe() -> bool:
        asking.wait(5)
        release.wait(5)
        return False

    circuit = Circuit(slow_probe, lambda: "bolt://sintetico")
    outcome: list[str] = []

    def ask() -> None:
        with pytest.raises(EngineUnavailable):
            circuit.check()
        outcome.append("asked")

    thread = Thread(target=ask)
    thread.start()
    asking.wait(5)
    circuit.check()  # the last word of the probe still counts: the engine answered
    assert outcome == []
    release.wait(5)
    thread.join(5)

    assert outcome == ["asked"]


def test_no_more_requests_than_there_is_room_are_at_the_engine() -> None:
    circuit = Engine().circuit()
    passes = [circuit.passing() for _ in range(ROOM)]
    for one in passes:
        one.__enter__()

    with pytest.raises(EngineUnavailable) as refusal, circuit.passing():
        pytest.fail("there was no room")

    assert refusal.value.retry_after == 5
    for one in passes:
        one.__exit__(None, None, None)
    with circuit.passing():
        pass


def test_a_request_that_waits_for_long_has_the_next_one_ask_the_probe() -> None:
    engine = Engine()
    circuit = engine.circuit()
    waiting = circuit.passing()
    waiting.__enter__()
    engine.answers = False
    engine.now += 4

    with pytest.raises(EngineUnavailable), circuit.passing():
        pytest.fail("the engine is frozen")

    assert engine.probes == 1
    waiting.__exit__(None, None, None)
