"""Releases on disk: whole or not at all, remembered, and refused where nobody could know."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from made_microdata import made_microdata

from trama.access.policy import Role, Viewer
from trama.bank import publish_ledger
from trama.bank.publish import Order, publish
from trama.bank.publish_check import MANIFEST, check, check_tables
from trama.bank.publish_order import admit_publisher, licence_of, publishable_level
from trama.bank.publish_tables import LEVELS, last_year_of, layouts, people_of
from trama.core.errors import BadParameter, OutputError
from trama.core.home import Home
from trama.core.question_errors import (
    LedgerUnreadable,
    NothingToPublish,
    PublicationBroken,
    PublicationUnsafe,
    PublishingDenied,
)
from trama.disclosure.rules import Rules
from trama.disclosure.safe_tables import Table
from trama.disclosure.successive import Ledger, release

DAY = date(2026, 11, 30)
MICRODATA = made_microdata(1_500, 1)


def _order(folder: Path, **other: str) -> Order:
    order = Order(
        folder, "Oficina SINTETICO", "https://example.org/l", "macroregion", DAY, "", True
    )
    return replace(order, **other)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Home]:
    """Return a release and the home that made it."""
    folder = tmp_path_factory.mktemp("published")
    home = Home(folder / "home")
    publish(_order(folder / "first"), MICRODATA, home)
    return folder / "first", home


def test_a_release_can_be_audited_from_its_files_alone(made: tuple[Path, Home]) -> None:
    checked = check(made[0])
    assert checked.tables == 7
    assert checked.groups > checked.cells > 800


def test_no_file_names_a_person_or_a_case(made: tuple[Path, Home]) -> None:
    files = [path for path in made[0].iterdir() if path.suffix != ".xlsx"]
    assert len(files) > 10
    for path in files:
        content = path.read_bytes()
        assert b"P-SINTETICO" not in content
        assert b"C-SINTETICO" not in content
    for path in (made[1].folder / "publications").iterdir():
        assert path.stat().st_mode & 0o077 == 0


def test_every_number_is_a_multiple_of_ten_and_counts_ten_people(made: tuple[Path, Home]) -> None:
    seen = 0
    people = people_of(MICRODATA, 2026, made[1].pseudonym_key())
    assert len(people) == MICRODATA["person"].nunique()
    for layout in layouts(2026, "macroregion"):
        table = pd.read_csv(made[0] / f"{layout.name}.csv", keep_default_na=False)
        for row in table[table["people"] != ""].itertuples():
            inside = people
            for axis in layout.axes:
                node = str(getattr(row, axis.name))
                leaves = [leaf for leaf, groups in axis.groups.items() if node in (leaf, *groups)]
                inside = inside if node == "TOTAL" else inside[inside[axis.name].isin(leaves)]
            number = int(str(row.people))
            assert len(inside) >= 10
            assert number % 10 == 0
            assert abs(number - len(inside)) <= Rules().largest_error
            seen += 1
    assert seen > 100


def test_the_manifest_has_the_recipe_and_the_portal_its_record(made: tuple[Path, Home]) -> None:
    manifest = json.loads((made[0] / MANIFEST).read_text("utf-8"))
    assert manifest["unit"] == "persona"
    assert manifest["rules"] == {"minimum": 10, "base": 10, "largest_noise": 9, "scale": 3.0}
    assert manifest["synthetic"] is True
    assert "withheld" not in manifest
    record = json.loads((made[0] / "dcat.jsonld").read_text("utf-8"))
    assert record["@type"] == "dcat:Dataset"
    files = {one["dcat:downloadURL"]["@id"] for one in record["dcat:distribution"]}
    assert {"birth_year.csv", "birth_year.parquet", "tables.xlsx", "codebook.csv"} <= files
    for one in record["dcat:distribution"]:
        told = manifest["files"][one["dcat:downloadURL"]["@id"]]
        assert one["spdx:checksum"]["spdx:checksumValue"] == told["sha256"]
    for own in ("es", "en"):
        assert "SINTETICO" in (made[0] / f"README.{own}.md").read_text("utf-8")


def test_the_three_forms_of_a_table_say_the_same(made: tuple[Path, Home]) -> None:
    for layout in layouts(2026):
        text = pd.read_csv(made[0] / f"{layout.name}.csv", dtype="string", keep_default_na=False)
        packed = pd.read_parquet(made[0] / f"{layout.name}.parquet").astype("string").fillna("")
        sheet = pd.read_excel(
            made[0] / "tables.xlsx", sheet_name=layout.name, engine="calamine", dtype="string"
        ).fillna("")
        assert len(text) > 10
        for other in (packed, sheet):
            assert text.to_numpy().tolist() == other.to_numpy().tolist()


def test_the_next_release_is_remembered(made: tuple[Path, Home], tmp_path: Path) -> None:
    home = made[1]
    again = publish(_order(tmp_path / "again"), MICRODATA, home)
    assert (again.number, again.withheld) == (2, 0)
    later = publish(_order(tmp_path / "later"), MICRODATA.iloc[30:], home)
    assert later.number == 3
    assert later.withheld > 0
    assert check(tmp_path / "later").tables == 7
    with publish_ledger.locked(home) as memory:
        assert [one["release"] for one in publish_ledger.read(memory).releases] == [1, 2, 3]
    first = (made[0] / "birth_year.csv").read_bytes()
    assert (tmp_path / "again" / "birth_year.csv").read_bytes() == first


def test_a_changed_file_is_noticed(made: tuple[Path, Home], tmp_path: Path) -> None:
    for name in ("birth_year.csv", MANIFEST, "extra.txt"):
        copy = tmp_path / name
        copy.mkdir()
        for path in made[0].iterdir():
            (copy / path.name).write_bytes(path.read_bytes())
        content = (copy / name).read_bytes() if (copy / name).exists() else b""
        (copy / name).write_bytes(content.replace(b"10", b"11", 1) + b" ")
        with pytest.raises(PublicationBroken):
            check(copy)


def test_rules_laxer_than_ours_are_refused(made: tuple[Path, Home], tmp_path: Path) -> None:
    copy = tmp_path / "lax"
    copy.mkdir()
    for path in made[0].iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    manifest = json.loads((copy / MANIFEST).read_text("utf-8"))
    manifest["rules"]["minimum"] = manifest["rules"]["base"] = 5
    (copy / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(PublicationBroken, match="laxas"):
        check(copy)


def test_exact_or_contradicting_tables_do_not_pass() -> None:
    by_birth, by_residence = layouts(2026, "macroregion")[:2]
    leaves = np.full(by_birth.leaf_shape, 20)
    leaves[0, 0] = 3
    exact = by_birth.summed(leaves.ravel().astype(np.int64))
    rounded = exact // 10 * 10
    other = np.where(rounded > 50, rounded + 50, rounded)
    assert check_tables([Table(by_birth, rounded + 10 * (rounded == 0))], Rules(), repeats=False)
    for tables in (
        [Table(by_birth, exact)],
        [Table(by_birth, rounded), Table(by_residence, other)],
    ):
        with pytest.raises(PublicationUnsafe, match="--level macroregion"):
            check_tables(tables, Rules(), repeats=False)


def test_nothing_stays_behind_when_nothing_can_be_published(tmp_path: Path) -> None:
    home, target = Home(tmp_path / "home"), tmp_path / "out"
    with pytest.raises(NothingToPublish):
        publish(_order(target), MICRODATA.iloc[:8], home)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    assert not (home.folder / "publications" / "ledger.json").exists()


def test_a_folder_with_files_is_left_as_it_is(made: tuple[Path, Home], tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(OutputError):
        publish(_order(tmp_path), MICRODATA, made[1])
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("broken", ["ledger", "state", "key"])
def test_without_its_memory_a_home_publishes_nothing(
    made: tuple[Path, Home], tmp_path: Path, broken: str
) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(made[1].folder, home.folder)
    memory = home.folder / "publications"
    if broken == "ledger":
        (memory / "ledger.json").write_text("{}")
    elif broken == "state":
        next(memory.glob("state-*.npz")).unlink()
    else:
        (home.folder / "pseudonym.key").unlink()
    with pytest.raises(LedgerUnreadable):
        publish(_order(tmp_path / "two"), MICRODATA, home)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_coarser_table_has_the_same_numbers_for_its_groups(made: tuple[Path, Home]) -> None:
    key = made[1].pseudonym_key()
    people = people_of(MICRODATA, 2026, key)
    fine, coarse = (
        release(layouts(2026, level), people, Rules(), key, Ledger()).ledger.told
        for level in LEVELS
    )
    assert len(fine) > len(coarse) > 500
    assert all(fine[cell].number == told.number for cell, told in coarse.items())


def test_only_a_supervisor_or_a_lone_owner_publishes() -> None:
    admit_publisher(Viewer(Role.SUPERVISOR), owner_alone=False)
    admit_publisher(Viewer(Role.ANALYST), owner_alone=True)
    for role in set(Role) - {Role.SUPERVISOR}:
        with pytest.raises(PublishingDenied):
            admit_publisher(Viewer(role), owner_alone=False)


def test_a_licence_is_a_known_name_or_an_address() -> None:
    assert licence_of("CC-BY-4.0").startswith("https://creativecommons.org")
    assert licence_of("https://example.org/l") == "https://example.org/l"
    for wrong in ("libre", "http://example.org", "https://a b"):
        with pytest.raises(BadParameter):
            licence_of(wrong)


def test_a_level_is_asked_for_in_both_languages_and_may_not_be_finer() -> None:
    assert publishable_level("macrorregión") == publishable_level("macroregion") == "macroregion"
    assert publishable_level("departamento") == "department"
    for finer in ("provincia", "district"):
        with pytest.raises(BadParameter, match="departamento o macrorregión"):
            publishable_level(finer)


def test_each_person_counts_once_in_their_first_year() -> None:
    rows = MICRODATA.iloc[[0, 0, 0]].copy()
    rows["year"] = pd.array([2024, None, 2019], dtype="Int64")
    rows["case"] = ["C-3", "C-1", "C-2"]
    people = people_of(rows, last_year_of(DAY), b"k" * 32)
    assert people["year"].tolist() == ["2019"]
