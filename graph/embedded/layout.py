"""Where the embedded engine keeps its things inside the home folder."""

from dataclasses import dataclass
from pathlib import Path

from trama.core.home import OWNER_ONLY_FOLDER, Home

DATABASE = "trama"
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of one embedded engine; all are readable by their owner only."""

    folder: Path

    @property
    def settings(self) -> Path:
        """The engine's own settings: its accounts and what each group may do."""
        return self.folder / "config"

    @property
    def state(self) -> Path:
        """Which processes serve and at which ports; absent while nothing serves."""
        return self.folder / "state.json"

    @property
    def failure(self) -> Path:
        """Why the last start failed; absent after one that succeeded."""
        return self.folder / "failure.txt"

    @property
    def alive(self) -> Path:
        """Locked by the supervisor for as long as it lives."""
        return self.folder / "alive.lock"

    @property
    def in_use(self) -> Path:
        """Locked, shared, by every process that uses the engine."""
        return self.folder / "in-use.lock"

    @property
    def starting(self) -> Path:
        """Locked by the one process that starts the engine."""
        return self.folder / "starting.lock"

    @property
    def log(self) -> Path:
        """What the engine and its supervisor say."""
        return self.folder / "engine.log"

    def make(self) -> None:
        """Makes the folders that must be there before the engine starts."""
        for folder in (self.folder, self.settings, self.folder / "log"):
            folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)


def layout_of(home: Home) -> Layout:
    """Returns the places of the engine of ``home``, made if they were not there."""
    home.make()
    layout = Layout(home.engine)
    layout.make()
    return layout
