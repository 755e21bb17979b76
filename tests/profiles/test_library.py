"""The shipped profiles, and profiles in files."""

from pathlib import Path

import pytest

from trama.core.errors import DeclarationError, InputError, UnknownName
from trama.profiles.library import check_profile, load_profile, profile_names, profile_text


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
