"""The home folder: where one installation keeps its graph, passwords, keys and tokens."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

OWNER_ONLY_FOLDER = 0o700
OWNER_ONLY_FILE = 0o600


@dataclass(frozen=True, slots=True)
class Home:
    """The paths inside a home folder; nothing is made before it is needed."""

    folder: Path

    @property
    def engine(self) -> Path:
        """Where the embedded engine keeps its databases, its settings and its log."""
        return self.folder / "engine"

    @property
    def tokens(self) -> Path:
        """The hashed tokens of the API."""
        return self.folder / "tokens.json"

    def make(self) -> Path:
        """Makes the folder, readable by its owner only, and returns it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(OWNER_ONLY_FOLDER)
        return self.folder

    def pseudonym_key(self) -> bytes:
        """Returns the key of the pseudonyms (32 bytes), made at the first call.

        It stays outside the graph: who holds a copy of the graph alone cannot tell whether a
        pseudonym belongs to a known person.
        """
        return bytes.fromhex(self.secret("pseudonym.key"))

    def secret(self, name: str) -> str:
        """Returns the secret kept in the file ``name`` (64 hexadecimal digits), made when absent.

        Two processes that make it at the same time both return the one that was written first.
        """
        path = self.make() / name
        try:
            return path.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            draft = path.with_name(f".{name}.{os.getpid()}.{secrets.token_hex(4)}")
            write_private(draft, secrets.token_hex(32))
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
            return path.read_text(encoding="ascii").strip()


def write_private(path: Path, text: str) -> None:
    """Writes ``text`` into ``path`` so that only its owner can read it, never half of it.

    The file has its final mode before the first byte is in it.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY_FILE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
