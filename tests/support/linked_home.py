"""A home of its own with open pairs, where a victim is named in cells that should name nobody."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, get_args, get_type_hints

from engines import environment_for
from exports import write_reta, write_sistra

from trama.access.policy import Role, Viewer
from trama.access.tokens import TokenStore
from trama.canonical.judging import Opinion, judge
from trama.core.home import Home
from trama.core.settings import Settings, read_settings
from trama.graph.engine import Graph, open_graph, stop_engine
from trama.ingest.load.loader import LoadOptions, load
from trama.linkage.judgements import Subject, Verdict
from trama.linkage.model.shipped import NAME, shipped_model
from trama.linking.opinions import BY
from trama.ontology.declare import Sensitivity
from trama.ontology.source_layer import SuspectRecord, VictimRecord
from trama.queries.lookups.lookup import Lookup
from trama.review.deciding import deriving_of, now

NEVER = "2099-01-01T00:00:00+00:00"
ROSA = "SINTETICA QUISPE, ROSALUZ"
"""A victim whose name a unit and a district bear; some tests give it to a judge and a model too."""

_PEOPLE = """
MATCH (p:Person)-[:ATTESTED_BY]->(r:Record)
RETURN p.uid AS uid, p.name AS name, p:Victim AS victim, properties(r) AS record
"""
_JUDGEMENTS = "MATCH (j:Judgement) RETURN j.uid AS uid"
_SHORTEST = 6  # characters of a value whose appearance in an answer is no chance


@dataclass(frozen=True)
class LinkedHome:
    """A linked graph, its home, a token for each role, and what each role may not read."""

    graph: Graph
    settings: Settings
    environment: Mapping[str, str]
    tokens: Mapping[Role, str]

    @property
    def home(self) -> Home:
        return Home(self.settings.home)

    def lookup(self, role: Role) -> Lookup:
        return Lookup(self.graph, Viewer(role), 60)

    def rows(self, text: str, **given: object) -> list[dict[str, Any]]:
        return [dict(row) for row in self.graph.stream(text, **given)]

    def hidden_from(self, role: Role) -> dict[str, str]:
        """Return the texts that a role may not read, each with what it is."""
        viewer, hidden, open_ = Viewer(role), {}, set()
        if role is not Role.INVESTIGATOR:  # a digest of two records, which can be guessed
            hidden = {row["uid"][2:]: "judgement uid" for row in self.rows(_JUDGEMENTS)}
        for row in self.rows(_PEOPLE):
            found = dict(_identities(row))
            if viewer.sees_person(victim=row["victim"]):
                open_ |= found.keys()
            else:
                hidden |= found
        return {text: kind for text, kind in hidden.items() if text not in open_}


def _identities(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    record = row["record"]
    yield record["uid"][2:], "record uid"
    yield row["uid"][2:], "person uid"
    for declared in (VictimRecord, SuspectRecord):
        for name, hint in get_type_hints(declared, include_extras=True).items():
            value, said = record.get(name), get_args(hint)[1:]
            secret = any(one.sensitivity is Sensitivity.IDENTITY for one in said)
            for text in value if isinstance(value, list) else [value]:
                if secret and isinstance(text, str) and len(text) >= _SHORTEST:
                    yield text, name


@contextmanager
def linked_home(folder: Path) -> Iterator[LinkedHome]:
    """Load a few rows about named people, with pairs that a model left to people."""
    environment = {**environment_for(folder / "home"), "TRAMA_ENGINE_IDLE_SECONDS": "120"}
    settings = read_settings(environment)
    numbers = [f"SINT-2017-90000{last}" for last in range(1, 8)]
    reta = write_reta(folder / "RETA_SINTETICO.csv", *map(_row, numbers, range(7)))
    sistra = write_sistra(
        folder / "SISTRA_SINTETICO.xlsx",
        CASOS=[{"nro_carpeta_fiscal": "2017-1-0", "nro_atestado_pnp": numbers[0]}
               | {"distrito_fiscal": f"LIMA ({ROSA})"}],
        AGRAVIADOS=[{"nro_carpeta_fiscal": "2017-1-0", "cod_agraviado": "A1"}
                    | {"iniciales": "SINTETICA QUISPE, ROSALUZ", "reserva_identidad": "NO"}],
    )  # fmt: skip
    try:
        with open_graph(settings) as graph:
            home = Home(settings.home)
            assert not load([reta, sistra], graph, LoadOptions(key=home.pseudonym_key())).failed
            store = TokenStore(home)
            tokens = {
                role: store.create(f"{role.value} SINTETICO", role, NEVER)[1] for role in Role
            }
            held = LinkedHome(graph, settings, environment, tokens)
            _leave_open(held)
            yield held
    finally:
        stop_engine(settings)


def _row(number: str, at: int) -> dict[str, str]:
    """Return a registration: the first two are of ROSALUZ, whose name two other cells bear."""
    names = ("ROSALUZ", "ROSALUZ", "ELENAMAR", "MARISELA", "CARMENCITA", "LUCIANITA", "JACINTA")
    mother = "QUISPE" if at < 2 else ("", "", "CCALLO", "HUAYTA", "MAMANI", "YUPANQUI", "ROJAS")[at]
    return {
        "NRO_REGISTRO": number,
        "APE_MATERNO_VICT": mother,
        "NOMBRES_VICT": names[at],
        "NRO_DOC_VICT": f"7000000{max(at, 1)}",
        "FEC_NAC_VICT": f"0{1 + at}/02/2000",
        "DESTINO_HECHO": "FISCALIA",
        "UNIDAD_PNP": f"COMISARIA DE {ROSA}",
        "APE_NOM_TRATANTE": f"FICTICIO {'ABCDEFG'[at] * 2}URIPAMA, PEDRO",
        "ALIAS_TRATANTE": f"EL GATUNO {at}",
        "NRO_DOC_TRATANTE": f"4000000{at}",
        "TELEFONO_TRATANTE": f"98765432{at}",
    }


def _leave_open(held: LinkedHome) -> None:
    """Store what a model says of each pair of victims, and of suspects, of two cases."""
    text = "MATCH (r:Record {kind: $kind}) RETURN r.uid AS uid ORDER BY uid"
    opinions = [
        Opinion(Subject.PERSON, *pair, Verdict.UNSURE, by=BY, at=now(), score=0.6,
                model=shipped_model().named(NAME))
        for kind in ("victim", "suspect")
        for pair in combinations([row["uid"] for row in held.rows(text, kind=kind)][:5], 2)
    ]  # fmt: skip
    judge(held.graph, opinions, deriving_of(held.home), None)
