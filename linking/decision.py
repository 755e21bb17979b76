"""Weighing and deciding what a change reaches, with the people that it depends on.

The main value is `Decision`: the decided pairs, and the rows of all pairs that were decided.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from trama.graph.records import CaseKey
from trama.linkage.joint.case_blocks import bits_of_cases, ordered_ends, told_of
from trama.linkage.joint.deciding import JointPairs, WeighedPairs, decided_of, weighed_of
from trama.linkage.joint.scored import Decided, Scored, ScoredCasePair, ScoredPair
from trama.linkage.joint.units import units_of
from trama.linkage.judgements import Decisions, case_end
from trama.linkage.model.weights import Model
from trama.linking.case_reading import CaseReader, ReadCase
from trama.linking.known_pairs import KnownPairs
from trama.linking.reach import Reach
from trama.linking.renewing import Renewed
from trama.linking.scope import Scope
from trama.linking.steps import Step, Watcher, nobody
from trama.linking.told import Numbers


@dataclass(frozen=True, slots=True)
class Decision:
    """The decided pairs and their groups, the number of cases, and the ends of all decided pairs.

    ``pairs`` has also pairs of before that are no pairs any more. It is None if all was decided.
    """

    decided: Decided
    cases: int
    pairs: set[tuple[str, str]] | None


class Deciding:
    """The weighing and deciding of one scope."""

    def __init__(  # noqa: PLR0913 - what is known, who reads it, and who decides
        self,
        scope: Scope,
        before: KnownPairs,
        found: Renewed,
        reader: CaseReader,
        model: Model,
        decisions: Decisions,
        *,
        watcher: Watcher = nobody,
    ) -> None:
        """``before`` was known before, ``found`` is known now."""
        self._scope = scope
        self._before, self._known = before, found.known
        self._reader = reader
        self._read = dict(found.read)
        self._model = model
        self._decisions = decisions
        self._watcher = watcher

    def decision(self) -> Decision:
        """Return what is decided of the scope.

        1. Weigh the blocks of the scope until it grows no more; then cases compete.
        2. Find the decisions that may change, read their people, and decide.
        """
        scope = self._scope
        weighed = self._weighed()
        while scope.grow(weighed):
            weighed = self._weighed()
        if scope.whole:
            count = len(np.unique(scope.now.ends[scope.blocks]))
            return Decision(decided_of(weighed.joint, self._model), count, None)
        reach = Reach(scope, self._model)
        scope.add_people(reach.people)
        joint = self._joint(reach)
        pairs = self._ends(reach)
        return Decision(decided_of(joint, self._model), len(reach.cases), pairs)

    def _weighed(self) -> WeighedPairs:
        """Return the pairs of the scope as it is now, weighed."""
        scored = self._scored(self._scope.pairs, np.flatnonzero(self._scope.blocks))
        return weighed_of(scored, self._model, self._decisions)

    def _joint(self, reach: Reach) -> JointPairs:
        """Return the pairs that are decided, with their joint probabilities."""
        rows, blocks = np.flatnonzero(reach.pairs), np.flatnonzero(reach.blocks)
        scored = self._scored(rows, blocks)
        units = units_of(scored, self._decisions)
        self._scope.note_units(units)
        of_uid = {person.uid: person for person in scored.people}
        told = told_of(of_uid, scored.pairs, units, self._model)
        cases = [ordered_ends(pair.one, pair.other) for pair in scored.case_pairs]
        bits = [
            bits_of_cases(ends, pair.bits, units)
            for ends, pair in zip(cases, scored.case_pairs, strict=True)
        ]
        return JointPairs(
            units,
            [_in_order(pair.one, pair.other) for pair in scored.pairs],
            np.array([told[_in_order(pair.one, pair.other)] for pair in scored.pairs]),
            reach.chances[rows],
            cases,
            np.array(bits),
            reach.block_chances[blocks],
        )

    def _scored(self, pairs: Numbers, blocks: Numbers) -> Scored:
        """Return pairs and blocks by their rows, and the people and cases that they depend on."""
        scope, known = self._scope, self._known
        read = self._cases(scope.to_read())
        uids = known.uids
        columns = [*(ends[pairs].tolist() for ends in known.ends), known.bits[pairs].tolist()]
        scored = [ScoredPair(uids[a], uids[b], told) for a, b, told in zip(*columns, strict=True)]
        case_of = scope.case_of
        ends = scope.now.ends[blocks].tolist()
        bits = scope.now.case_bits[blocks].tolist()
        case_pairs = [
            ScoredCasePair(case_of[a], case_of[b], told)
            for (a, b), told in zip(ends, bits, strict=True)
        ]
        inside = {uid for uid, held in zip(uids, scope.people.tolist(), strict=True) if held}
        people = [person for case in read for person in case.people if person.uid in inside]
        cases, stated = scope.stated_cases({case for ends_of in ends for case in ends_of})
        return Scored(people, scored, cases, case_pairs, stated)

    def _cases(self, wanted: Collection[CaseKey]) -> list[ReadCase]:
        """Return cases, sorted, and read those that were not read yet."""
        missing = wanted - self._read.keys()
        for case in self._reader.read(missing):
            self._read[case.key] = case
            self._watcher(Step.DECIDING, len(self._read), len(wanted))
        return [self._read[case] for case in sorted(wanted & self._read.keys())]

    def _ends(self, reach: Reach) -> set[tuple[str, str]]:
        """Return the ends of all pairs that are decided or gone, as judgements have them."""
        scope = self._scope
        found: set[tuple[str, str]] = set()
        for table, side, pairs, blocks in (
            (self._before, scope.old, reach.gone, reach.gone_blocks),
            (self._known, scope.now, reach.pairs, reach.blocks),
        ):
            uids = table.uids
            rows = (ends[pairs].tolist() for ends in table.ends)
            found.update(_in_order(uids[a], uids[b]) for a, b in zip(*rows, strict=True))
            for both in side.ends[blocks].tolist():
                if all(number in scope.case_of for number in both):
                    found.add(_in_order(*(case_end(scope.case_of[number]) for number in both)))
        return found


def _in_order(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)
