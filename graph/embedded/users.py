"""The accounts of the embedded engine: who may write, who may only read.

The engine keeps them in two files. Writing these ourselves, as hashes and readable by their owner
only, keeps the passwords off the command line, where every user of the machine could read them.
"""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass

from trama.core.home import Home, write_private
from trama.graph.embedded.layout import DATABASE, Layout

# What the engine itself uses (arcadedb.server.saltIterations); it hashes with the salt's base64
# text, not with its bytes.
_ITERATIONS = 65_536

_EVERY_RECORD = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]

# `updateSecurity`, which would also open LOAD CSV and IMPORT DATABASE, belongs to nobody.
_GROUPS = {
    "writers": {"access": ["updateSchema"], "types": {"*": {"access": _EVERY_RECORD}}},
    "readers": {"access": [], "types": {"*": {"access": ["readRecord"]}}},
    "*": {"access": [], "types": {"*": {"access": []}}},
}


@dataclass(frozen=True, slots=True)
class EngineUser:
    """A user of the embedded engine."""

    name: str
    password: str

    def __repr__(self) -> str:
        return f"EngineUser({self.name})"


def writer(home: Home) -> EngineUser:
    """Returns the account that writes records and the schema; its password is made once."""
    return EngineUser("writer", home.secret("engine-writer.password"))


def reader(home: Home) -> EngineUser:
    """Returns the account that can read records and nothing else."""
    return EngineUser("reader", home.secret("engine-reader.password"))


def write_users(home: Home, layout: Layout) -> None:
    """Writes the engine's files of users and groups; earlier ones are replaced.

    The engine insists on a user `root`: nobody knows its password, it may enter no database.
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
