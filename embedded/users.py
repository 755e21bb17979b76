"""The users of the embedded engine: a writer, and a reader that can only read.

The engine reads its users and groups from two files. Trama writes both: they contain hashes, and
only their owner can read them. So no password appears on a command line, which every user of the
machine can read.
"""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass

from trama.core.home import Home, write_private
from trama.embedded.layout import DATABASE, Layout

# Rounds of PBKDF2, as many as the engine uses (arcadedb.server.saltIterations). The engine hashes
# with the salt's base64 text, not with its bytes.
_ITERATIONS = 65_536

READER = "reader"
READER_PASSWORD = "engine-reader.password"  # noqa: S105 - the name of a file
"""The user that can only read, and the file of the home folder that holds its password."""

_EVERY_RECORD = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]

# No group has `updateSecurity`: it would also permit LOAD CSV and IMPORT DATABASE.
_GROUPS = {
    "writers": {"access": ["updateSchema"], "types": {"*": {"access": _EVERY_RECORD}}},
    "readers": {"access": [], "types": {"*": {"access": ["readRecord"]}}},
    "*": {"access": [], "types": {"*": {"access": []}}},
}


@dataclass(frozen=True, slots=True)
class EngineUser:
    """A user of an engine, embedded or Neo4j. Its ``repr`` hides the password."""

    name: str
    password: str

    def __repr__(self) -> str:
        return f"EngineUser({self.name})"


def writer(home: Home) -> EngineUser:
    """Return the user that writes records and the schema. The first call makes its password."""
    return EngineUser("writer", home.secret("engine-writer.password"))


def reader(home: Home) -> EngineUser:
    """Return the user that can only read records. The first call makes its password."""
    return EngineUser(READER, home.secret(READER_PASSWORD))


def write_users(home: Home, layout: Layout) -> None:
    """Write the engine's files of users and groups, replacing earlier files.

    The engine insists on a user `root`. Nobody knows its password, and it may enter no database.
    """
    users = [
        _user(writer(home), {DATABASE: ["writers"]}),
        _user(reader(home), {DATABASE: ["readers"]}),
        _user(EngineUser("root", secrets.token_hex(32)), {}),
    ]
    lines = "".join(json.dumps(user) + "\n" for user in users)
    write_private(layout.settings / "server-users.jsonl", lines)
    limits = {"resultSetLimit": -1, "readTimeout": -1}
    groups = {name: limits | group for name, group in _GROUPS.items()}
    document = {"databases": {"*": {"groups": groups}}, "version": 2}
    write_private(layout.settings / "server-groups.json", json.dumps(document, indent=1))


def _user(user: EngineUser, databases: dict[str, list[str]]) -> dict[str, object]:
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    digest = hashlib.pbkdf2_hmac(
        "sha256", user.password.encode(), salt.encode(), _ITERATIONS, dklen=32
    )
    hashed = base64.b64encode(digest).decode()
    return {
        "name": user.name,
        "databases": databases,
        "password": f"PBKDF2WithHmacSHA256${_ITERATIONS}${salt}${hashed}",
    }
