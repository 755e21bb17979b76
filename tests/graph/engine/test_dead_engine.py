"""Streams of several threads while the embedded engine dies: each begins again."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from engines import environment_for, kill_engine

from trama.core.settings import read_settings
from trama.graph.engine import open_graph, stop_engine

NUMBERS = "UNWIND range(1, 2000) AS n RETURN n"


def test_streams_at_once_survive_the_death_of_the_engine(tmp_path: Path) -> None:
    settings = read_settings(environment_for(tmp_path / "home"))
    try:
        with open_graph(settings) as graph, ThreadPoolExecutor(4) as pool:
            for _ in range(3):
                kill_engine(settings)
                sums = pool.map(lambda _: sum(row["n"] for row in graph.stream(NUMBERS)), range(4))

                assert list(sums) == [2_001_000] * 4
    finally:
        stop_engine(settings)
