"""The home folder of an installation: its graph, passwords, keys and tokens."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

OWNER_ONLY_FOLDER = 0o700
OWNER_ONLY_FILE = 0o600


@dataclass(frozen=True, slots=True)
class Home:
    """The paths inside a home folder. A path is made when it is first needed."""

    folder: Path

    @property
    def engine(self) -> Path:
        """The folder of the embedded engine: its databases, its settings and its log."""
        return self.folder / "engine"

    @property
    def tokens(self) -> Path:
        """The file of the hashed tokens of the API."""
        return self.folder / "tokens.json"

    @property
    def profiles(self) -> Path:
        """The folder of the profiles that the user keeps."""
        return self.folder / "profiles"

    def make(self) -> Path:
        """Make the folder, readable by its owner only, and return it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(OWNER_ONLY_FOLDER)
        return self.folder

    def pseudonym_key(self) -> bytes:
        """Return the key of the pseudonyms (32 bytes); the first call makes it.

        The key stays outside the graph. So a copy of the graph alone does not show whether a
        pseudonym belongs to a known person.
        """
        return bytes.fromhex(self.secret("pseudonym.key"))

    def secret(self, name: str) -> str:
        """Return the secret in the file ``name`` (64 hexadecimal digits); make an absent secret.

        If two processes make it at the same time, both return the secret that was written first.
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


def write_private(path: Path, content: str | bytes) -> None:
    """Write a text (UTF-8) or bytes into ``path``, readable by its owner only, whole or not at all.

    The file gets its mode before its first byte.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
