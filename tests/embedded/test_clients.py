"""Clients of the embedded engine that are not ours: drivers, notebooks and browsers."""

import time
from dataclasses import replace

from neo4j import GraphDatabase

from trama.core.home import Home
from trama.core.settings import Settings
from trama.embedded.layout import DATABASE, layout_of
from trama.embedded.state import read_state
from trama.embedded.users import reader
from trama.graph.engine import start_engine


def test_a_client_that_is_not_ours_keeps_the_engine_for_as_long_as_it_is_connected(
    settings: Settings,
) -> None:
    start_engine(replace(settings, engine_idle_seconds=2))
    home = Home(settings.home)
    state, user = read_state(layout_of(home)), reader(home)
    assert state is not None
    with GraphDatabase.driver(state.uri, auth=(user.name, user.password)) as driver:
        driver.verify_connectivity()
        time.sleep(5)
        rows, _, _ = driver.execute_query("RETURN 1 AS one", database_=DATABASE)

    assert [row["one"] for row in rows] == [1]
    until = time.monotonic() + 15
    while state.engine.find() is not None and time.monotonic() < until:
        time.sleep(0.1)
    assert state.engine.find() is None
