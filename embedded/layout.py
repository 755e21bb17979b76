"""The paths of the embedded engine's files inside the home folder."""

from dataclasses import dataclass
from pathlib import Path

from trama.core.home import OWNER_ONLY_FOLDER, Home

DATABASE = "trama"
"""The engine's only database."""

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of one embedded engine; all are readable by their owner only."""

    folder: Path

    @property
    def settings(self) -> Path:
        """The folder of the engine's own settings: its users and what each group may do."""
        return self.folder / "config"

    @property
    def database(self) -> Path:
        """The folder of the graph's own files."""
        return self.folder / "databases" / DATABASE

    @property
    def state(self) -> Path:
        """The file that names the serving processes and their ports; absent if nothing serves."""
        return self.folder / "state.json"

    @property
    def failure(self) -> Path:
        """The reason why the last start failed; absent after a start that succeeded."""
        return self.folder / "failure.txt"

    @property
    def alive(self) -> Path:
        """The lock that the supervisor holds for as long as it lives."""
        return self.folder / "alive.lock"

    @property
    def in_use(self) -> Path:
        """The lock that every process that uses the engine holds, shared."""
        return self.folder / "in-use.lock"

    @property
    def starting(self) -> Path:
        """The lock of the one process that starts the engine."""
        return self.folder / "starting.lock"

    def turns(self, number: int) -> tuple[Path, ...]:
        """Return the locks of so many heavy queries at once; each query holds one of them."""
        return tuple(self.folder / f"turn-{one}.lock" for one in range(1, number + 1))

    @property
    def log(self) -> Path:
        """The log of the engine and its supervisor."""
        return self.folder / "engine.log"

    def make(self) -> None:
        """Make the folders that must exist before the engine starts."""
        for folder in (self.folder, self.settings, self.folder / "log"):
            folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)


def layout_of(home: Home) -> Layout:
    """Return the layout of the engine of ``home``; make its folders if they are absent."""
    home.make()
    layout = Layout(home.engine)
    layout.make()
    return layout
