"""The report of a load: for each file and sheet, the number of rows by outcome.

The report balances: every data row of a sheet ends in exactly one outcome. The first of these steps
that settles a row counts it:

1. Mapping rejects a row without a case key, or with cells that fit no header: ``REJECTED``.
2. The spool skips an exact repeat of a row of the same sheet: ``MERGED``.
3. If only child rows name a case, here and in the graph, all its rows are ``REJECTED``.
4. If the graph knows every mention of a case, all its rows are ``UNCHANGED``.
5. Any other row is ``LOADED`` if one of its mentions makes or corrects a record, else
   ``UNCHANGED``.

A statistic has no cases: after step 1, ``ObservationLoader`` gives each of its rows an outcome.

Example: the sheet AGRAVIADOS has a new victim on line 2, the same row again on line 3, a victim
that the graph knows on line 4, a victim of a carpeta that nobody knows on line 5, and a TOTAL on
line 6. Its report: rows 5 = loaded 1 + unchanged 1 + merged 1 + rejected 2.
"""

from dataclasses import asdict, dataclass, field

from trama.incoming.rows import RowOutcome


@dataclass(slots=True)
class SheetReport:
    """The rows of one sheet. ``rows`` is always the sum of the four outcomes."""

    rows: int = 0
    loaded: int = 0
    unchanged: int = 0
    merged: int = 0
    rejected: int = 0
    issues: int = 0

    def count(self, outcome: RowOutcome, rows: int = 1) -> None:
        """Add rows of one outcome."""
        self.rows += rows
        setattr(self, outcome.value, getattr(self, outcome.value) + rows)


@dataclass(slots=True)
class FileReport:
    """One file of a load. ``sheets`` holds the sheets that were read, by name.

    ``error`` is the reason why the file, or a sheet of the file, could not be read; else None.
    """

    file: str
    sha256: str = ""
    profile: str = ""
    sheets: dict[str, SheetReport] = field(default_factory=dict)
    seconds: float = 0.0
    error: str | None = None

    @property
    def total(self) -> SheetReport:
        """The sums over all sheets."""
        total = SheetReport()
        for sheet in self.sheets.values():
            for name, value in asdict(sheet).items():
                setattr(total, name, getattr(total, name) + value)
        return total


@dataclass(slots=True)
class LoadReport:
    """The result of a load: for each file and sheet, what became of its rows.

    ``routes`` is the number of routes that were counted anew, 0 in a dry run. ``issues`` is the
    path of the CSV of issues, None if the caller wanted no CSV. ``codes`` has the number of issues
    by the code of their defect, the most frequent first. ``spent`` has the seconds of each part of
    the load (`trama.core.time_spent`). ``bulk_dir`` is the folder of the files for ``neo4j-admin``;
    ``routes`` then counts those still to be counted. ``door_refused`` is why the engine's own door
    was not used for a first load, None if it was or need not be.
    """

    files: list[FileReport] = field(default_factory=list)
    dry_run: bool = False
    seconds: float = 0.0
    routes: int = 0
    issues: str | None = None
    codes: dict[str, int] = field(default_factory=dict)
    spent: dict[str, float] = field(default_factory=dict)
    bulk_dir: str | None = None
    door_refused: str | None = None

    @property
    def rejected(self) -> int:
        """The number of rejected rows, over all files."""
        return sum(file.total.rejected for file in self.files)

    @property
    def failed(self) -> bool:
        """Return whether a file, or a sheet of a file, could not be read."""
        return any(file.error is not None for file in self.files)

    def share_out(self, seconds: float) -> None:
        """Add the time of writing to the files, in proportion to their rows."""
        all_rows = sum(file.total.rows for file in self.files)
        for file in self.files:
            share = seconds * file.total.rows / all_rows if all_rows else 0.0
            file.seconds = round(file.seconds + share, 3)

    def document(self) -> dict[str, object]:
        """Return the report as JSON can hold it."""
        return {
            "files": [asdict(file) for file in self.files],
            "dry_run": self.dry_run,
            "seconds": self.seconds,
            "routes": self.routes,
            "issues": self.issues,
            "codes": self.codes,
            "spent": self.spent,
            "bulk_dir": self.bulk_dir,
            "door_refused": self.door_refused,
        }
