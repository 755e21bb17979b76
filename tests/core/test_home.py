"""The secrets of the home folder: made once, and readable by their owner only."""

import threading
from pathlib import Path

from trama.core.home import Home, write_private


def test_a_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    secret = home.secret("prueba")

    assert len(bytes.fromhex(secret)) == 32
    assert home.secret("prueba") == secret
    assert home.secret("otra") != secret
    assert sorted(path.name for path in home.folder.iterdir()) == ["otra", "prueba"]


def test_only_the_owner_reads_the_folder_and_its_secrets(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.pseudonym_key()

    assert home.folder.stat().st_mode & 0o777 == 0o700
    assert (home.folder / "pseudonym.key").stat().st_mode & 0o777 == 0o600


def test_two_that_make_a_secret_at_once_get_the_same(tmp_path: Path) -> None:
    home, start = Home(tmp_path / "home"), threading.Barrier(8)
    secrets: list[str] = []

    def make() -> None:
        start.wait()
        secrets.append(home.secret("prueba"))

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(secrets) == 8
    assert len(set(secrets)) == 1


def test_a_private_text_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    path.write_text("viejo", encoding="utf-8")
    write_private(path, "nuevo")

    assert path.read_text(encoding="utf-8") == "nuevo"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["tokens.json"]
