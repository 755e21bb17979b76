"""The survey of all units: for each, how many of its cases have which flaw, month by month.

A case is counted as its unit wrote it: a registration of RETA, a carpeta of SISTRA. The months are
those of registration (``2024-03``), '' if it is unknown. No value of a cell is in a survey.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from trama.core.errors import UnknownName
from trama.core.text import fold
from trama.mapping.rereading import Flaw

_MOST_NAMED = 8  # units in the hint of an unknown one


@dataclass(slots=True)
class UnitCounts:
    """The cases of one unit by month, those with any flaw, and those with each flaw.

    ``unread`` are the cases whose profile is no longer known.
    """

    uid: str
    name: str
    registry: str
    cases: Counter[str] = field(default_factory=Counter)
    flawed: Counter[str] = field(default_factory=Counter)
    flaws: dict[Flaw, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    unread: int = 0

    def add(self, month: str, flaws: Iterable[Flaw], cases: int = 1) -> None:
        """Count a case, or several that are alike."""
        self.cases[month] += cases
        for number, flaw in enumerate(flaws):
            self.flaws[flaw][month] += cases
            self.flawed[month] += cases if number == 0 else 0


@dataclass(frozen=True, slots=True)
class Medians:
    """The number of units with enough cases in a period, and the medians of their shares.

    ``flawed`` is that of cases with any flaw, ``flaws`` those with each; None for too few units.
    """

    units: int
    flawed: float | None
    flaws: Mapping[Flaw, float | None]

    def of(self, flaw: Flaw) -> float | None:
        """Return the median of a flaw: 0 if only units with fewer cases have it."""
        return self.flaws.get(flaw, None if self.flawed is None else 0.0)


@dataclass(frozen=True, slots=True)
class Survey:
    """The counts of all units at one state of a graph, by the units' uids.

    ``shown`` are the uids of those whose names a viewer may read: nobody's, before that is asked.
    ``rules`` is a digest of the profiles and the version that the cells were read with. ``medians``
    are kept by registry and period, as letters ask for them.
    """

    state: str
    synthetic: bool
    units: Mapping[str, UnitCounts]
    shown: frozenset[str] = frozenset()
    rules: str = ""
    medians: dict[tuple[str, str, str], Medians] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def named(self) -> list[UnitCounts]:
        """Return the units whose names may be read, by uid."""
        return [self.units[uid] for uid in sorted(self.shown)]

    def unit(self, name: str) -> UnitCounts:
        """Return the unit of a name: the whole name, or a part that no other unit has.

        Raises:
            UnknownName: no unit has it, or several do.
        """
        wanted = fold(name)
        units = self.named()
        exact = [each for each in units if name == each.uid or wanted == fold(each.name)]
        found = exact or [each for each in units if wanted in fold(each.name)]
        if len(found) == 1 and wanted:
            return found[0]
        named = sorted(each.name for each in found or units)
        some = " · ".join(named[:_MOST_NAMED]) + (" …" if len(named) > _MOST_NAMED else "")
        raise UnknownName(
            kind=("dependencia", "unit"),
            name=name,
            hint=(
                f"Quiso decir una de {len(named)}: {some}. Todas: trama quality list.",
                f"You meant one of {len(named)}: {some}. All of them: trama quality list.",
            ),
        )
