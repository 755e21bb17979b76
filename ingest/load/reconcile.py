"""What the rows of one case change in its records: what is new, corrected or known already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from trama.graph.records import CaseKey, Kind, Mention, RecordState, code_of, record_uid
from trama.ingest.load.likeness import pairs


class RowOutcome(StrEnum):
    """What became of a row; the sheets' counts in the report of a load have these names."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    MERGED = "merged"
    REJECTED = "rejected"


class SpooledRow(NamedTuple):
    """A mapped row: ``file`` and ``sheet`` count the tables of the load in their order."""

    file: int
    sheet: int
    line: int
    parent: bool
    mentions: tuple[Mention, ...]


class Provenance(NamedTuple):
    """Where a record was read."""

    record: str
    file: int
    sheet: int
    line: int


@dataclass(slots=True)
class Reconciled:
    """The records of one case before and after its rows, and what the rows came to.

    ``revisions`` are records as they were before a correction; ``outcomes`` follows the rows;
    ``ordinals`` remembers up to which ordinal uids are taken.
    """

    before: dict[str, RecordState]
    after: dict[str, RecordState]
    revisions: list[RecordState] = field(default_factory=list)
    provenance: list[Provenance] = field(default_factory=list)
    outcomes: list[RowOutcome] = field(default_factory=list)
    ordinals: dict[tuple[Kind, str], int] = field(default_factory=dict)

    @property
    def changed(self) -> list[RecordState]:
        """The records that are new or say something else now."""
        return [one for uid, one in self.after.items() if self.before.get(uid) is not one]


def says_nothing_new(rows: Iterable[SpooledRow], known: set[str]) -> bool:
    """Returns whether every mention of the rows has a digest among ``known``."""
    return all(mention.content in known for row in rows for mention in row.mentions)


def reconcile(
    case: CaseKey, rows: Sequence[SpooledRow], existing: Iterable[RecordState]
) -> Reconciled:
    """Returns what the rows, sorted by file, sheet and line, change in the records of their case.

    Files count in their order: of two exports of one registry the later corrects the earlier. What
    a record says or said before is nothing new. What is left corrects the record of the same key,
    else the most alike; what is left then is new. A record whose row is gone stays.
    """
    before = {record.uid: record for record in existing}
    done = Reconciled(before, dict(before))
    for _, of_file in groupby(rows, key=lambda row: row.file):
        _reconcile_file(case, list(of_file), done)
    return done


def _reconcile_file(case: CaseKey, rows: Sequence[SpooledRow], done: Reconciled) -> None:
    first: dict[str, tuple[SpooledRow, Mention]] = {}
    for row in rows:
        for mention in row.mentions:
            first.setdefault(mention.content, (row, mention))
    written: set[str] = set()
    for kind in Kind:
        said = {content: one for content, (_, one) in first.items() if one.kind is kind}
        if not said:
            continue
        records = {uid: one for uid, one in done.after.items() if one.kind is kind}
        unsaid = _known_already(said, records)
        corrections = _corrections(kind, said, unsaid)
        for content in sorted(said, key=lambda content: (said[content].entity_key, content)):
            corrected = corrections.get(content)
            record = (
                _correct(done, corrected, said[content])
                if corrected
                else _create(done, case, said[content])
            )
            row = first[content][0]
            done.provenance.append(Provenance(record, row.file, row.sheet, row.line))
            written.add(content)
    for row in rows:
        new = any(mention.content in written for mention in row.mentions)
        done.outcomes.append(RowOutcome.LOADED if new else RowOutcome.UNCHANGED)


def _known_already(
    said: dict[str, Mention], records: dict[str, RecordState]
) -> dict[str, RecordState]:
    """Takes out of ``said`` what a record says or said; returns the records nobody spoke of."""
    by_content: dict[str, str] = {}
    for uid, record in sorted(records.items()):
        for earlier in record.earlier:
            by_content.setdefault(earlier, uid)
    by_content.update({record.content: uid for uid, record in records.items()})
    spoken_of = {by_content[content] for content in said if content in by_content}
    for content in [content for content in said if content in by_content]:
        del said[content]
    return {uid: record for uid, record in records.items() if uid not in spoken_of}


def _corrections(
    kind: Kind, said: Mapping[str, Mention], unsaid: Mapping[str, RecordState]
) -> dict[str, str]:
    """Which record each mention corrects: first by the same key, then by likeness."""
    if not unsaid:
        return {}
    keys: dict[str, tuple[dict[str, Mention], dict[str, RecordState]]]
    keys = defaultdict(lambda: ({}, {}))
    for content, mention in said.items():
        keys[mention.entity_key][0][content] = mention
    for uid, record in unsaid.items():
        keys[record.entity_key][1][uid] = record
    corrected: dict[str, str] = {}
    for key, (mentions, records) in sorted(keys.items()):
        if key or kind is Kind.CASE:
            corrected |= _same_key(kind, mentions, records)
    rest = {content: one.fields for content, one in said.items() if content not in corrected}
    free = set(unsaid) - set(corrected.values())
    existing = {uid: unsaid[uid].fields for uid in free}
    return corrected | {content: uid for uid, content in pairs(kind, existing, rest)}


def _same_key(
    kind: Kind, mentions: Mapping[str, Mention], records: Mapping[str, RecordState]
) -> dict[str, str]:
    """Pairs the mentions and records of one key: the most alike first, the others in order."""
    existing = {uid: record.fields for uid, record in records.items()}
    incoming = {content: mention.fields for content, mention in mentions.items()}
    paired = {content: uid for uid, content in pairs(kind, existing, incoming)}
    rest = sorted(set(incoming) - set(paired))
    return paired | dict(zip(rest, sorted(set(existing) - set(paired.values())), strict=False))


def _correct(done: Reconciled, uid: str, mention: Mention) -> str:
    old = done.after[uid]
    done.revisions.append(old)
    earlier = tuple(dict.fromkeys((*old.earlier, old.content)))
    done.after[uid] = RecordState(uid, old.registry, mention, earlier)
    return uid


def _create(done: Reconciled, case: CaseKey, mention: Mention) -> str:
    series = (mention.kind, code_of(mention.entity_key))
    ordinal = done.ordinals.get(series, 0)
    while (uid := record_uid(case, mention.kind, mention.entity_key, ordinal)) in done.after:
        ordinal += 1
    done.ordinals[series] = ordinal + 1
    done.after[uid] = RecordState(uid, case.registry, mention)
    return uid
