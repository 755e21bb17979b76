"""The shipped profiles, and profiles in files."""

from pathlib import Path

import pytest

from trama.core.errors import DeclarationError, InputError, NameTaken, UnknownName
from trama.profiles.library import (
    check_profile,
    forget_profile,
    keep_profile,
    load_profile,
    profile_names,
    profile_text,
)


def test_the_shipped_profiles_are_these() -> None:
    assert profile_names() == (
        "htcds_2",
        "htcds_2_template",
        "published_totals",
        "reta_cases",
        "reta_open_data",
        "sistra_cases",
    )


@pytest.mark.parametrize("name", profile_names())
def test_each_shipped_profile_is_right_and_bears_its_name(name: str) -> None:
    assert check_profile(name).problems == ()
    assert load_profile(name).name == name


def test_a_row_of_sistra_without_a_key_is_never_of_the_case_above() -> None:
    tables = load_profile("sistra_cases").tables

    assert {table.name: table.fill_down for table in tables} == dict.fromkeys(
        ("CASOS", "AGRAVIADOS", "IMPUTADOS", "HECHOS"), False
    )


def test_an_unknown_name_says_which_exist() -> None:
    with pytest.raises(UnknownName, match="reta_cases"):
        load_profile("reta_casos")


def test_a_bad_profile_in_a_file_says_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "mio.yaml"
    path.write_text(
        profile_text("reta_cases").replace("read: case_number", "read: caso"), encoding="utf-8"
    )

    with pytest.raises(DeclarationError) as raised:
        load_profile(path)
    assert f"{path}:" in str(raised.value)
    assert "«caso» no existe" in str(raised.value)
    assert "did you mean" in raised.value.message("en") or "expected" in raised.value.message("en")


def test_a_profile_that_is_no_text_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "mio.yaml"
    path.write_bytes(b"\xff\xfe\x00profile")

    with pytest.raises(InputError):
        load_profile(path)


def test_the_digest_changes_with_the_text(tmp_path: Path) -> None:
    path = tmp_path / "mio.yaml"
    path.write_text(profile_text("reta_cases") + "# otra línea\n", encoding="utf-8")

    assert load_profile(path).digest != load_profile("reta_cases").digest
    assert load_profile(path).tables == load_profile("reta_cases").tables


OWN = """
profile: mio
registry: {new: UNIDAD_SINTETICA}
es: Casos de una unidad (SINTETICO)
en: Cases of a unit (SINTETICO)
tables:
  CASOS:
    key: Caso
    columns: {Caso: [], Edad: []}
    accounts:
      - about: case
        fields:
          case_number: {read: case_number, from: Caso}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "home" / "profiles"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "perfil.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_a_kept_profile_is_known_by_its_name_and_can_be_forgotten(written: Path, own: Path) -> None:
    kept = keep_profile(written, own)
    written.unlink()

    assert (kept.name, load_profile("mio", own)) == ("mio", kept)
    assert set(profile_names(own)) - set(profile_names()) == {"mio"}

    forget_profile("mio", own)
    with pytest.raises(UnknownName):
        load_profile("mio", own)


def test_another_profile_of_a_kept_name_is_kept_only_if_asked(written: Path, own: Path) -> None:
    keep_profile(written, own)
    keep_profile(written, own)
    written.write_text(OWN.replace("una unidad", "otra unidad"), encoding="utf-8")

    with pytest.raises(NameTaken, match="--replace"):
        keep_profile(written, own)
    keep_profile(written, own, replace=True)

    assert load_profile("mio", own).es == "Casos de otra unidad (SINTETICO)"


@pytest.mark.parametrize("name", ["../mio", "mío/otro", ".oculto"])
def test_a_kept_profile_is_a_file_of_its_folder(written: Path, own: Path, name: str) -> None:
    written.write_text(OWN.replace("profile: mio", f"profile: {name}"), encoding="utf-8")

    with pytest.raises(DeclarationError, match="letras, cifras"):
        keep_profile(written, own)
    assert not own.exists()


def test_a_profile_with_a_problem_or_a_shipped_name_is_not_kept(written: Path, own: Path) -> None:
    written.write_text(OWN.replace("read: case_number", "read: caso"), encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"perfil\.yaml:\d+"):
        keep_profile(written, own)
    written.write_text(OWN.replace("profile: mio", "profile: reta_cases"), encoding="utf-8")
    with pytest.raises(NameTaken, match="viene con Trama"):
        keep_profile(written, own)

    assert not own.exists()


def test_a_shipped_profile_cannot_be_forgotten(own: Path) -> None:
    with pytest.raises(UnknownName):
        forget_profile("reta_cases", own)
