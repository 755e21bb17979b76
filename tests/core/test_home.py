"""The secrets of the home folder: made once, and readable by their owner only."""

import os
import threading
from pathlib import Path

import pytest
from small_files import files_of_at_most

from trama.core.errors import InsecureFile, OutputError
from trama.core.home import Home, open_private, write_private


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


def test_a_write_that_the_disk_stops_leaves_the_older_file(tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    write_private(path, "viejo")

    with files_of_at_most(4_096), pytest.raises(OSError, match="large") as stopped:
        write_private(path, "nuevo" * 4_096)

    assert stopped.value.filename == str(path)
    assert path.read_text(encoding="utf-8") == "viejo"
    assert [entry.name for entry in tmp_path.iterdir()] == ["answer.csv"]


@pytest.mark.parametrize("name", ["pseudonym.key", "engine-writer.password"])
def test_a_secret_that_others_can_read_is_told_and_not_used(tmp_path: Path, name: str) -> None:
    home = Home(tmp_path / "home")
    home.secret(name)
    (home.folder / name).chmod(0o644)

    with pytest.raises(InsecureFile) as refusal:
        home.secret(name)

    assert name in refusal.value.message()
    assert "chmod 600" in refusal.value.message()
    (home.folder / name).chmod(0o600)
    assert home.secret(name)


def test_a_secret_behind_a_link_is_not_used(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    (tmp_path / "ajeno").write_text("0" * 64, encoding="ascii")
    (home.make() / "pseudonym.key").symlink_to(tmp_path / "ajeno")

    with pytest.raises(InsecureFile):
        home.pseudonym_key()


def test_private_text_does_not_follow_a_link(tmp_path: Path) -> None:
    victim = tmp_path / "ajeno"
    victim.write_text("intacto", encoding="utf-8")
    (tmp_path / "page.html").symlink_to(victim)

    with pytest.raises(OutputError) as refusal:
        write_private(tmp_path / "page.html", "SINTETICO")
    with pytest.raises(OutputError):
        open_private(tmp_path / "page.html", empty=True)

    assert victim.read_text(encoding="utf-8") == "intacto"
    assert "enlace" in refusal.value.message()


def test_a_link_at_the_name_of_an_earlier_draft_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "ajeno"
    victim.write_text("intacto", encoding="utf-8")
    (tmp_path / f"page.html.{os.getpid()}.part").symlink_to(victim)

    write_private(tmp_path / "page.html", "SINTETICO")

    assert victim.read_text(encoding="utf-8") == "intacto"
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == "SINTETICO"


def test_a_text_that_cannot_be_written_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()

    with pytest.raises(OSError, match=r"page\.html"):
        write_private(tmp_path / "page.html", "SINTETICO")

    assert [entry.name for entry in tmp_path.iterdir()] == ["page.html"]


def test_private_text_does_not_go_to_a_file_that_has_another_name(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("theirs")
    other.chmod(0o644)
    os.link(other, tmp_path / "issues.csv")

    with pytest.raises(OutputError, match="enlace duro"):
        open_private(tmp_path / "issues.csv", empty=True)

    assert (other.read_text(), other.stat().st_mode & 0o777) == ("theirs", 0o644)


def test_private_text_does_not_go_to_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(OutputError, match="tubería"):  # and does not wait for a reader
        open_private(pipe)
    with pytest.raises(OutputError, match="tubería"):
        write_private(pipe, "x")

    assert pipe.is_fifo()


def test_the_file_of_an_open_descriptor_is_emptied_and_becomes_private(tmp_path: Path) -> None:
    path = tmp_path / "issues.csv"
    path.write_text("longer than what follows")
    path.chmod(0o666)

    with os.fdopen(open_private(path, empty=True), "w") as file:
        file.write("new")

    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o600)
