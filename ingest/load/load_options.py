"""The options of a load."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from trama.access.pseudonyms import pseudonym
from trama.canonical.rebuild import Deriving
from trama.canonical.rules import shipped_rules
from trama.core.errors import Language
from trama.core.home import check_apart
from trama.ingest.load.issues import check_writable
from trama.profiles.library import load_profile


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadOptions:
    """The options of a load.

    ``key`` makes the pseudonyms (Home.pseudonym_key). ``profile`` is a name or a path for all
    files, None to guess each file's profile. ``dry_run`` gives the same report and writes nothing.
    ``issues`` is the path of the CSV of issues, in ``language``. ``shipped`` adds the data inside
    the package. ``lock`` is a file by which the loads of one installation take turns.
    ``own_profiles`` is the folder of the profiles that the user keeps. ``first_load_rows`` is the
    number of rows from which a load into a graph without cases goes through the embedded engine's
    own door: fewer are soon written by Cypher, and each of their transactions stands.
    ``bulk_dir`` is the folder for the files of a first load through ``neo4j-admin``, None to write
    to the graph.
    """

    key: bytes
    profile: str | None = None
    dry_run: bool = False
    issues: Path | None = None
    language: Language = "es"
    shipped: bool = False
    lock: Path | None = None
    own_profiles: Path | None = None
    first_load_rows: int = 5_000
    bulk_dir: Path | None = None

    def check(self, paths: Iterable[Path]) -> None:
        """Check what can be checked before files are read.

        Raises:
            OutputError: the issues cannot be written to the path given.
            UnknownName, DeclarationError: the profile asked for does not exist, or is wrong.
        """
        if self.profile is not None:
            load_profile(self.profile, self.own_profiles)
        if self.issues is not None:
            check_writable(self.issues)
            check_apart(self.issues, [*paths, Path(self.profile or "")])

    def deriving(self) -> Deriving:
        """Return the rules and the pseudonyms by which the canonical layer is derived."""
        return Deriving(shipped_rules(), partial(pseudonym, key=self.key))
