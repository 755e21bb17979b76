"""Three invented women of three cases of both registries, and the tokens of those who judge."""

from dataclasses import dataclass
from pathlib import Path

from exports import write_reta, write_sistra

from trama.access.policy import Role, Viewer
from trama.access.tokens import TokenStore
from trama.core.home import Home
from trama.core.settings import Settings, read_settings
from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load
from trama.queries.lookups.lookup import Lookup

POLICE = ("SINT-2017-000001", "SINT-2017-000002")
CARPETA = "999900001-2018-1-0"
NAMES = ("ROSA", "INES", "EVA")


@dataclass(frozen=True)
class Reviewed:
    """A loaded graph: its environment, and the records of ROSA, INES and EVA in that order."""

    graph: Graph
    environment: dict[str, str]
    women: tuple[str, str, str]
    suspects: tuple[str, ...]

    @property
    def home(self) -> Home:
        return Home(read_settings(self.environment).home)

    @property
    def key(self) -> bytes:
        return self.home.pseudonym_key()

    def pseudonyms(self, *records: str) -> tuple[str, ...]:
        """Return the names of people by which whoever may not know a record asks for it."""
        return tuple(self.person_of(record)["pseudonym"] for record in records)

    def settings(self, token: str = "") -> Settings:
        return read_settings(self.environment | ({"TRAMA_TOKEN": token} if token else {}))

    def token(self, role: Role, name: str = "Jueza SINTETICA") -> str:
        return TokenStore(self.home).create(name, role, "2099-01-01T00:00:00+00:00")[1]

    def lookup(self, role: Role) -> Lookup:
        return Lookup(self.graph, Viewer(role), 30)

    def person_of(self, record: str) -> dict[str, str]:
        text = (
            "MATCH (r:Record {uid: $uid})<-[:ATTESTED_BY]-(p:Person) "
            "RETURN p.uid AS uid, p.pseudonym AS pseudonym"
        )
        (row,) = self.graph.stream(text, uid=record)
        return row


def write_reviewed(graph: Graph, environment: dict[str, str], beside: Path) -> Reviewed:
    """Load the women from two exports in a folder of their own inside ``beside``."""
    folder = beside / "exports"
    folder.mkdir()
    people = [
        {"NRO_REGISTRO": number, "NOMBRES_VICT": name, "NRO_DOC_VICT": "", "TIPO_DOC_VICT": ""}
        | {"APE_NOM_TRATANTE": f"FICTICIO CONDORI, {name}N", "NRO_DOC_TRATANTE": ""}
        for number, name in zip(POLICE, NAMES, strict=False)
    ]
    write_reta(folder / "reta_SINTETICO.csv", *people)
    write_sistra(
        folder / "sistra_SINTETICO.xlsx",
        CASOS=[{"nro_carpeta_fiscal": CARPETA, "fecha_ingreso": "2018-01-05"}],
        AGRAVIADOS=[
            {"nro_carpeta_fiscal": CARPETA, "cod_agraviado": "A1", "sexo": "F"}
            | {"iniciales": "SINTETICA QUISPE, EVA", "reserva_identidad": "NO"}
        ],
    )
    home = Home(read_settings(environment).home)
    report = load([folder], graph, LoadOptions(key=home.pseudonym_key()))
    assert not report.failed
    text = "MATCH (r:Record) WHERE r.kind = $kind RETURN r.uid AS uid, r.case_key AS case_key"
    victims = {row["case_key"]: row["uid"] for row in graph.stream(text, kind="victim")}
    assert len(victims) == 3
    women = (victims[POLICE[0]], victims[POLICE[1]], victims[CARPETA])
    suspects = sorted(row["uid"] for row in graph.stream(text, kind="suspect"))
    return Reviewed(graph, environment, women, tuple(suspects))
