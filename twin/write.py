"""The writing of a twin: a RETA export, a SISTRA export, and truth.json beside them."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from trama.core.errors import OutputError
from trama.core.unwritable import why_unwritable
from trama.twin.case_maker import CaseMaker
from trama.twin.dirt_rates import DirtRates
from trama.twin.hand import Hand
from trama.twin.note import Note
from trama.twin.options import Progress, TwinOptions, TwinSummary
from trama.twin.reta_file import RetaFile
from trama.twin.reta_rows import RegistrationWriter
from trama.twin.sistra_export import sistra_export
from trama.twin.true_cases import TrueCase
from trama.twin.truth import Truth

PROGRESS_EVERY = 500
"""Cases between two calls of ``progress``: a call each 0.2 s or so."""


@dataclass(slots=True)
class _Counts:
    reta: int = 0
    sistra: int = 0
    both: int = 0
    victims: int = 0
    suspects: int = 0

    def add(self, case: TrueCase) -> None:
        self.reta += case.in_reta
        self.sistra += case.in_sistra
        self.both += case.kind == "both"
        self.victims += len(case.victims)
        self.suspects += len(case.suspects)


def write_twin(folder: Path, options: TwinOptions, progress: Progress | None = None) -> TwinSummary:
    """Write the three parts of a twin into ``folder``; return a summary.

    The parts are ``RETA_SINTETICO_<cases>_<seed>.csv``, ``SISTRA_SINTETICO_<cases>_<seed>.xlsx``
    and ``truth.json`` (see trama.twin.truth). Past a million rows in a sheet, more workbooks end in
    ``_2``, ``_3``. Existing files of these names are replaced.

    The same options give the same bytes. The same cases and seed give the same true cases, whatever
    the dirt. From 5,000 cases on, two processes write the twin: a script that calls this function
    guards its main part with ``if __name__ == "__main__"``.

    Raises:
        OutputError: a file cannot be written into ``folder``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The files of an older twin stay until all of the new ones are whole.
        with TemporaryDirectory(dir=folder, prefix=".twin-") as draft, _without_collector():
            return _moved(_write(Path(draft), options, progress), folder)
    except ChildProcessError as error:
        raise OutputError(file=str(folder), why_es=str(error), why_en=str(error)) from error
    except OSError as error:
        why_es, why_en = why_unwritable(error)
        # A draft has the name that its file will have.
        file = folder / Path(error.filename).name if error.filename2 else error.filename or folder
        raise OutputError(file=str(file), why_es=why_es, why_en=why_en) from error


def _moved(twin: TwinSummary, folder: Path) -> TwinSummary:
    """Move the files of a twin into ``folder``, and return its summary with their new paths."""
    moved = {path: path.replace(folder / path.name) for path in (twin.reta, *twin.sistra)}
    truth = twin.truth.replace(folder / twin.truth.name)
    sistra = tuple(moved[path] for path in twin.sistra)
    return replace(twin, reta=moved[twin.reta], sistra=sistra, truth=truth)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Switch the garbage collector off: the objects of a twin form no cycles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _write(folder: Path, options: TwinOptions, progress: Progress | None) -> TwinSummary:
    reta_path, truth_path = folder / f"RETA_{options.stem}.csv", folder / "truth.json"
    counts = _Counts()
    maker = CaseMaker.of(options)
    plan = maker.plan(options.cases)
    hand = Hand.of(options, "reta")
    registrations = RegistrationWriter(hand)
    with ExitStack() as stack:
        reta = stack.enter_context(RetaFile(reta_path, options.encoding, hand))
        sistra = stack.enter_context(sistra_export(folder, options))
        truth = stack.enter_context(Truth(truth_path, _heading(options, reta_path), plan))
        for case in maker.cases(options.cases, plan):
            counts.add(case)
            truth.add(case, _register(case, registrations, reta), sistra.add(case))
            if progress is not None and (case.ordinal + 1) % PROGRESS_EVERY == 0:
                progress(case.ordinal + 1, options.cases)
        reta.end()
        truth.end_people()
        files = sistra.end()
        truth.end([reta.counts, *files.counts], [path.name for path in files.paths])
    if progress is not None:
        progress(options.cases, options.cases)
    return TwinSummary(
        reta=reta_path,
        sistra=files.paths,
        truth=truth_path,
        cases=options.cases,
        reta_cases=counts.reta,
        sistra_cases=counts.sistra,
        both=counts.both,
        victims=counts.victims,
        suspects=counts.suspects,
        reta_rows=reta.counts.rows,
        sistra_rows=sum(sheet.rows for sheet in files.counts),
    )


def _register(case: TrueCase, writer: RegistrationWriter, reta: RetaFile) -> list[Note]:
    registrations = [writer.registration(case, filing) for filing in case.registrations]
    return [each.note_with(reta.write(each.rows)) for each in registrations]


def _heading(options: TwinOptions, reta: Path) -> Note:
    values = asdict(options)
    clean = values.pop("dirt") == asdict(DirtRates.none())
    return {"marca": "SINTETICO", "options": {**values, "clean": clean}, "reta": reta.name}
