"""Writes a twin: a RETA export, a SISTRA export, and the truth beside them."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from trama.core.errors import OutputError
from trama.twin.case_maker import Episodes
from trama.twin.hand import Hand
from trama.twin.note import Note
from trama.twin.options import DirtRates, Progress, TwinOptions, TwinSummary
from trama.twin.reta_file import RetaFile
from trama.twin.reta_rows import Police
from trama.twin.sistra_export import carpetas
from trama.twin.true_cases import TrueCase
from trama.twin.truth import Truth

EVERY = 500
"""How many cases pass between two words to ``progress``."""


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
    """Writes the three parts of a twin into ``folder`` and returns what was written.

    ``RETA_SINTETICO_<cases>_<seed>.csv``, ``SISTRA_SINTETICO_<cases>_<seed>.xlsx`` (more than one
    past a million rows) and ``truth.json`` (see trama.twin.truth). The same options give the
    same bytes; the same cases and seed give the same true cases, whatever the dirt. Files of these
    names are replaced. A large twin is written by two processes, so a script that asks for one
    guards its main part with ``if __name__ == "__main__"``.

    Raises:
        OutputError: something cannot be written into ``folder``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _uncollected():
            return _written(folder, options, progress)
    except OSError as error:
        raise OutputError(
            file=str(error.filename or folder),
            why_es=f"no deja escribir o no queda sitio ({error})",
            why_en=f"it does not let anything be written or is full ({error})",
        ) from error


@contextmanager
def _uncollected() -> Iterator[None]:
    """Saves the collector's time: of what a twin is made of, nothing refers back."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _written(folder: Path, options: TwinOptions, progress: Progress | None) -> TwinSummary:
    reta_path, truth_path = folder / f"RETA_{options.stem}.csv", folder / "truth.json"
    counts = _Counts()
    episodes = Episodes.of(options)
    plan = episodes.plan(options.cases)
    hand = Hand.of(options, "reta")
    police = Police(hand)
    with ExitStack() as stack:
        reta = stack.enter_context(RetaFile(reta_path, options.encoding, hand))
        sistra = stack.enter_context(carpetas(folder, options))
        truth = stack.enter_context(Truth(truth_path, _heading(options, reta_path), plan))
        for case in episodes.cases(options.cases, plan):
            counts.add(case)
            truth.tell(case, _register(case, police, reta), sistra.enter(case))
            if progress is not None and (case.ordinal + 1) % EVERY == 0:
                progress(case.ordinal + 1, options.cases)
        reta.end()
        truth.end_people()
        filed = sistra.end()
        truth.end([reta.account, *filed.accounts], [path.name for path in filed.paths])
    if progress is not None:
        progress(options.cases, options.cases)
    return TwinSummary(
        reta=reta_path,
        sistra=filed.paths,
        truth=truth_path,
        cases=options.cases,
        reta_cases=counts.reta,
        sistra_cases=counts.sistra,
        both=counts.both,
        victims=counts.victims,
        suspects=counts.suspects,
        reta_rows=reta.account.rows,
        sistra_rows=sum(account.rows for account in filed.accounts),
    )


def _register(case: TrueCase, police: Police, reta: RetaFile) -> Note | None:
    if not case.in_reta:
        return None
    written = police.registration(case)
    return written.at(reta.write(written.rows))


def _heading(options: TwinOptions, reta: Path) -> Note:
    told = asdict(options)
    clean = told.pop("dirt") == asdict(DirtRates.none())
    return {"marca": "SINTETICO", "options": {**told, "clean": clean}, "reta": reta.name}
