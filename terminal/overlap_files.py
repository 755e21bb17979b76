"""The folder of replicates that `trama overlap --replicates` writes."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from trama.core.home import write_private
from trama.ontology.declare import Sensitivity
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.overlap.answers.ledger_answer import Counted
    from trama.queries.lookups.lookup import Lookup

_SHARED = ("question", "total", "distinct", "pairs", "interval")


def write_replicates(
    session: Session,
    counted: "Counted",
    document: dict[str, Any],
    folder: Path,
    lookup: "Lookup",
) -> dict[str, Any]:
    """Write the draws as files with their hashes; return where they are.

    The files hold one line for a unit, without its name: whoever may not see single cases may not
    write them.

    Raises:
        AccessDenied: the viewer sees totals only. EngineError: a look-up of names failed.
        UsageError: the folder has files already, or cannot be written.
    """
    from trama.overlap.answers.ledger_answer import file_keys
    from trama.overlap.replicates import SUMS, replicate_files

    session.viewer().admit(Sensitivity.RESTRICTED)
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        why = session.say("no es una carpeta vacía", "it is no empty folder")
        raise session.cannot_write(folder, why)
    keys, keys_of_rows = file_keys(counted, lookup)
    rows = [row | {"key": key} for row, key in zip(document["rows"], keys_of_rows, strict=False)]
    figures = {name: document[name] for name in _SHARED} | {"rows": rows}
    last = ""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, text in replicate_files(counted.units, counted.draws, keys, figures):
            write_private(folder / name, text)
            last = text
    except OSError as error:
        raise session.unwritable(folder, error) from error
    return {"folder": str(folder.absolute()), "sums": SUMS, "files": last.count("\n") + 1}
