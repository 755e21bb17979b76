"""The changes that the rows of one case make in its records.

The main value is a :class:`Reconciled`: the records before and after, and an outcome for each row.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from trama.graph.records import CaseKey, Kind, Mention, RecordState, code_of, record_uid
from trama.ingest.load.likeness import pairs
from trama.ingest.load.report import RowOutcome


class SpooledRow(NamedTuple):
    """A mapped row. ``file`` and ``sheet`` number the files and sheets of the load in order."""

    file: int
    sheet: int
    line: int
    parent: bool
    mentions: tuple[Mention, ...]


class Provenance(NamedTuple):
    """The place where a record was read. ``record`` is the uid of the record."""

    record: str
    file: int
    sheet: int
    line: int


@dataclass(slots=True)
class Reconciled:
    """The records of one case, by uid, before and after its rows, and the outcomes of the rows.

    ``revisions`` are records as they were before a correction. ``provenance`` has an item for each
    record made or corrected. ``outcomes`` has an outcome for each row, in the order of the rows.
    ``ordinals`` holds, by kind and code, the next ordinal that a new uid may have.
    """

    before: dict[str, RecordState]
    after: dict[str, RecordState]
    revisions: list[RecordState] = field(default_factory=list)
    provenance: list[Provenance] = field(default_factory=list)
    outcomes: list[RowOutcome] = field(default_factory=list)
    ordinals: dict[tuple[Kind, str], int] = field(default_factory=dict)

    @property
    def changed(self) -> list[RecordState]:
        """The records that are new or corrected, as they are now."""
        return [record for uid, record in self.after.items() if self.before.get(uid) is not record]


def all_known(rows: Iterable[SpooledRow], known: set[str]) -> bool:
    """Return whether the digest of every mention of the rows is among ``known``."""
    return all(mention.content in known for row in rows for mention in row.mentions)


def reconcile(
    case: CaseKey, rows: Sequence[SpooledRow], existing: Iterable[RecordState]
) -> Reconciled:
    """Return the changes that the rows of a case make in its records.

    The rows are sorted by file, sheet and line. Files count in their order: of two exports of one
    registry the later corrects the earlier. The steps for each file, 2 to 4 of them kind by kind:

    1. Collect the distinct mentions, each with the first row that gives it.
    2. Drop the mentions that a record says now or said before: they are known, and an old export
       undoes nothing.
    3. Pair each mention left with a record that no mention of step 2 matched: first a record of
       the same entity key, then the most alike record. The mention corrects the record, and the
       record's old state becomes a revision.
    4. Make a new record of each mention that corrects no record.
    5. Call a row loaded if step 3 or 4 used one of its mentions, else unchanged.

    A record whose row is gone stays as it is.

    Example: a case has two victims, R-1 (ROSA, 17) and R-2 (ELENA, 30). A new export has ELENA, 30
    on line 2, ROSA, 18 on line 3 and ANA, 25 on line 4. Step 2 drops ELENA. Step 3 pairs ROSA, 18
    with R-1: R-1 is 18 now, and a revision keeps 17. Step 4 makes R-3 of ANA. The outcomes are
    unchanged, loaded, loaded.
    """
    before = {record.uid: record for record in existing}
    result = Reconciled(before, dict(before))
    for _, of_file in groupby(rows, key=lambda row: row.file):
        _reconcile_file(case, list(of_file), result)
    return result


def _reconcile_file(case: CaseKey, rows: Sequence[SpooledRow], result: Reconciled) -> None:
    first: dict[str, tuple[SpooledRow, Mention]] = {}
    for row in rows:
        for mention in row.mentions:
            first.setdefault(mention.content, (row, mention))
    written: set[str] = set()
    for kind in Kind:
        mentions = {
            content: mention for content, (_, mention) in first.items() if mention.kind is kind
        }
        if not mentions:
            continue
        records = {uid: record for uid, record in result.after.items() if record.kind is kind}
        new, unmatched = _without_known(mentions, records)
        corrections = _corrections(kind, new, unmatched)
        for content in sorted(new, key=lambda content: (new[content].entity_key, content)):
            corrected = corrections.get(content)
            record = (
                _correct(result, corrected, new[content])
                if corrected
                else _create(result, case, new[content])
            )
            row = first[content][0]
            result.provenance.append(Provenance(record, row.file, row.sheet, row.line))
            written.add(content)
    for row in rows:
        loaded = any(mention.content in written for mention in row.mentions)
        result.outcomes.append(RowOutcome.LOADED if loaded else RowOutcome.UNCHANGED)


def _without_known(
    mentions: Mapping[str, Mention], records: Mapping[str, RecordState]
) -> tuple[dict[str, Mention], dict[str, RecordState]]:
    """Return the mentions that no record says or said, and the records that no mention matches.

    A digest that two records share belongs to the record that says it now.
    """
    by_content: dict[str, str] = {}
    for uid, record in sorted(records.items()):
        for earlier in record.earlier:
            by_content.setdefault(earlier, uid)
    by_content.update({record.content: uid for uid, record in records.items()})
    matched = {by_content[content] for content in mentions if content in by_content}
    return (
        {content: mention for content, mention in mentions.items() if content not in by_content},
        {uid: record for uid, record in records.items() if uid not in matched},
    )


def _corrections(
    kind: Kind, mentions: Mapping[str, Mention], records: Mapping[str, RecordState]
) -> dict[str, str]:
    """Return the uid of the record that each mention corrects, by the mention's digest.

    Records of the same entity key are paired first, then the most alike. A mention that corrects
    no record is left out.
    """
    if not records:
        return {}
    by_key: dict[str, tuple[dict[str, Mention], dict[str, RecordState]]]
    by_key = defaultdict(lambda: ({}, {}))
    for content, mention in mentions.items():
        by_key[mention.entity_key][0][content] = mention
    for uid, record in records.items():
        by_key[record.entity_key][1][uid] = record
    corrected: dict[str, str] = {}
    for key, (of_mentions, of_records) in sorted(by_key.items()):
        if key or kind is Kind.CASE:
            corrected |= _same_key(kind, of_mentions, of_records)
    incoming = {
        content: mention.fields for content, mention in mentions.items() if content not in corrected
    }
    free = set(records) - set(corrected.values())
    existing = {uid: records[uid].fields for uid in free}
    return corrected | {content: uid for uid, content in pairs(kind, existing, incoming)}


def _same_key(
    kind: Kind, mentions: Mapping[str, Mention], records: Mapping[str, RecordState]
) -> dict[str, str]:
    """Pair the mentions and records of one key: the most alike first, the others in order."""
    existing = {uid: record.fields for uid, record in records.items()}
    incoming = {content: mention.fields for content, mention in mentions.items()}
    paired = {content: uid for uid, content in pairs(kind, existing, incoming)}
    mentions_left = sorted(set(incoming) - set(paired))
    records_left = sorted(set(existing) - set(paired.values()))
    return paired | dict(zip(mentions_left, records_left, strict=False))


def _correct(result: Reconciled, uid: str, mention: Mention) -> str:
    old = result.after[uid]
    result.revisions.append(old)
    earlier = tuple(dict.fromkeys((*old.earlier, old.content)))
    result.after[uid] = RecordState(uid, old.registry, mention, earlier)
    return uid


def _create(result: Reconciled, case: CaseKey, mention: Mention) -> str:
    series = (mention.kind, code_of(mention.entity_key))
    ordinal = result.ordinals.get(series, 0)
    while (uid := record_uid(case, mention.kind, mention.entity_key, ordinal)) in result.after:
        ordinal += 1
    result.ordinals[series] = ordinal + 1
    result.after[uid] = RecordState(uid, case.registry, mention)
    return uid
