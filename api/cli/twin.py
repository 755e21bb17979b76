"""`trama twin`: write the synthetic twin's exports and their truth."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from trama.api.cli.session import Session
from trama.ingest.twin.options import TwinOptions
from trama.ingest.twin.write import write_twin


def add_to(app: typer.Typer, session: Session) -> None:
    """Adds the command to ``app``."""
    say = session.say

    @app.command(
        "twin",
        help=say(
            "Escribe exportes sintéticos de RETA y SISTRA y su verdad (truth.json).",
            "Writes synthetic exports of RETA and SISTRA and their truth (truth.json).",
        ),
    )
    def twin(
        folder: Annotated[Path, typer.Argument(help=say("Carpeta de salida.", "Output folder."))],
        cases: Annotated[int, typer.Option(min=1, help=say("Cuántos casos.", "How many cases."))],
        seed: Annotated[int, typer.Option(help=say("Semilla.", "Seed."))] = 1,
    ) -> None:
        with Progress(console=session.notes, transient=True) as bar:
            task = bar.add_task(say("casos", "cases"), total=cases)
            summary = write_twin(
                folder,
                TwinOptions(cases=cases, seed=seed),
                lambda done, total: bar.update(task, completed=done, total=total),
            )
        facts = asdict(summary)
        if session.as_json:
            session.json(
                {
                    name: str(value) if isinstance(value, Path) else value
                    for name, value in facts.items()
                }
            )
        else:
            session.table("", ["", ""], list(facts.items()))
