"""The records that all rows of a first load make, found as derivation asks, without a graph.

A graph without cases has no records, so the rows of the spool alone decide what the records are.
Those of a case are made when they are asked for, and the latest thousands are kept.
"""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from trama.canonical.known import Records
from trama.graph.records import CaseKey, RecordState
from trama.incoming.reconcile import Reconciled, reconcile
from trama.incoming.rows import SpooledRow
from trama.ingest.load.row_spool import RowSpool
from trama.linkage.identity import PEOPLE

# Cases whose records stay in memory, some 20 KB each: those of a batch and of cases linked there.
_KEPT = 1_000
# Cases of which only the people stay, some 5 KB each: a suspect of many cases is met in each.
_KEPT_PEOPLE = 4_000


class SpooledRecords:
    """The records of a load, looked up as in :class:`trama.canonical.known.Known`."""

    def __init__(
        self, spool: RowSpool, origins: Mapping[int, str], loaded_before: Collection[int]
    ) -> None:
        """Index the spool. ``origins`` and ``loaded_before`` are those of the load."""
        spool.index()
        self._spool = spool
        self._origins = origins
        self._loaded_before = loaded_before
        self._kept: OrderedDict[CaseKey, Reconciled | None] = OrderedDict()
        self._people_of = lru_cache(_KEPT_PEOPLE)(self._read_people)

    def keep(self, results: Mapping[CaseKey, Reconciled]) -> None:
        """Keep results that the load has made already."""
        self._kept.update(results)
        while len(self._kept) > _KEPT + len(results):
            self._kept.popitem(last=False)

    def result_of(self, case: CaseKey) -> Reconciled | None:
        """Return what the rows of a case make. Return None if nobody knows the case."""
        if case in self._kept:
            self._kept.move_to_end(case)
            return self._kept[case]
        result = self._made_of(case, self._spool.rows_of(case, self._origins))
        self._kept[case] = result
        self.keep({})
        return result

    def records_of(self, cases: Collection[CaseKey]) -> Records:
        """Return all records of these cases; a case without records is left out."""
        results = {case: self.result_of(case) for case in cases}
        return {case: tuple(found.after.values()) for case, found in results.items() if found}

    def cases_naming(self, registrations: Collection[str]) -> set[CaseKey]:
        """Return the cases with a record that names one of these RETA registrations."""
        return {case for case in self._spool.cases_naming(registrations) if self.result_of(case)}

    def people_with(self, keys: Collection[str]) -> Records:
        """Return, by case, all records of its people if one of them has such a key."""
        return {
            case: people
            for case in self._spool.cases_with(keys)
            if (people := self._people_of(case))
        }

    def _read_people(self, case: CaseKey) -> tuple[RecordState, ...]:
        """Return the records of the people of a case, made of the rows that mention them."""
        if case in self._kept:
            found = self._kept[case]
        else:
            found = self._made_of(case, self._spool.rows_of(case, self._origins, PEOPLE))
        records = found.after.values() if found else ()
        return tuple(record for record in records if record.kind in PEOPLE)

    def _made_of(self, case: CaseKey, rows: Sequence[SpooledRow]) -> Reconciled | None:
        """Return what rows make of a case that one of them is about, else None."""
        known = any(row.parent for row in rows)
        return reconcile(case, rows, (), self._loaded_before) if known else None
