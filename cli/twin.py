"""The command `trama twin`, which writes synthetic exports and their truth.json."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from trama.terminal.session import Session

FACTS = {
    "reta": ("Export de RETA", "RETA export"),
    "sistra": ("Export de SISTRA", "SISTRA export"),
    "truth": ("Hechos detrás", "Facts behind them"),
    "cases": ("Casos", "Cases"),
    "reta_cases": ("Casos en RETA", "Cases in RETA"),
    "sistra_cases": ("Casos en SISTRA", "Cases in SISTRA"),
    "both": ("Casos en ambos", "Cases in both"),
    "victims": ("Víctimas", "Victims"),
    "suspects": ("Presuntos tratantes", "Suspects"),
    "reta_rows": ("Filas de RETA", "Rows of RETA"),
    "sistra_rows": ("Filas de SISTRA", "Rows of SISTRA"),
}
"""The facts of a twin's summary, as people read them."""


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the command to ``app``."""
    say = session.say

    @app.command(
        "twin",
        help=say(
            "Escribe exportes sintéticos de RETA y SISTRA, y los hechos detrás (truth.json).",
            "Writes synthetic exports of RETA and SISTRA, and the facts behind them (truth.json).",
        ),
    )
    def twin(
        folder: Annotated[Path, typer.Argument(help=say("Carpeta de salida.", "Output folder."))],
        cases: Annotated[int, typer.Option(min=1, help=say("Cuántos casos.", "How many cases."))],
        seed: Annotated[int, typer.Option(help=say("Semilla.", "Seed."))] = 1,
        overlap: Annotated[
            float,
            typer.Option(
                min=0,
                max=1,
                help=say(
                    "Proporción de los casos del RETA que tienen carpeta fiscal.",
                    "Share of the RETA cases that have a carpeta fiscal.",
                ),
            ),
        ] = 0.6,
        clean: Annotated[
            bool, typer.Option("--clean", help=say("Sin defectos.", "Without defects."))
        ] = False,
    ) -> None:
        from rich.progress import Progress

        from trama.twin import DirtRates, TwinOptions, write_twin

        dirt = DirtRates.none() if clean else DirtRates()
        with Progress(console=session.notes, transient=True) as bar:
            task = bar.add_task(say("casos", "cases"), total=cases)
            summary = write_twin(
                folder,
                TwinOptions(cases=cases, seed=seed, overlap=overlap, dirt=dirt),
                lambda written, total: bar.update(task, completed=written, total=total),
            )
        facts = {name: _plain(value) for name, value in asdict(summary).items()}
        if session.as_json:
            session.json(facts)
        else:
            rows = [(say(*words), facts[name]) for name, words in FACTS.items()]
            session.table(
                "", [say("qué", "what"), say("cuánto o dónde", "how many or where")], rows
            )


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Path) else value
