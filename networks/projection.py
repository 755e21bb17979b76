"""Ties between suspects: the cases that two of them share, weighted.

    weight(i, j) = sum over shared cases c of  part(i, c) * part(j, c) * recency(c) / (size(c) - 1)

size(c)     suspects of the case: each shares out one unit among the others (Newman 2001, Phys. Rev.
            E 64:016132), so that a raid of sixty does not outweigh a case of two.
recency(c)  halves every five years before the newest case; a case without a date counts half.
part(i, c)  1 for a role that says what the suspect did; a half for "other" or none.

The half-life and the halves are assumptions: they order leads, and prove nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy import sparse

from trama.networks.chance import Floats
from trama.networks.incidence import SEVERAL, Incidence, Pairs
from trama.ontology.codelists import code_list

HALF_LIFE = 5.0  # years
UNKNOWN = 0.5
"""The recency of a case without a date, and the part of a suspect whose role says nothing."""

_YEAR = 365.25  # days


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """Pairs of ``suspects`` people, by number, who share a case, with the weight of each pair.

    Pairs are sorted by their numbers. Those who share no case with anybody are in no pair.
    """

    suspects: int
    pairs: Pairs
    weight: Floats

    def table(self) -> sparse.csr_array:
        """Return the weights as a symmetric table of suspects by suspects."""
        one, other = self.pairs.one, self.pairs.other
        entries = np.tile(self.weight, 2), (np.append(one, other), np.append(other, one))
        table = sparse.csr_array(entries, shape=(self.suspects, self.suspects))
        table.sort_indices()
        return table


def weights(
    incidence: Incidence, part: Floats | None = None, recency: Floats | None = None
) -> Ties:
    """Return the ties of an incidence.

    ``part`` has a factor for each accusation (`parts_of`), ``recency`` one for each case
    (`recency_of`); without them each is 1.

    Example: A and B in a case of two, A, B and D in a case of three. A and B share two cases with a
    weight of 1/1 + 1/2 = 1.5; A and D, and B and D, one case with a weight of 0.5.
    """
    sizes = np.bincount(incidence.case, minlength=len(incidence.cases))
    worth = (np.ones(len(sizes)) if recency is None else recency) / np.maximum(sizes - 1, 1)
    part = np.ones(len(incidence.case)) if part is None else part
    by_case = np.lexsort((incidence.suspect, incidence.case))
    suspect, part = incidence.suspect[by_case], part[by_case]
    begin = np.cumsum(sizes) - sizes
    several = np.unique(sizes[sizes >= SEVERAL])
    # Pairs of the cases of one size at once: half of what a product of tables would count.
    one = [np.zeros(0, dtype=np.int64)]
    other = [np.zeros(0, dtype=np.int64)]
    value = [np.zeros(0, dtype=np.complex128)]
    for size in several:
        cases = np.flatnonzero(sizes == size)
        left, right = (begin[cases, None] + some for some in np.triu_indices(size, k=1))
        one.append(suspect[left].ravel())
        other.append(suspect[right].ravel())
        # The real part counts cases, the imaginary part adds up weight: one sum gives both.
        value.append((1 + 1j * part[left] * part[right] * worth[cases, None]).ravel())
    entries = np.concatenate(value), (np.concatenate(one), np.concatenate(other))
    summed = sparse.csr_array(entries, shape=(len(incidence.suspects),) * 2)
    summed.sort_indices()
    together = summed.tocoo()
    first, second = (axis.astype(np.int64) for axis in (together.row, together.col))
    pairs = Pairs(first, second, together.data.real.astype(np.int64))
    return Ties(len(incidence.suspects), pairs, together.data.imag)


def recency_of(incidence: Incidence, last_day: Mapping[str, str | None]) -> Floats:
    """Return the recency of each case, from the last day of its fact (ISO, by uid of the case)."""
    known = {uid: date.fromisoformat(day) for uid in incidence.cases if (day := last_day.get(uid))}
    newest = max(known.values(), default=date.min)
    years = {uid: (newest - day).days / _YEAR for uid, day in known.items()}
    return np.array(
        [0.5 ** (years[uid] / HALF_LIFE) if uid in years else UNKNOWN for uid in incidence.cases]
    )


def parts_of(incidence: Incidence, role: Mapping[tuple[str, str], str | None]) -> Floats:
    """Return the part of each accusation, from the roles by uid of the suspect and of the case."""
    roles = code_list("role").codes.values()
    telling = {role.code for role in roles if not role.extra.get("vague")}
    suspects, cases = incidence.suspects, incidence.cases
    return np.array(
        [
            1.0 if role.get((suspects[suspect], cases[case])) in telling else UNKNOWN
            for suspect, case in zip(incidence.suspect, incidence.case, strict=True)
        ]
    )
