"""`trama link`: which records are the same person and the same case, as a model judges."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trama.core.errors import BadParameter, UsageError
from trama.core.home import Home, check_apart, write_private
from trama.ingest.load.progress import Meter, Phase
from trama.linkage.extra import LOCAL, Engine, require_extra
from trama.terminal.bars import Bars
from trama.terminal.driver import import_driver
from trama.terminal.link_output import show_lists, show_report
from trama.terminal.session import Session
from trama.terminal.standing_output import ask_after_load

if TYPE_CHECKING:
    from trama.graph.engine import Graph
    from trama.linkage.model.weights import Model
    from trama.linking.kept_models import Thresholds
    from trama.linking.steps import Step, Watcher

LINK = (
    "Enlaza los registros de una misma persona o caso; lo dudoso va a revisión. Se puede repetir.",
    "Links the records of one person or case; the doubtful goes to review. May be repeated.",
)
TRAIN = (
    "Entrena un modelo con los pares del propio grafo, sin saber cuáles son la misma persona.",
    "Trains a model on the graph's own pairs, without knowing which are the same person.",
)
MODEL = (
    "Archivo del modelo, o NOMBRE@HASH que el grafo guarda; si no, el que trae Trama.",
    "Model file, or NAME@HASH that the graph keeps; else the one in Trama.",
)
KEPT = (
    "Escribe el archivo de un modelo que juzgó en este grafo.",
    "Writes the file of a model that judged in this graph.",
)
SAME_AT = (
    "Probabilidad desde la que un par se une sin preguntar.",
    "Probability from which a pair is joined without asking.",
)
ASK_AT = (
    "Probabilidad desde la que un par va a la cola de revisión.",
    "Probability from which a pair goes to the review queue.",
)
FILES = (
    "Enlaza las personas de dos archivos, sin grafo.",
    "Links the people of two files, without a graph.",
)
FILE = (
    "Busca a quienes se repiten en un archivo, sin grafo.",
    "Finds the people who stand twice in a file, without a graph.",
)
PROFILE = (
    "Perfil de los archivos; dos veces si cada uno tiene el suyo.",
    "Profile of the files; twice if each has its own.",
)
PAIRS = ("CSV de los pares de --files o --file.", "CSV of the pairs of --files or --file.")
ENGINE = (
    "Con qué se comparan todos los registros: esta máquina, o Spark (el extra «spark», con Java).",
    "Engine that compares all records: this machine, or Spark (the extra «spark», with Java).",
)
MASTER = ("Maestro de Spark.", "Spark's master.")
DRY_RUN = ("Da el mismo informe y no escribe nada.", "Gives the same report, writes nothing.")
OUT = ("Dónde escribir el modelo.", "Where to write the model.")
_PAIRS = "enlaces.csv"  # of --files, if nothing else is asked for
_OF_FILES = "va con --files o --file", "goes with --files or --file"
_OF_GRAPH = "es de un grafo; los archivos no cambian", "is of a graph; files are not changed"
_OF_SPARK = "va con --engine spark", "goes with --engine spark"
_TRAINED = "modelo.json"  # of `train`, if nothing else is asked for


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    say = session.say
    group = typer.Typer(help=say(*LINK))
    app.add_typer(group, name="link")
    _add_models(group, session)

    @group.callback(invoke_without_command=True)
    def link_(  # noqa: PLR0913 - each option of the command is an argument
        context: typer.Context,
        *,
        model: Annotated[
            Path | None, typer.Option(metavar="FILE|NAME@HASH", help=say(*MODEL))
        ] = None,
        same_at: Annotated[float | None, typer.Option(metavar="P", help=say(*SAME_AT))] = None,
        ask_at: Annotated[float | None, typer.Option(metavar="P", help=say(*ASK_AT))] = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say(*DRY_RUN))] = False,
        files: Annotated[
            tuple[Path, Path] | None,
            typer.Option(metavar="A B", help=say(*FILES), callback=lambda two: _both(say, two)),
        ] = None,
        file: Annotated[Path | None, typer.Option(metavar="A", help=say(*FILE))] = None,
        profile: Annotated[list[str] | None, typer.Option(help=say(*PROFILE))] = None,
        out: Annotated[
            Path | None, typer.Option(metavar="FILE.csv", help=say(*PAIRS), show_default=_PAIRS)
        ] = None,
        engine: Annotated[Engine, typer.Option(help=say(*ENGINE))] = Engine.DUCKDB,
        spark_master: Annotated[
            str | None, typer.Option(metavar="URL", help=say(*MASTER), show_default=LOCAL)
        ] = None,
    ) -> None:
        if context.invoked_subcommand is not None:
            return
        read, thresholds = files or (file and (file,)), (same_at, ask_at)
        used = engine, spark_master or LOCAL
        _check(
            ("file", bool(files and file), "no va junto con --files", "goes without --files"),
            ("profile", bool(profile) and not read, *_OF_FILES),
            ("out", out is not None and not read, *_OF_FILES),
            ("dry-run", dry_run and bool(read), *_OF_GRAPH),
            ("spark-master", spark_master is not None and engine is Engine.DUCKDB, *_OF_SPARK),
        )
        if read:
            asked = model, thresholds
            _link_files(session, read, profile or [], out or Path(_PAIRS), asked, used)
        else:
            _link(session, model, thresholds, used, dry_run=dry_run)


def _both(
    say: Callable[[str, str], str], files: tuple[Path, Path] | None
) -> tuple[Path, Path] | None:
    """Return the files of the option, which stands once before both."""
    if files and any(file.name.startswith("-") for file in files):
        raise UsageError(
            detail=say(
                "los dos archivos van tras un solo --files: --files UNO.csv OTRO.csv",
                "both files go after one --files: --files ONE.csv OTHER.csv",
            )
        )
    return files


def _add_models(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command("train", help=say(*TRAIN))
    def train(
        out: Annotated[Path, typer.Option(metavar="FILE", help=say(*OUT))] = Path(_TRAINED),
    ) -> None:
        _train(session, out)

    @group.command("model", help=say(*KEPT))
    def model_(
        name: Annotated[str, typer.Argument(metavar=say("NOMBRE@HASH", "NAME@HASH"))],
        out: Annotated[Path, typer.Option(metavar="FILE", help=say(*OUT))] = Path(_TRAINED),
    ) -> None:
        _kept(session, name, out)


def _check(*options: tuple[str, bool, str, str]) -> None:
    """Refuse an option that is wrong beside the others: its name, whether it is, and why."""
    for name, wrong, why_es, why_en in options:
        if wrong:
            raise BadParameter(name=name, why_es=why_es, why_en=why_en)


def _link(
    session: Session,
    file: Path | None,
    thresholds: "Thresholds",
    engine: tuple[Engine, str],
    *,
    dry_run: bool,
) -> None:
    session.viewer().admit_link()  # before the engine starts
    import_driver()
    require_extra()
    from trama.linking.linker import LinkOptions, link
    from trama.linking.pair_engine import opened
    from trama.review.deciding import deriving_of, now

    home = Home(session.settings.home)
    with session.services() as services:
        with Bars(session) as bars:
            name, model = _chosen(file, thresholds, services.graph)
            options = LinkOptions(
                model,
                name,
                deriving_of(home),
                home.folder,
                home.pseudonym_key(),
                now(),
                dry_run,
                opened(*engine),
            )
            report = link(services.graph, options, _watcher(bars))
        show_report(session, report)
        if not dry_run:
            ask_after_load(session, services)


def _chosen(
    given: Path | None, thresholds: "Thresholds", graph: "Graph | None" = None
) -> "tuple[str, Model]":
    require_extra()
    from trama.linking.kept_models import chosen_model

    return chosen_model(given, thresholds, graph)


def _kept(session: Session, name: str, out: Path) -> None:
    session.viewer().admit_link()
    from trama.linking.kept_models import kept_model

    with session.services() as services:
        model = kept_model(services.graph, name)
    try:
        write_private(out, model.content)
    except OSError as error:
        raise session.unwritable(out, error) from error
    session.line(session.say(f"Modelo en {out}.", f"Model in {out}."))


def _link_files(
    session: Session,
    files: Sequence[Path],
    profiles: list[str],
    out: Path,
    asked: "tuple[Path | None, Thresholds]",
    engine: tuple[Engine, str],
) -> None:
    file, thresholds = asked
    same_at, ask_at = thresholds
    model = _chosen(file, thresholds)[1] if file or any(thresholds) else None
    require_extra()
    from trama.linking.list_files import link_files
    from trama.lists.link import ListOptions
    from trama.lists.list_engine import opened_engine
    from trama.profiles.library import load_profile

    if len(profiles) not in {1, len(files)}:
        raise BadParameter(
            name="profile",
            why_es="dígalo una vez, o una por archivo; trama profile list nombra los que hay, y "
            "trama profile guess ARCHIVO empieza uno",
            why_en="give it once, or once for each file; trama profile list names those that "
            "exist, and trama profile guess FILE begins one",
        )
    check_apart(out, filter(None, (file, *map(Path, profiles))))
    own = Home(session.settings.home).profiles
    both = load_profile(profiles[0], own), load_profile(profiles[-1], own)
    with Bars(session) as bars, opened_engine(*engine) as used:
        options = ListOptions(lang=session.language, same_at=same_at, ask_at=ask_at, engine=used)
        try:
            report = link_files(
                files, both, out, model if file else None, options=options, watcher=_watcher(bars)
            )
        except OSError as error:
            raise session.unwritable(out, error) from error
    show_lists(session, report)


def _train(session: Session, out: Path) -> None:
    session.viewer().admit_link()
    import_driver()
    require_extra()
    from trama.linking.model_training import train_on_graph

    with session.services() as services, Bars(session) as bars:
        model = train_on_graph(services.graph, _watcher(bars))
    try:
        model.save(out)
    except OSError as error:
        raise session.unwritable(out, error) from error
    if session.as_json:
        session.json({"file": str(out), "hash": model.hash, "trained_on": model.trained_on})
        return
    session.line(session.say(f"Modelo en {out}.", f"Model in {out}."))
    lead = session.say("Sigue:", "Next:")
    session.notes.print(f"{lead} trama link --model {out} --dry-run", soft_wrap=True)


def _watcher(bars: Bars) -> "Watcher":
    from trama.linking.steps import Step

    phases = {
        Step.READING: Phase.READING,
        Step.BLOCKING: Phase.BLOCKING,
        Step.COMPARING: Phase.COMPARING,
        Step.DECIDING: Phase.DECIDING,
        Step.JUDGING: Phase.WRITING,
    }
    meters: dict[Step, Meter] = {}

    def watch(step: "Step", done: int, total: int | None) -> None:
        if step not in meters:
            meters[step] = Meter(bars.watch, phases[step])
        meters[step].total, meters[step].done = total, done
        meters[step].notify()

    return watch
