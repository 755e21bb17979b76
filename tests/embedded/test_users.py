"""The users of the embedded engine: their passwords, hashes and permissions."""

import base64
import hashlib
import json
import stat
from pathlib import Path

from trama.core.home import Home
from trama.embedded.layout import layout_of
from trama.embedded.users import reader, write_users, writer


def users(home: Home) -> dict[str, dict[str, object]]:
    layout = layout_of(home)
    write_users(home, layout)
    lines = (layout.settings / "server-users.jsonl").read_text().splitlines()
    return {user["name"]: user for user in map(json.loads, lines)}


def test_a_password_is_made_once_and_differs_between_users(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")

    assert writer(home) == writer(home)
    assert writer(home).password != reader(home).password
    assert len(reader(home).password) == 64


def test_the_engine_gets_the_hash_and_never_the_password(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")

    _, rounds, salt, digest = str(users(home)["reader"]["password"]).split("$")

    hashed = hashlib.pbkdf2_hmac(
        "sha256", reader(home).password.encode(), salt.encode(), int(rounds)
    )
    assert base64.b64encode(hashed).decode() == digest
    file = layout_of(home).settings / "server-users.jsonl"
    assert reader(home).password not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_reader_may_read_records_and_nothing_else(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    written = users(home)
    groups = json.loads((layout_of(home).settings / "server-groups.json").read_text())
    readers = groups["databases"]["*"]["groups"]["readers"]

    assert written["reader"]["databases"] == {"trama": ["readers"]}
    assert readers["access"] == []
    assert readers["types"] == {"*": {"access": ["readRecord"]}}


def test_nobody_knows_the_password_of_root_and_root_enters_no_database(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")

    first, second = users(home)["root"], users(home)["root"]

    assert first["databases"] == {}
    assert first["password"] != second["password"]


def test_a_user_does_not_show_its_password(tmp_path: Path) -> None:
    user = reader(Home(tmp_path / "home"))

    assert user.password not in repr(user)
