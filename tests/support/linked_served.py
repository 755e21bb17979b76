"""A linked home behind a real `trama serve`: what roles read there, and what attackers find."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
from linked_home import ROSA, LinkedHome, linked_home
from serve_process import serving_process
from typer.testing import CliRunner

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.cli.main import build
from trama.core.errors import TramaError
from trama.linkage.judgements import Verdict
from trama.review.deciding import Beside, decide
from trama.review.judgement_file import import_judgements
from trama.terminal.session import open_session

_PEOPLE = """
MATCH (p:Person)-[:ATTESTED_BY]->(r:Record) WHERE r.kind IN ['victim', 'suspect']
WITH p, min(r.uid) AS record, count(r) AS records, min(r.kind) AS kind WHERE records = 1
RETURN record, kind, p.pseudonym AS pseudonym, p.name AS name ORDER BY record
"""


@dataclass(frozen=True)
class Served:
    """A linked home behind a real `trama serve`, with the ends that the tests judge."""

    held: LinkedHome
    address: str
    printed: Path
    victims: tuple[Mapping[str, str], ...]
    suspects: tuple[Mapping[str, str], ...]
    handle: str

    def client(self, role: Role) -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.held.tokens[role]}"}
        return httpx.Client(base_url=self.address, headers=headers, timeout=60)

    def other_client(self, role: Role, name: str) -> httpx.Client:
        """Open a client of somebody else of a role."""
        asking = self.client(role)
        token = TokenStore(self.held.home).create(name, role, "2099-01-01T00:00:00+00:00")[1]
        asking.headers["Authorization"] = f"Bearer {token}"
        return asking

    def order(self, role: Role, *words: str) -> tuple[str, BaseException | None]:
        """Run a command in this process. Return all that it wrote, and its error."""
        settings = replace(self.held.settings, token=self.held.tokens[role])
        session = open_session(settings, "es", as_json="--json" in words)
        app = build(session, (words[0],))
        done = CliRunner().invoke(app, [word for word in words if word != "--json"])
        failed = done.exception if isinstance(done.exception, TramaError) else None
        assert done.exception is None or failed or isinstance(done.exception, SystemExit), words
        told = f"{failed.message('es')} {failed.message('en')}" if failed else ""
        return done.output + told, failed


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("linked")
    with linked_home(folder) as held:
        people = held.rows(_PEOPLE)
        victims = tuple(row for row in people if row["kind"] == "victim" and row["name"])
        suspects = tuple(row for row in people if row["kind"] == "suspect" and row["name"])
        handle = _judge_some(held, folder, victims, suspects)
        printed = folder / "printed.txt"
        with serving_process(held.environment, printed) as port:
            address = f"http://127.0.0.1:{port}/api/v1"
            yield Served(held, address, printed, victims, suspects, handle)


def _judge_some(
    held: LinkedHome,
    folder: Path,
    victims: tuple[Mapping[str, str], ...],
    suspects: tuple[Mapping[str, str], ...],
) -> str:
    """Judge pairs of victims and suspects, one of them twice, some by people with HER name."""
    judging = held.lookup(Role.INVESTIGATOR)
    one, other, third = (row["record"] for row in victims[:3])
    first = decide((one, other), Verdict.UNSURE, judging, held.home, by=ROSA, beside=Beside(ROSA))
    blind = Beside(blind=True)
    decide((one, other), Verdict.DIFFERENT, judging, held.home, by="otra prueba", beside=blind)
    pair = suspects[0]["record"], suspects[1]["record"]
    decide(pair, Verdict.DIFFERENT, judging, held.home, by="ana prueba", beside=Beside(ROSA))
    file = folder / "juicios_SINTETICO.csv"
    file.write_text(
        "subject,one,other,verdict,by,at,reason,score,model\n"
        f'person,{one},{third},unsure,"{ROSA}",,"{ROSA}",0.8,"{ROSA}"\n',
        encoding="utf-8",
    )
    report = import_judgements(file, held.graph, judging.viewer, held.home, by="x")
    assert report.applied == 1
    return first.handle
