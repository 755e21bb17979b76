"""The progress of a learner: one private file in the home folder, which never leaves it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from trama.core.home import Home, read_private, write_private

_FILE = "training.json"


@dataclass(frozen=True, slots=True)
class Done:
    """An exercise that was done: the ISO day, the wrong tries, and whether the answer was shown."""

    day: str
    wrong: int
    shown: bool


class Progress:
    """The exercises that were done, by name. A damaged file counts as none."""

    def __init__(self, home: Home) -> None:
        self._home = home

    @property
    def _path(self) -> Path:
        return self._home.folder / _FILE

    def done(self) -> Mapping[str, Done]:
        """Return what was done."""
        try:
            kept = json.loads(read_private(self._path))
            return {name: Done(**one) for name, one in kept.items()}
        except (FileNotFoundError, ValueError, TypeError, AttributeError):
            return {}

    def add(self, name: str, wrong: int, *, shown: bool) -> None:
        """Store that an exercise was done today."""
        today = date.today().isoformat()  # noqa: DTZ011 - the learner's day
        kept = {**self.done(), name: Done(today, wrong, shown)}
        self._home.make()
        write_private(self._path, json.dumps({key: asdict(one) for key, one in kept.items()}))

    def reset(self) -> None:
        """Forget everything."""
        self._path.unlink(missing_ok=True)
