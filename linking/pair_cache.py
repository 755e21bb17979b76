"""The file that keeps what is known of pairs from one linking to the next; it can be lost.

``links.told`` has in the same form what was decided of them (``told``).

``links.cache``: a line of JSON (what the pairs were compared with), four streams of Arrow (the
tables of ``known_pairs``), and 32 bytes of a keyed digest of all before. ``links.json`` tells what
the graph held when the last linking was through. A file that is lost, cut, of another version or of
another key is as good as no file: all is compared anew, with the same result.
"""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa

from trama.core.home import private_draft, write_private
from trama.linking.known_pairs import CASE_PAIRS, CASES, NOTHING, PAIRS, PEOPLE, KnownPairs
from trama.linking.told import BLOCKS, STATES, UNITS, Told

_VERSION = 5  # rises when the tables change, or who is one person of a case, or a guard, or odds
_DIGEST = 32  # bytes
_SCHEMAS = (CASES, PEOPLE, PAIRS, CASE_PAIRS)


@dataclass(frozen=True, slots=True)
class Through:
    """The state of the graph after a linking: what was decided with, and the rows of judgements.

    ``known`` and ``told`` are the digests of the two files of tables, ``model`` the hash of the
    model, ``rows`` counts all judgements and ``of_people`` those of people. No row is ever removed:
    equal counts are equal
    rows.
    """

    known: str
    told: str
    model: str
    rows: int
    of_people: int


class PairCache:
    """The three files of a home folder, readable by its owner only."""

    def __init__(self, folder: Path, key: bytes, compared_with: Mapping[str, str]) -> None:
        """``compared_with`` names what the pairs depend on beside the records."""
        self._tables = folder / "links.cache"
        self._told = folder / "links.told"
        self._through = folder / "links.json"
        self._key = key
        with_version = {"version": _VERSION, "trama": version("trama"), **compared_with}
        self._header = json.dumps(with_version, sort_keys=True).encode() + b"\n"
        self.digest = ""

    def read(self) -> KnownPairs:
        """Return what was known; nothing if the file is not what this cache wrote."""
        tables, self.digest = self._read(self._tables, _SCHEMAS)
        return KnownPairs(*tables) if tables else NOTHING

    def write(self, known: KnownPairs) -> None:
        """Write what is known, in place of the file before.

        Raises:
            OutputError: a link stands in the file's place.
            OSError: the file cannot be written.
        """
        tables = (known.cases, known.people, known.pairs, known.case_pairs)
        self.digest = self._write(self._tables, tables)

    def read_told(self, through: Through) -> Told | None:
        """Return what was told when a linking was through, None if the file is not of it."""
        tables, digest = self._read(self._told, (UNITS, BLOCKS, STATES))
        return Told.of(*tables) if tables and digest == through.told else None

    def write_told(self, told: Told) -> str:
        """Write what was told, in place of the file before. Return the digest of the file.

        Raises:
            OutputError, OSError: as `write` does.
        """
        return self._write(self._told, told.tables())

    def _read(self, path: Path, schemas: Sequence[pa.Schema]) -> tuple[list[pa.Table], str]:
        """Return the tables of a file and its digest; nothing if this cache did not write it."""
        try:
            content = b"" if path.is_symlink() else path.read_bytes()
        except OSError:
            return [], ""
        body, digest = content[:-_DIGEST], content[-_DIGEST:]
        if not body.startswith(self._header) or digest != self._digest_of(body):
            return [], ""
        stream = io.BytesIO(body)
        stream.readline()
        tables = [pa.ipc.open_stream(stream).read_all() for _ in schemas]
        if [table.schema for table in tables] != [*schemas]:
            return [], ""
        return tables, digest.hex()

    def _write(self, path: Path, tables: Sequence[pa.Table]) -> str:
        stream = io.BytesIO()
        stream.write(self._header)
        for table in tables:
            with pa.ipc.new_stream(stream, table.schema) as writer:
                writer.write_table(table)
        body = stream.getvalue()
        digest = self._digest_of(body)
        with private_draft(path) as file:
            file.write(body)
            file.write(digest)
        return digest.hex()

    def through(self) -> Through | None:
        """Return the state after the last linking that was through, None if nobody knows."""
        try:
            through = Through(**json.loads(self._through.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return through if through.known == self.digest else None

    def write_through(self, through: Through) -> None:
        """Note that a linking is through."""
        write_private(self._through, json.dumps(asdict(through)))

    def _digest_of(self, body: bytes) -> bytes:
        return hashlib.blake2b(body, digest_size=_DIGEST, key=self._key).digest()
