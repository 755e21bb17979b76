"""Measures many clients at once against `trama serve` on a loaded home: times, errors, memory.

    TRAMA_HOME=HOME python benchmarks/many_clients.py --clients 16 --minutes 10

Each client is a person with a token of their own, who asks a saved query, reads the answer, and
thinks for about ``--pause`` seconds before the next. A share ``--heavy`` of the questions survey
the whole graph; the others start from a case, person or place drawn from it. A refusal with a
code that tells what to do (429, 503 with Retry-After) is told apart from a failure; the client
waits as long as it says. Memory is that of the server and of the embedded engine. So is the
processor time, which tells how much of the machine others took meanwhile.
"""

import argparse
import json
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import islice
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import psutil

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from querying import serving
from support import machine, percentile

from trama.access.policy import Role, Viewer
from trama.access.tokens import TokenStore
from trama.core.home import Home
from trama.core.settings import read_settings
from trama.cypher.header import ParameterType
from trama.graph.engine import Graph, engine_status, open_graph
from trama.queries.catalog import SavedQuery, catalog
from trama.schemas.query_models import example_parameters

SUBJECTS = 500
"""Cases, suspects and victims of each kind that questions are about."""

PLACES = ("Lima", "Cusco", "Madre de Dios", "Puno", "Loreto", "Arequipa", "Piura", "Ucayali")
SAMPLE_SECONDS = 5.0


@dataclass
class Seen:
    """The run as the clients saw it: seconds by weight and query, and refusals by code."""

    seconds: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[float, float]] = field(default_factory=list)
    processor: dict[str, float] = field(default_factory=dict)

    def of(self, weight: str) -> list[float]:
        """Return the seconds of all answers of a weight."""
        return [one for (of, _), all_ in self.seconds.items() if of == weight for one in all_]


@dataclass(frozen=True)
class Client:
    """A person who asks until the end of the run."""

    url: str
    token: str
    subjects: Mapping[str, Sequence[str]]
    heavy: float
    pause: float
    chance: random.Random

    def ask_until(self, ends: float, seen: Seen) -> None:
        """Ask one question after another, and note what comes."""
        url = urlsplit(self.url)
        with closing(HTTPConnection(url.netloc, timeout=120)) as connection:
            while time.monotonic() < ends:
                weight = "heavy" if self.chance.random() < self.heavy else "light"
                query = self.chance.choice(_queries(weight))
                body = json.dumps({"parameters": self._parameters(query, weight)})
                begun = time.perf_counter()
                status, wait = self._asked(connection, f"{url.path}/queries/{query.name}/run", body)
                if status == "200":
                    seen.seconds[weight, query.name].append(time.perf_counter() - begun)
                else:
                    seen.refused[f"{weight} {status}"] += 1
                time.sleep(wait + self.chance.expovariate(1 / self.pause))

    def _asked(self, connection: HTTPConnection, path: str, body: str) -> tuple[str, float]:
        """Return the status and code of an answer, and the seconds until asking again."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        connection.close()  # after a pause the server has hung up, so each question connects anew
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            told = answer.read()
        except (OSError, HTTPException) as error:
            return f"no answer ({type(error).__name__})", 1.0
        if answer.status == 200:
            return "200", 0.0
        code = json.loads(told)["code"]
        return f"{answer.status} {code}", float(answer.headers.get("Retry-After", 0))

    def _parameters(self, query: SavedQuery, weight: str) -> dict[str, object]:
        parameters = dict(example_parameters(query, query.header.examples[0]))
        for name, parameter in query.parameters.items():
            if parameter.type in (ParameterType.CASE, ParameterType.PERSON, ParameterType.PLACE):
                kind = "victim" if name == "victim" else str(parameter.type)
                if name in query.header.starts_from and weight == "light":
                    parameters[name] = self.chance.choice(self.subjects[kind])
                elif not parameter.required:
                    parameters.pop(name, None)
        if {"origin", "destination"} <= parameters.keys():
            origin, destination = self.chance.sample(PLACES, 2)
            parameters |= {"origin": origin, "destination": destination}
        return parameters


def main() -> None:
    """Run the clients and print what they saw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--heavy", type=float, default=0.1)
    parser.add_argument("--pause", type=float, default=1.0)
    options = parser.parse_args()
    settings = read_settings()
    tokens = TokenStore(Home(settings.home))
    made = [tokens.create(f"many-{n}", Role.ANALYST) for n in range(options.clients)]
    seen = Seen()
    with open_graph(settings) as graph:
        subjects = subjects_of(graph)
    with serving({"TRAMA_HOME": str(settings.home)}) as base:
        ends = time.monotonic() + 60 * options.minutes
        threads = [
            Thread(
                target=Client(
                    base, token, subjects, options.heavy, options.pause, random.Random(number)
                ).ask_until,
                args=(ends, seen),
            )
            for number, (_, token) in enumerate(made)
        ]
        before = _processor(engine_status(settings).pid)
        for thread in threads:
            thread.start()
        while time.monotonic() < ends:
            seen.memory.append(_memory(engine_status(settings).pid))
            time.sleep(SAMPLE_SECONDS)
        for thread in threads:
            thread.join()
        after = _processor(engine_status(settings).pid)
        seen.processor = {name: after[name] - before[name] for name in after}
    for record, _ in made:
        tokens.revoke(record.id)
    print(f"`python benchmarks/many_clients.py {' '.join(sys.argv[1:])}`\n\n{machine()}\n")
    print("\n".join(report(seen)))


def subjects_of(graph: Graph) -> dict[str, Sequence[str]]:
    """Return cases, suspects and victims drawn from the whole graph, and places."""
    chance = random.Random(7)
    patterns = {
        "case": ("Case", "uid"),
        "person": ("Suspect", "pseudonym"),
        "victim": ("Victim", "pseudonym"),
    }
    drawn: dict[str, Sequence[str]] = {"place": PLACES}
    for kind, (label, key) in patterns.items():
        rows = graph.stream(f"MATCH (n:{label}) RETURN n.{key} AS key")
        known = [row["key"] for row in islice(rows, 200_000)]
        drawn[kind] = chance.sample(known, min(SUBJECTS, len(known)))
    return drawn


def report(seen: Seen) -> list[str]:
    """Return the lines of the report, as Markdown."""
    lines = ["| questions | answered | p50 s | p95 s | longest s |", "|---|---|---|---|---|"]
    rows = [(f"**{weight}**", seen.of(weight)) for weight in ("light", "heavy")]
    rows += [(f"{weight} `{name}`", all_) for (weight, name), all_ in sorted(seen.seconds.items())]
    for name, all_ in rows:
        if len(all_) > 1:
            p50, p95 = (f"{percentile(all_, share):.2f}" for share in (50, 95))
            lines.append(f"| {name} | {len(all_)} | {p50} | {p95} | {max(all_):.2f} |")
    told = ", ".join(f"{count} × {code}" for code, count in seen.refused.most_common())
    lines += ["", f"Not answered: {told or 'none'}.", ""]
    for name, of in zip(("server", "engine"), zip(*seen.memory, strict=True), strict=True):
        fifth = max(1, len(of) // 5)
        first, last = statistics.median(of[fifth : 2 * fifth]), statistics.median(of[-fifth:])
        lines.append(f"Memory of the {name}: {first:.0f} MiB after a fifth, {last:.0f} at the end.")
    used = ", ".join(f"{name} {seconds:.0f}" for name, seconds in seen.processor.items())
    lines.append(f"Seconds of processor: {used}.")
    return lines


def _processor(engine: int | None) -> dict[str, float]:
    """Return the seconds of processor time of the engine, the server and the whole machine."""
    machine = psutil.cpu_times()
    found = {"machine": machine.user + machine.system + machine.nice, "idle": machine.idle}
    for name, processes in (("server", _servers()), ("engine", _of(engine))):
        times = [process.cpu_times() for process in processes]
        found[name] = sum(one.user + one.system for one in times)
    return found


def _servers() -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if "serve" in one.cmdline()]


def _of(engine: int | None) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        return [psutil.Process(engine)] if engine is not None else []
    return []


def _queries(weight: str) -> list[SavedQuery]:
    analyst = Viewer(Role.ANALYST)
    return [
        query
        for query in catalog()
        if bool(query.header.starts_from) is (weight == "light")
        and analyst.sees(query.header.sensitivity)
    ]


def _memory(engine: int | None) -> tuple[float, float]:
    """Return the MiB of the server and of the engine; 0 for one that does not run."""
    server, of_engine = (
        sum(process.memory_info().rss for process in processes) / 1024**2
        for processes in (_servers(), _of(engine))
    )
    return server, of_engine


if __name__ == "__main__":
    main()
