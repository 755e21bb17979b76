"""The survey of all units, from loaded exports, on both engines; and the survey that is kept."""

import json
from pathlib import Path

import pytest
from exports import write_reta, write_sistra
from surveyed import survey

from trama.access.policy import Role, Viewer
from trama.core.errors import AccessDenied, InsecureFile, UnknownName
from trama.core.home import Home
from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load
from trama.mapping.rereading import Flaw
from trama.quality.kept_survey import current_survey, kept_survey
from trama.quality.letter import letter
from trama.quality.letter_page import letter_page
from trama.quality.shown_units import shown_to
from trama.quality.survey import Survey, UnitCounts
from trama.queries.run import Limits

NAME = "INVENTADA"
LIMA, ICA = "DEPINTRAP LIMA (SINTETICO)", "DEPINTRAP ICA (SINTETICO)"
CARPETA = "999900001-2018-1-0"


def load_exports(graph: Graph, folder: Path) -> None:
    """Loads three registrations and a carpeta; ages, a sex and a police report are at fault."""
    folder.mkdir(exist_ok=True)
    whole = {"NACIONALIDAD_VICT": "PERUANA", "LUGAR_NAC_VICT": "CUSCO / CUSCO / CUSCO"}
    whole |= {"DOMICILIO_VICT": "CUSCO / CUSCO / CUSCO", "APE_PATERNO_VICT": NAME}
    second = {"NRO_REGISTRO": "SINT-2017-000002", "NRO_DOC_VICT": "00000102"}
    second |= {"FECHA_REGISTRO": "10/04/2017", "FECHA_HECHO": "05/04/2017"}
    third = {"NRO_REGISTRO": "SINT-2017-000003", "NRO_DOC_VICT": "00000103", "UNIDAD_PNP": ICA}
    write_reta(
        folder / "reta.csv",
        {**whole, "EDAD_VICT": "quince"},
        {
            **whole,
            "EDAD_VICT": "quince",
            "NRO_DOC_TRATANTE": "00000202",
            "APE_NOM_TRATANTE": "X, Y",
        },
        {**whole, **second},
        {**whole, **third, "SEXO_VICT": "F?"},
    )
    case = {"nro_carpeta_fiscal": CARPETA, "fecha_ingreso": "02/05/2018", "articulo": "153"}
    case |= {"fiscalia": "FPEDTP LIMA (SINTETICO)", "nro_atestado_pnp": "SINT-2017-000009"}
    victim = {"nro_carpeta_fiscal": CARPETA, "cod_agraviado": "A1", "sexo": "F", "edad": "16"}
    victim |= {"nacionalidad": "VENEZOLANA"}
    write_sistra(folder / "sistra.xlsx", CASOS=[case], AGRAVIADOS=[victim])
    options = LoadOptions(key=b"k" * 32)
    assert not load([folder / "reta.csv", folder / "sistra.xlsx"], graph, options).failed


def unit_of(made: Survey, name: str) -> UnitCounts:
    (unit,) = [each for each in made.units.values() if each.name.startswith(name)]
    return unit


def found(made: Survey, name: str) -> dict[Flaw, dict[str, int]]:
    return {flaw: dict(months) for flaw, months in unit_of(made, name).flaws.items()}


def test_each_unit_has_its_own_cases_and_flaws(migrated_graph: Graph, tmp_path: Path) -> None:
    load_exports(migrated_graph, tmp_path / "exports")
    heard: list[tuple[int, int]] = []

    made = survey(
        migrated_graph, "s", synthetic=True, told=lambda done, of: heard.append((done, of))
    )

    lima = unit_of(made, LIMA)
    assert dict(lima.cases) == {"2017-03": 1, "2017-04": 1}
    assert dict(lima.flawed) == {"2017-03": 1}  # April has none
    # The victim stands in two rows, and counts once.
    assert found(made, LIMA) == {Flaw("unreadable_age", "", "EDAD_VICT"): {"2017-03": 1}}
    assert found(made, ICA) == {Flaw("unknown_sex", "", "SEXO_VICT"): {"2017-03": 1}}
    assert found(made, "FPEDTP") == {
        Flaw("unknown_police_report", "CASOS", "nro_atestado_pnp"): {"2018-05": 1}
    }
    assert heard[-1] == (4, 4)


def test_a_correction_mends_the_survey(migrated_graph: Graph, tmp_path: Path) -> None:
    load_exports(migrated_graph, tmp_path / "exports")
    mended = {"NRO_REGISTRO": "SINT-2017-000003", "NRO_DOC_VICT": "00000103", "UNIDAD_PNP": ICA}
    mended |= {"NACIONALIDAD_VICT": "PERUANA", "LUGAR_NAC_VICT": "CUSCO / CUSCO / CUSCO"}
    mended |= {"DOMICILIO_VICT": "CUSCO / CUSCO / CUSCO", "APE_PATERNO_VICT": NAME}
    write_reta(tmp_path / "again.csv", mended)

    load([tmp_path / "again.csv"], migrated_graph, LoadOptions(key=b"k" * 32))

    assert found(survey(migrated_graph, "s", synthetic=True), ICA) == {}


def test_a_survey_is_kept_until_the_graph_changes(migrated_graph: Graph, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    load_exports(migrated_graph, tmp_path / "exports")
    assert kept_survey(home) is None

    first = current_survey(migrated_graph, home, 30)
    calls: list[int] = []
    again = current_survey(migrated_graph, home, 30, told=lambda done, of: calls.append(of))
    write_reta(tmp_path / "more.csv", {"NRO_REGISTRO": "SINT-2017-000004"})
    load([tmp_path / "more.csv"], migrated_graph, LoadOptions(key=b"k" * 32))
    later = current_survey(migrated_graph, home, 30)

    assert calls == []
    assert again == first
    assert unit_of(later, LIMA).cases.total() == unit_of(first, LIMA).cases.total() + 1


def test_neither_letter_nor_kept_file_has_a_value_of_a_cell(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    home = Home(tmp_path / "home")
    load_exports(migrated_graph, tmp_path / "exports")
    made = current_survey(migrated_graph, home, 30)
    told = letter(made, unit_of(made, LIMA))
    assert told is not None

    page = letter_page(told, "es")
    kept = (home.folder / "quality.json").read_text(encoding="utf-8")
    store = (home.folder / "quality.sqlite").read_bytes().decode("latin-1")

    assert "EDAD_VICT" in page
    assert "EDAD_VICT" in store
    assert "SINTÉTICO" in page
    for text in (page, kept, store):
        for value in (NAME, "QUISPE", "ROSA", "quince", "00000101", "SINT-2017", CARPETA):
            assert value not in text, value


def test_after_a_load_only_the_cases_that_it_changed_are_read_again(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    home = Home(tmp_path / "home")
    load_exports(migrated_graph, tmp_path / "exports")
    current_survey(migrated_graph, home, 30)
    mended = {"NRO_REGISTRO": "SINT-2017-000003", "NRO_DOC_VICT": "00000103", "UNIDAD_PNP": ICA}
    # The second row is the report that the carpeta names: a third case to read.
    write_reta(tmp_path / "again.csv", mended, {"NRO_REGISTRO": "SINT-2017-000009"})
    load([tmp_path / "again.csv"], migrated_graph, LoadOptions(key=b"k" * 32))
    heard: list[tuple[int, int]] = []

    followed = current_survey(migrated_graph, home, 30, told=lambda *told: heard.append(told))

    anew = survey(migrated_graph, followed.state, synthetic=followed.synthetic)
    assert heard[-1] == (3, 3)
    assert followed.units == anew.units
    assert Flaw("unknown_sex", "", "SEXO_VICT") not in found(followed, ICA)
    assert Flaw("unknown_police_report", "CASOS", "nro_atestado_pnp") not in found(
        followed, "FPEDTP"
    )


def test_a_reading_that_is_stopped_goes_on_with_the_cases_that_are_missing(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    home = Home(tmp_path / "home")
    load_exports(migrated_graph, tmp_path / "exports")
    heard: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        current_survey(migrated_graph, home, 30, told=stop)
    made = current_survey(migrated_graph, home, 30, told=lambda *told: heard.append(told))

    assert heard == [(1, 1)]  # the registrations of RETA were read before
    assert made.units == survey(migrated_graph, "s", synthetic=True).units


def test_another_profile_of_the_user_s_has_all_cases_read_again(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    home = Home(tmp_path / "home")
    load_exports(migrated_graph, tmp_path / "exports")
    heard: list[tuple[int, int]] = []
    current_survey(migrated_graph, home, 30, home.profiles)
    home.profiles.mkdir()
    (home.profiles / "mio.yaml").write_text("profile: mio\n", encoding="utf-8")

    current_survey(migrated_graph, home, 30, home.profiles, told=lambda *told: heard.append(told))

    assert heard[-1] == (4, 4)


def test_a_damaged_store_of_findings_is_begun_anew_and_an_open_one_refused(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    home = Home(tmp_path / "home")
    load_exports(migrated_graph, tmp_path / "exports")
    first = current_survey(migrated_graph, home, 30)
    store = home.folder / "quality.sqlite"
    assert store.stat().st_mode & 0o077 == 0
    for damage in (b"no database", store.read_bytes()[:5000]):
        (home.folder / "quality.json").unlink()
        store.write_bytes(damage)

        assert current_survey(migrated_graph, home, 30) == first

    (home.folder / "quality.json").unlink()
    store.chmod(0o644)
    with pytest.raises(InsecureFile):
        current_survey(migrated_graph, home, 30)


def test_a_damaged_kept_file_is_no_survey(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    path = home.make() / "quality.json"
    for text in ("", "[]", "{}", json.dumps({"form": 1}), json.dumps({"form": 99, "units": []})):
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
        assert kept_survey(home) is None, text


def test_a_unit_with_a_victim_s_name_is_shown_to_whom_may_know_her(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    load_exports(migrated_graph, tmp_path / "exports")
    victim = f"{NAME} QUISPE, ROSA"
    row = {"NRO_REGISTRO": "SINT-2017-000005", "APE_PATERNO_VICT": NAME, "UNIDAD_PNP": victim}
    write_reta(tmp_path / "more.csv", row)
    load([tmp_path / "more.csv"], migrated_graph, LoadOptions(key=b"k" * 32))
    made = survey(migrated_graph, "s", synthetic=True)
    limits = Limits(seconds=30, rows=10_000)
    assert len(made.units) == 4

    def shown(role: Role) -> Survey:
        return shown_to(made, migrated_graph, Viewer(role), limits, b"k" * 32)

    assert {unit.name for unit in shown(Role.ANALYST).named()} == {
        unit.name for unit in made.units.values()
    } - {victim}
    assert unit_of(shown(Role.INVESTIGATOR), victim) in shown(Role.INVESTIGATOR).named()
    assert letter(shown(Role.ANALYST), unit_of(made, LIMA)) is not None
    for role in (Role.PUBLIC, Role.INTEGRATOR):
        with pytest.raises(AccessDenied):
            shown(role)
    with pytest.raises(UnknownName):
        shown(Role.ANALYST).unit(victim)
    with pytest.raises(UnknownName):
        made.unit(LIMA)  # nobody was asked yet
