"""The account of a load: for each file and sheet what became of its rows."""

from dataclasses import asdict, dataclass, field

from trama.ingest.load.reconcile import RowOutcome


@dataclass(slots=True)
class SheetReport:
    """The rows of one sheet; ``rows`` is always the sum of the four outcomes."""

    rows: int = 0
    loaded: int = 0
    unchanged: int = 0
    merged: int = 0
    rejected: int = 0
    issues: int = 0

    def count(self, outcome: RowOutcome, rows: int = 1) -> None:
        """Counts rows of one outcome."""
        self.rows += rows
        setattr(self, outcome.value, getattr(self, outcome.value) + rows)


@dataclass(slots=True)
class FileReport:
    """One file of a load; ``error`` says why it, or a sheet of it, could not be read.

    ``sheets`` are those that were read.
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
    """What became of every row of a load.

    ``issues`` is the path of the CSV with what was found wrong, None when none was asked for.
    """

    files: list[FileReport] = field(default_factory=list)
    dry_run: bool = False
    seconds: float = 0.0
    routes: int = 0
    issues: str | None = None

    @property
    def rejected(self) -> int:
        """How many rows were rejected, over all files."""
        return sum(file.total.rejected for file in self.files)

    @property
    def failed(self) -> bool:
        """Whether a file, or a sheet of one, could not be read."""
        return any(file.error is not None for file in self.files)

    def document(self) -> dict[str, object]:
        """Returns the account as JSON can hold it."""
        return {
            "files": [asdict(file) for file in self.files],
            "dry_run": self.dry_run,
            "seconds": self.seconds,
            "routes": self.routes,
            "issues": self.issues,
        }
