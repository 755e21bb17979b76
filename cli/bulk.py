"""The steps around ``neo4j-admin`` of a first load into Neo4j through files."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from trama.terminal.bars import Bars
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.ingest.load.loader import LoadOptions


def steps(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what to do with the files in a folder, in both languages."""
    from trama.graph.engine.neo4j_admin import import_command
    from trama.ingest.load.bulk_files import read_manifest
    from trama.ingest.load.import_files import ARGUMENTS, MANIFEST

    if not (folder / MANIFEST).exists():
        yield "Ningún archivo trae casos: no hay nada que importar.", "No case: nothing to import."
        return
    manifest = read_manifest(folder)
    database, again = manifest["database"], f"trama load --bulk-dir {shlex.quote(str(folder))}"
    community = manifest["edition"] == "community"
    yield (
        f"{folder} tiene identidades. Hasta el paso 4 no cargue más: se reemplaza toda la base.",
        f"{folder} holds identities. Load nothing before step 4: the whole database is replaced.",
    )
    stop, start = f"STOP DATABASE {database};", f"START DATABASE {database};"
    yield (
        f"1. {'Detenga Neo4j' if community else stop}",
        f"1. {'Stop Neo4j' if community else stop}",
    )
    command = import_command(folder.absolute(), database, ARGUMENTS)
    yield (
        f"2. Como el usuario de Neo4j {manifest['version']}, dueño de la carpeta: {command}",
        f"2. As the user of Neo4j {manifest['version']}, owner of the folder: {command}",
    )
    yield (
        f"   O en esta máquina: {again} --neo4j-admin RUTA",
        f"   Or on this machine: {again} --neo4j-admin PATH",
    )
    yield (
        f"3. {'Inicie Neo4j' if community else start}",
        f"3. {'Start Neo4j' if community else start}",
    )
    yield f"4. {again} (completa y borra los archivos)", f"4. {again} (completes, removes files)"


def import_files(session: Session, folder: Path, admin: Path) -> None:
    """Run ``neo4j-admin`` on the files of a folder, and say what comes next."""
    from trama.graph.engine.neo4j_admin import run_import
    from trama.ingest.load.bulk_files import read_manifest
    from trama.ingest.load.import_files import ARGUMENTS

    manifest = read_manifest(folder)
    run_import(admin, folder, manifest["database"], ARGUMENTS, manifest["version"])
    if session.as_json:
        session.json({"imported": True, **manifest})
    again = f"trama load --bulk-dir {shlex.quote(str(folder))}"
    session.notes.print(
        session.say(
            f"Importado. Inicie Neo4j; luego: {again}", f"Imported. Start Neo4j; then: {again}"
        ),
        soft_wrap=True,
    )


def complete(session: Session, folder: Path, options: "LoadOptions") -> None:
    """Make the constraints and the counts of an imported graph, and remove the files."""
    from trama.ingest.load.bulk_files import is_completed, read_manifest
    from trama.ingest.load.import_files import remove_files
    from trama.ingest.load.loader import load

    read_manifest(folder)
    with session.services() as services, Bars(session) as bars:
        if not is_completed(services.graph):
            load([], services.graph, options, bars.watch)
    remove_files(folder)
    if session.as_json:
        session.json({"completed": True})
    session.notes.print(
        session.say(
            f"El grafo está completo, y los archivos de {folder} se borraron.",
            f"The graph is complete, and the files of {folder} were removed.",
        ),
        soft_wrap=True,
    )
