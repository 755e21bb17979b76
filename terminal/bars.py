"""Progress bars of long commands on a terminal: how much is done, at which rate, how long it takes.

A bar is drawn for each phase of the work. Nothing is drawn if standard error is no terminal.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from trama.ingest.load.progress import Phase, Progress
from trama.terminal.session import Session

if TYPE_CHECKING:
    from rich.progress import TaskID


class Bars:
    """The bars of one command; use it in a ``with`` block."""

    def __init__(self, session: Session) -> None:
        from rich import progress as rich

        self._names: Mapping[Phase, str] = {
            Phase.READING: session.say("leyendo", "reading"),
            Phase.BLOCKING: session.say("buscando pares", "finding pairs"),
            Phase.COMPARING: session.say("comparando", "comparing"),
            Phase.DECIDING: session.say("decidiendo", "deciding"),
            Phase.WRITING: session.say("casos", "cases"),
            Phase.ROUTES: session.say("rutas", "routes"),
        }
        self._progress = rich.Progress(
            rich.TextColumn("{task.description}"),
            rich.BarColumn(),
            rich.TextColumn("{task.completed:.0f}  {task.fields[rate]:.0f}/s"),
            rich.TimeRemainingColumn(),
            console=session.notes,
            transient=True,
            disable=not session.notes.is_terminal,
        )
        self._tasks: dict[Phase, TaskID] = {}

    def __enter__(self) -> "Bars":
        self._progress.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._progress.stop()

    def watch(self, step: Progress) -> None:
        """Draw one step."""
        if step.phase not in self._tasks:
            self._tasks[step.phase] = self._progress.add_task("", total=step.total, rate=0.0)
        self._progress.update(
            self._tasks[step.phase],
            description=f"{self._names[step.phase]} {Path(step.file).name}".strip(),
            completed=step.done,
            total=step.total,
            rate=step.rate,
        )
