"""Tables are built only from the releases that their scripts name and pyproject.toml pins."""

import tomllib
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import build_gazetteer
import build_subdivisions
import pytest
from releases import OtherRelease, check_releases

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
SCRIPTS = [build_gazetteer, build_subdivisions]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.__name__)
def test_pyproject_pins_the_releases_that_a_table_is_built_from(script: ModuleType) -> None:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    pins = {f"{package}=={release}" for package, release in script.BUILT_FROM.items()}

    assert pins
    assert pins <= set(project["optional-dependencies"]["dev"])


def test_the_installed_releases_pass() -> None:
    check_releases("table.csv", {"pycountry": version("pycountry"), "babel": version("babel")})


def test_another_release_is_named_with_the_table_and_the_remedy() -> None:
    with pytest.raises(OtherRelease) as raised:
        check_releases("table.csv", {"pycountry": "1.2.3"})

    message = str(raised.value)
    assert "table.csv is built from pycountry 1.2.3" in message
    assert f"pycountry {version('pycountry')} is installed" in message
    assert "Install pycountry==1.2.3" in message


def test_subdivisions_are_not_built_from_another_release(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_subdivisions, "BUILT_FROM", {"pycountry": "1.2.3"})

    with pytest.raises(OtherRelease, match=r"subdivisions\.csv is built from pycountry"):
        build_subdivisions.build()


def test_the_gazetteer_is_not_built_from_another_release(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(build_gazetteer, "BUILT_FROM", {"babel": "1.2.3"})

    with pytest.raises(OtherRelease, match=r"locations\.csv is built from babel"):
        build_gazetteer.build(tmp_path)


def test_a_script_stops_with_the_message_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(build_subdivisions, "BUILT_FROM", {"pycountry": "1.2.3"})
    output = tmp_path / "subdivisions.csv"

    with pytest.raises(SystemExit, match=r"Install pycountry==1\.2\.3"):
        build_subdivisions.main([str(output)])

    assert not output.exists()
