"""The cases in which each suspect stands, as arrays, with the place and year of each case.

A stratum is a place and a year: chance may exchange the suspects of cases within it, never beyond.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Numbers = NDArray[np.int64]
Table = sparse.csr_array
"""A sparse table of suspects by cases: 1 where the suspect stands in the case."""

SEVERAL = 2  # cases: who stands in fewer can share no two with anybody


class Accusation(NamedTuple):
    """A suspect in a case: both uids, and the stratum of the case."""

    suspect: str
    case: str
    stratum: str


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of suspects, by number, with the cases that they share; ``one`` is below ``other``."""

    one: Numbers
    other: Numbers
    shared: Numbers

    def __len__(self) -> int:
        return len(self.one)

    def where(self, kept: NDArray[np.bool_] | Numbers) -> "Pairs":
        """Return the pairs at which ``kept`` is true, or those of these places."""
        return Pairs(self.one[kept], self.other[kept], self.shared[kept])


@dataclass(frozen=True, eq=False)
class Incidence:
    """Suspects and cases by number, in the order of their uids.

    `suspect` and `case` have an entry for each accusation, sorted by stratum, suspect and case.
    `stratum` has the number of each case's stratum.
    """

    suspects: tuple[str, ...]
    cases: tuple[str, ...]
    strata: tuple[str, ...]
    suspect: Numbers
    case: Numbers
    stratum: Numbers

    @staticmethod
    def of(accusations: Iterable[Accusation]) -> "Incidence":
        """Return the incidence of accusations. One that is repeated counts once.

        A case takes the stratum of its first accusation.
        """
        stratum_of: dict[str, str] = {}
        found: set[tuple[str, str]] = set()
        for suspect, case, stratum in accusations:
            stratum_of.setdefault(case, stratum)
            found.add((suspect, case))
        suspects = _numbered(suspect for suspect, _ in found)
        cases = _numbered(stratum_of)
        strata = _numbered(stratum_of.values())
        edges = np.array(
            sorted((strata[stratum_of[c]], suspects[s], cases[c]) for s, c in found),
            dtype=np.int64,
        ).reshape(-1, 3)
        return Incidence(
            suspects=tuple(suspects),
            cases=tuple(cases),
            strata=tuple(strata),
            suspect=edges[:, 1],
            case=edges[:, 2],
            stratum=np.array([strata[stratum_of[case]] for case in cases], dtype=np.int64),
        )

    @cached_property
    def recurring(self) -> NDArray[np.bool_]:
        """Return, for each suspect, whether he or she stands in several cases."""
        counts = np.bincount(self.suspect, minlength=len(self.suspects))
        recurring: NDArray[np.bool_] = counts >= SEVERAL
        return recurring

    def where(self, kept: NDArray[np.bool_]) -> "Incidence":
        """Return the entries at which ``kept`` is true; suspects and cases keep their numbers."""
        return replace(self, suspect=self.suspect[kept], case=self.case[kept])

    def alone(self) -> "Incidence":
        """Return the entries with no other suspects, cases and strata than theirs.

        All are numbered anew, in the order of their uids as before.
        """
        suspects, suspect = np.unique(self.suspect, return_inverse=True)
        cases, case = np.unique(self.case, return_inverse=True)
        strata, stratum = np.unique(self.stratum[cases], return_inverse=True)
        return Incidence(
            suspects=tuple(self.suspects[number] for number in suspects),
            cases=tuple(self.cases[number] for number in cases),
            strata=tuple(self.strata[number] for number in strata),
            suspect=suspect.astype(np.int64),
            case=case.astype(np.int64),
            stratum=stratum.astype(np.int64),
        )

    def table(self, case: Numbers | None = None) -> Table:
        """Return the table of the recurring suspects; ``case`` exchanges the cases of the entries.

        Other suspects have empty rows: they share no two cases with anybody.
        """
        case = self.case if case is None else case
        kept = self.recurring[self.suspect]
        entries = (np.ones(int(kept.sum()), dtype=np.int32), (self.suspect[kept], case[kept]))
        return sparse.csr_array(entries, shape=(len(self.suspects), len(self.cases)))


def shared_cases(table: Table, least: int = SEVERAL) -> Pairs:
    """Return the pairs of suspects who share ``least`` cases or more.

    Example: a table in which 0 and 2 stand in cases 1, 4 and 7, and 1 in case 4, gives the pair
    (0, 2) with 3 cases.
    """
    together = sparse.triu(table @ table.T, k=1, format="coo")
    kept = together.data >= least
    one, other = (axis[kept].astype(np.int64) for axis in (together.row, together.col))
    return Pairs(one, other, together.data[kept].astype(np.int64))


def _numbered(keys: Iterable[str]) -> dict[str, int]:
    """Return the number of each key in the order of the keys."""
    return {key: number for number, key in enumerate(sorted(set(keys)))}
