"""Writes a twin: a RETA export, a SISTRA export, and the truth beside them."""

from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from trama.ingest.twin.calendar import Calendar
from trama.ingest.twin.cases import TrueCase
from trama.ingest.twin.csv_file import RetaFile
from trama.ingest.twin.episodes import Episodes
from trama.ingest.twin.export_reta import Police
from trama.ingest.twin.export_sistra import Prosecutors
from trama.ingest.twin.geography import Atlas
from trama.ingest.twin.hand import Hand
from trama.ingest.twin.options import DirtRates, Progress, TwinOptions, TwinSummary
from trama.ingest.twin.sistra_book import SistraBooks
from trama.ingest.twin.truth import Truth

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
    past a million rows) and ``truth.json`` (see trama.ingest.twin.truth). The same options give the
    same bytes; the same cases and seed give the same true cases, whatever the dirt. Files of these
    names are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return _Writing(folder, options).write(progress)


class _Writing:
    """One twin being written."""

    def __init__(self, folder: Path, options: TwinOptions) -> None:
        self._folder, self._options = folder, options
        self._name = f"SINTETICO_{options.cases}_{options.seed}"
        # Two sources of chance, so that a clean and a dirty twin tell of the same cases.
        facts = Random(f"{options.seed}/hechos")  # noqa: S311 - invents data, guards nothing
        self._hand = Hand(
            options.dirt,
            Random(f"{options.seed}/escritura"),  # noqa: S311 - invents data, guards nothing
            mojibake=options.encoding != "cp850",
        )
        self._episodes = Episodes(Calendar(options), Atlas(), facts)
        self._police = Police(self._hand)
        self._prosecutors = Prosecutors(self._hand, options.report_filled)
        self._counts = _Counts()

    def write(self, progress: Progress | None) -> TwinSummary:
        options, hand = self._options, self._hand
        reta_path = self._folder / f"RETA_{self._name}.csv"
        truth_path = self._folder / "truth.json"
        plan = self._episodes.plan(options.cases)
        with ExitStack() as stack:
            reta = stack.enter_context(RetaFile(reta_path, options.encoding, hand))
            sistra = stack.enter_context(SistraBooks(self._folder, f"SISTRA_{self._name}", hand))
            truth = stack.enter_context(Truth(truth_path, self._heading(reta_path), plan))
            for case in self._episodes.cases(options.cases, plan):
                self._counts.add(case)
                truth.tell(case, self._register(case, reta), self._enter(case, sistra))
                if progress is not None and (case.ordinal + 1) % EVERY == 0:
                    progress(case.ordinal + 1, options.cases)
            reta.end()
            sistra.end()
            truth.end([reta.litter, *sistra.litters], [path.name for path in sistra.paths])
        if progress is not None:
            progress(options.cases, options.cases)
        counts = self._counts
        return TwinSummary(
            reta=reta_path,
            sistra=tuple(sistra.paths),
            truth=truth_path,
            cases=options.cases,
            reta_cases=counts.reta,
            sistra_cases=counts.sistra,
            both=counts.both,
            victims=counts.victims,
            suspects=counts.suspects,
            reta_rows=reta.litter.account.rows,
            sistra_rows=sum(litter.account.rows for litter in sistra.litters),
        )

    def _register(self, case: TrueCase, reta: RetaFile) -> dict[str, object] | None:
        if not case.in_reta:
            return None
        written = self._police.registration(case, venue_written=self._episodes.venue_written(case))
        return written.at(reta.write(written.rows))

    def _enter(self, case: TrueCase, sistra: SistraBooks) -> dict[str, object] | None:
        if not case.in_sistra:
            return None
        written = self._prosecutors.carpeta(case)
        lines = sistra.write(written)
        return {"file": sistra.file, **written.at(lines)}

    def _heading(self, reta: Path) -> dict[str, object]:
        options = asdict(self._options)
        clean = options.pop("dirt") == asdict(DirtRates.none())
        return {"marca": "SINTETICO", "options": {**options, "clean": clean}, "reta": reta.name}
