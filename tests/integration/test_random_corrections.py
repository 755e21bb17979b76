"""Random small exports, loaded in order: a rebuild changes nothing, and one load equals several."""

from functools import partial
from itertools import count
from pathlib import Path

import pytest
from engines import EngineUnderTest
from exports import Row, write_reta, write_sistra
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from trama.access.pseudonyms import pseudonym
from trama.canonical.rebuild import Deriving
from trama.canonical.rebuild_all import rebuild_all
from trama.canonical.rules import shipped_rules
from trama.graph.store.fingerprint import fingerprint
from trama.ingest.load.loader import LoadOptions, LoadReport, load

OPTIONS = LoadOptions(key=b"k" * 32)
DERIVING = Deriving(shipped_rules(), partial(pseudonym, key=OPTIONS.key))

PEOPLE = [("SINTETICA", "QUISPE", "ROSA"), ("SINTETICA", "QUISPE", "LUZ"), ("", "", "")]
REGISTRATIONS = st.fixed_dictionaries(
    {},
    optional={
        "NRO_REGISTRO": st.sampled_from(["SINT-2017-000001", "SINT-2017-000002"]),
        "NRO_DOC_VICT": st.sampled_from(["", "00000101", "00000102", "NO TIENE"]),
        "SEXO_VICT": st.sampled_from(["F", "M", "NO PRECISA", "?"]),
        "EDAD_VICT": st.sampled_from(["", "15", "16", "<18"]),
        "LUGAR_CAPTACION": st.sampled_from(["CUSCO / CUSCO / CUSCO", "PUNO / PUNO / PUNO", ""]),
        "LUGAR_EXPLOTACION": st.sampled_from(["", "San Miguel", "LIMA / LIMA / ATE"]),
        "APE_NOM_TRATANTE": st.sampled_from(["", "FICTICIO CONDORI, JUAN", "FICTICIO RUIZ, LUIS"]),
        "NRO_DOC_TRATANTE": st.sampled_from(["", "00000201", "00000101"]),
        "TELEFONO_TRATANTE": st.sampled_from(["", "987000001", "NO USA"]),
        "UNIDAD_PNP": st.sampled_from(["ÁREA (SINTETICO)", "AREA (SINTETICO)"]),
        "PERSON": st.sampled_from(PEOPLE),
    },
)
CODES = st.sampled_from(["A1", "A2", ""])
HECHOS = st.fixed_dictionaries(
    {
        "nro_carpeta_fiscal": st.sampled_from(["SINT-1", "SINT-2"]),
        "cod_agraviado": CODES,
        "fase": st.sampled_from(["CAPTACION", "EXPLOTACION"]),
        "fecha_desde": st.sampled_from(["", "2017-03-01", "2017-03-05"]),
        "ubigeo": st.sampled_from(["", "150132", "080101"]),
    }
)
AGRAVIADOS = st.fixed_dictionaries(
    {
        "nro_carpeta_fiscal": st.sampled_from(["SINT-1", "SINT-2"]),
        "cod_agraviado": CODES,
        "nro_doc": st.sampled_from(["", "00000101", "00000102"]),
        "sexo": st.sampled_from(["F", "M", "NO IDENTIFICADO"]),
        "edad": st.sampled_from(["", "15", "16"]),
    }
)
CASOS = [
    {"nro_carpeta_fiscal": "SINT-1", "nro_atestado_pnp": "SINT-2017-000001"},
    {"nro_carpeta_fiscal": "SINT-2"},
]
EXPORTS = st.one_of(
    st.lists(REGISTRATIONS, min_size=1, max_size=4),
    st.fixed_dictionaries(
        {
            "AGRAVIADOS": st.lists(AGRAVIADOS, max_size=3),
            "HECHOS": st.lists(HECHOS, max_size=3),
        }
    ),
)
NUMBERS = count()


def registration(cells: dict[str, object]) -> Row:
    row = {name: str(text) for name, text in cells.items() if name != "PERSON"}
    if person := cells.get("PERSON"):
        names = ("APE_PATERNO_VICT", "APE_MATERNO_VICT", "NOMBRES_VICT")
        row |= dict(zip(names, person, strict=True))  # type: ignore[call-overload]
    return row


def written(folder: Path, number: int, export: object) -> Path:
    if isinstance(export, dict):
        return write_sistra(folder / f"{number}.xlsx", CASOS=CASOS, **export)
    assert isinstance(export, list)
    return write_reta(folder / f"{number}.csv", *map(registration, export))


def rows_of(report: LoadReport) -> int:
    assert all(file.error is None for file in report.files)
    return sum(file.total.rows for file in report.files)


@pytest.mark.slow
@pytest.mark.only_on("embedded")
@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # each example takes seconds: a failing one is not made smaller
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(exports=st.lists(EXPORTS, min_size=2, max_size=3))
def test_a_load_equals_a_rebuild_and_one_load_equals_several(
    engine: EngineUnderTest, tmp_path: Path, exports: list[object]
) -> None:
    folder = tmp_path / str(next(NUMBERS))
    folder.mkdir()
    files = [written(folder, number, export) for number, export in enumerate(exports)]

    graph = engine.as_migrated()
    several = [load([file], graph, OPTIONS) for file in files]
    loaded = fingerprint(graph)
    assert not rebuild_all(graph, DERIVING).changed
    assert fingerprint(graph) == loaded
    load(files, graph, OPTIONS)
    assert fingerprint(graph) == loaded, "the same files again change nothing"

    graph = engine.as_migrated()
    at_once = load(files, graph, OPTIONS)
    assert rows_of(at_once) == sum(map(rows_of, several)) > 0
    assert fingerprint(graph) == loaded, "one load says what several say"
