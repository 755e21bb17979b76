"""Small exports of both registries about a few invented people, for the databank."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from exports import Row, write_reta, write_sistra

from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load

KEY = b"k" * 32


@dataclass
class Bank:
    """A graph, and what loads small exports of both registries into it."""

    graph: Graph
    folder: Path
    loads: int = 0

    def reta(self, *rows: Row) -> None:
        self.load(write_reta(self._next("RETA", "csv"), *rows))

    def sistra(self, **sheets: list[Row]) -> None:
        self.load(write_sistra(self._next("SISTRA", "xlsx"), **sheets))

    def _next(self, registry: str, ending: str) -> Path:
        self.loads += 1
        return self.folder / f"{registry}_SINTETICO_{self.loads}.{ending}"

    def load(self, *paths: Path) -> None:
        assert not load([*paths], self.graph, LoadOptions(key=KEY)).failed

    def loaded_on(self, day: str, of: Callable[[], None]) -> None:
        """Let a load have happened on another day."""
        before = {
            row["uid"] for row in self.graph.stream("MATCH (f:SourceFile) RETURN f.uid AS uid")
        }
        of()
        self.graph.write_rows(
            "MATCH (f:SourceFile) WHERE NOT f.uid IN $before SET f.loaded_at = $at",
            before=sorted(before),
            at=f"{day}T12:00:00+00:00",
        )


def rosa(**more: str) -> Row:
    """Return a registration of ROSA, of Cusco, who is known by her document."""
    own = {"LUGAR_NAC_VICT": "CUSCO / CUSCO / CUSCO", "DOMICILIO_VICT": "PUNO / PUNO / PUNO"}
    return own | {"FINALIDAD": "EXPLOTACION SEXUAL"} | more


def other(number: str, **more: str) -> Row:
    """Return a registration of somebody else: number, document and names differ."""
    own = {
        "NRO_REGISTRO": f"SINT-2018-00000{number}",
        "FECHA_REGISTRO": "10/03/2018",
        "FECHA_HECHO": "05/03/2018",
        "NOMBRES_VICT": {"2": "ELENA", "3": "MARTA", "4": "JULIA"}[number],
        "NRO_DOC_VICT": f"0000010{number}",
        "NRO_DOC_TRATANTE": f"0000020{number}",
    }
    return own | more


def carpeta(number: str = "2018-1-0", **more: str) -> dict[str, list[Row]]:
    """Return the sheets of a carpeta that names ROSA by her document."""
    person = {
        "nro_carpeta_fiscal": number,
        "cod_agraviado": "A1",
        "tipo_doc": "DNI",
        "nro_doc": "00000101",
        "sexo": "F",
        "edad": "17",
        "reserva_identidad": "NO",
    }
    case = {"nro_carpeta_fiscal": number, "fecha_ingreso": "20/05/2018", "articulo": "153"}
    return {"CASOS": [case | more], "AGRAVIADOS": [person]}
