"""The records that all rows of a first load make, found as derivation asks, without a graph.

A graph without cases has no records, so the rows of the spool alone decide what the records are.
Those of a case are made when they are asked for, and the latest thousands are kept.
"""

from collections import OrderedDict
from collections.abc import Collection, Mapping

from trama.canonical.known import Records
from trama.graph.records import CaseKey
from trama.incoming.reconcile import Reconciled, reconcile
from trama.ingest.load.row_spool import RowSpool
from trama.linkage.identity import PEOPLE

# Cases whose records stay in memory, some 20 KB each: those of a batch and of people met there.
_KEPT = 1_000


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
        rows = self._spool.rows_of(case, self._origins)
        known = any(row.parent for row in rows)
        result = reconcile(case, rows, (), self._loaded_before) if known else None
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
            case: [record for record in records if record.kind in PEOPLE]
            for case, records in self.records_of(self._spool.cases_with(keys)).items()
        }
