"""What the rows of one case change in its records: what is new, corrected or known already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from trama.graph.records import CaseKey, RecordState, code_of, record_uid
from trama.ingest.load.likeness import pairs
from trama.ingest.mapping.accounts import FieldValue, Kind


class RowOutcome(StrEnum):
    """What became of a row; the sheets' counts in the account of a load have these names."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    MERGED = "merged"
    REJECTED = "rejected"


class SaidAccount(NamedTuple):
    """An account as a row gives it, with its digest."""

    kind: Kind
    entity_key: str
    content: str
    originals: str
    fields: Mapping[str, FieldValue]


class SpooledRow(NamedTuple):
    """A mapped row: ``file`` and ``sheet`` count the tables of the load in their order."""

    file: int
    sheet: int
    line: int
    parent: bool
    accounts: tuple[SaidAccount, ...]


class Source(NamedTuple):
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
    sources: list[Source] = field(default_factory=list)
    outcomes: list[RowOutcome] = field(default_factory=list)
    ordinals: dict[tuple[Kind, str], int] = field(default_factory=dict)

    @property
    def changed(self) -> list[RecordState]:
        """The records that are new or say something else now."""
        return [one for uid, one in self.after.items() if self.before.get(uid) is not one]


def says_nothing_new(rows: Iterable[SpooledRow], known: set[str]) -> bool:
    """Returns whether every account of the rows has a digest among ``known``."""
    return all(account.content in known for row in rows for account in row.accounts)


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
    first: dict[str, tuple[SpooledRow, SaidAccount]] = {}
    for row in rows:
        for account in row.accounts:
            first.setdefault(account.content, (row, account))
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
            done.sources.append(Source(record, row.file, row.sheet, row.line))
            written.add(content)
    for row in rows:
        new = any(account.content in written for account in row.accounts)
        done.outcomes.append(RowOutcome.LOADED if new else RowOutcome.UNCHANGED)


def _known_already(
    said: dict[str, SaidAccount], records: dict[str, RecordState]
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
    kind: Kind, said: Mapping[str, SaidAccount], unsaid: Mapping[str, RecordState]
) -> dict[str, str]:
    """Which record each account corrects: first by the same key, then by likeness."""
    if not unsaid:
        return {}
    keys: dict[str, tuple[dict[str, SaidAccount], dict[str, RecordState]]]
    keys = defaultdict(lambda: ({}, {}))
    for content, account in said.items():
        keys[account.entity_key][0][content] = account
    for uid, record in unsaid.items():
        keys[record.entity_key][1][uid] = record
    corrected: dict[str, str] = {}
    for key, (accounts, records) in sorted(keys.items()):
        if key or kind is Kind.CASE:
            corrected |= _same_key(kind, accounts, records)
    rest = {content: one.fields for content, one in said.items() if content not in corrected}
    free = set(unsaid) - set(corrected.values())
    existing = {uid: unsaid[uid].fields for uid in free}
    return corrected | {content: uid for uid, content in pairs(kind, existing, rest)}


def _same_key(
    kind: Kind, accounts: Mapping[str, SaidAccount], records: Mapping[str, RecordState]
) -> dict[str, str]:
    """Pairs the accounts and records of one key: the most alike first, the others in order."""
    existing = {uid: record.fields for uid, record in records.items()}
    incoming = {content: account.fields for content, account in accounts.items()}
    paired = {content: uid for uid, content in pairs(kind, existing, incoming)}
    rest = sorted(set(incoming) - set(paired))
    return paired | dict(zip(rest, sorted(set(existing) - set(paired.values())), strict=False))


def _correct(done: Reconciled, uid: str, account: SaidAccount) -> str:
    old = done.after[uid]
    done.revisions.append(old)
    done.after[uid] = RecordState(
        uid=uid,
        registry=old.registry,
        kind=old.kind,
        case_key=old.case_key,
        entity_key=account.entity_key,
        content=account.content,
        earlier=tuple(dict.fromkeys((*old.earlier, old.content))),
        originals=account.originals,
        fields=account.fields,
    )
    return uid


def _create(done: Reconciled, case: CaseKey, account: SaidAccount) -> str:
    series = (account.kind, code_of(account.entity_key))
    ordinal = done.ordinals.get(series, 0)
    while (uid := record_uid(case, account.kind, account.entity_key, ordinal)) in done.after:
        ordinal += 1
    done.ordinals[series] = ordinal + 1
    done.after[uid] = RecordState(
        uid=uid,
        registry=case.registry,
        kind=account.kind,
        case_key=case.number,
        entity_key=account.entity_key,
        content=account.content,
        earlier=(),
        originals=account.originals,
        fields=account.fields,
    )
    return uid
