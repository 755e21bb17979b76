"""`trama evidence`: exit codes and sentences of a check, without a graph; the key of a home."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_pack import KEY, small_pack

from trama.evidence.signing import fingerprint, public_pem


def trama(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("TRAMA_")}
    return subprocess.run(
        [sys.executable, "-m", "trama.cli", "evidence", *words],
        env={**kept, "TRAMA_HOME": str(home), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    file = tmp_path / "pack.zip"
    file.write_bytes(small_pack())
    return file


def test_a_whole_pack_needs_no_home_and_says_whose_key_must_be_compared(
    tmp_path: Path, pack: Path
) -> None:
    home = tmp_path / "home"
    done = trama(home, "verify", str(pack))

    assert done.returncode == 0
    assert "íntegro" in done.stdout
    assert fingerprint(KEY.public_key()) in done.stdout
    assert "compare la huella" in done.stdout
    assert not home.exists()


def test_a_trusted_key_needs_no_comparing(tmp_path: Path, pack: Path) -> None:
    key = tmp_path / "key.pub"
    key.write_bytes(public_pem(KEY.public_key()))
    done = trama(tmp_path / "home", "verify", str(pack), "--key", str(key), "--lang", "en")

    assert done.returncode == 0
    assert "with the key that you gave" in done.stdout
    assert "compare" not in done.stdout


def test_a_changed_byte_ends_with_1_and_its_place(tmp_path: Path, pack: Path) -> None:
    data = pack.read_bytes()
    at = data.index(b"PE-08,3") + len("PE-08,")
    pack.write_bytes(data[:at] + b"4" + data[at + 1 :])
    done = trama(tmp_path / "home", "verify", str(pack))
    told = json.loads(trama(tmp_path / "home", "verify", str(pack), "--json").stdout)

    assert done.returncode == 1
    assert done.stdout.splitlines() == ["Cambió data/01-short.csv, byte 21."]
    assert told["whole"] is False
    assert [(one["file"], one["first"]) for one in told["problems"]] == [("data/01-short.csv", 20)]


def test_the_key_of_a_home_is_made_once_and_kept_from_others(tmp_path: Path, pack: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "office.pub"
    first = json.loads(trama(home, "key", "--json").stdout)
    shown = trama(home, "key", "-o", str(out))
    other = trama(tmp_path / "home", "verify", str(pack), "--key", str(out))

    assert json.loads(trama(home, "key", "--json").stdout) == first
    assert first["fingerprint"] in shown.stderr
    assert out.read_text() == first["pem"]
    assert (home / "evidence.key").stat().st_mode & 0o777 == 0o600
    assert other.returncode == 1
    assert "otra clave" in other.stdout


def test_what_cannot_be_read_says_so(tmp_path: Path, pack: Path) -> None:
    home = tmp_path / "home"
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "evidence.key").write_text("no es una clave")
    (broken / "evidence.key").chmod(0o600)

    for done in (
        trama(home, "verify", str(tmp_path / "nada.zip")),
        trama(home, "verify", str(tmp_path)),
        trama(home, "verify", str(pack), "--key", str(pack)),
        trama(broken, "key"),
    ):
        assert done.returncode == 1
        assert done.stderr.startswith("✗ No se puede leer")
