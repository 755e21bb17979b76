"""The changes that the rows of one case make in its records.

The main value is a :class:`Reconciled`: the records before and after, and an outcome for each row.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from trama.graph.records import CaseKey, Kind, Mention, RecordState, code_of, record_uid
from trama.incoming.kept_facts import with_kept_facts
from trama.incoming.likeness import pairs
from trama.incoming.rows import RowOutcome, SpooledRow
from trama.linkage.compatible import are_namesakes


class Provenance(NamedTuple):
    """The place where a record was read. ``record`` is the uid of the record.

    ``said_before``: the record had said the same before the load.
    """

    record: str
    file: int
    sheet: int
    line: int
    said_before: bool = False


class KeptFact(NamedTuple):
    """A fact of an earlier export that a row no longer gives: the row, and the names of fields."""

    row: SpooledRow
    names: tuple[str, ...]


@dataclass(slots=True)
class Reconciled:
    """The records of one case, by uid, before and after its rows, and the outcomes of the rows.

    ``revisions`` are records as they were before a correction, each content of a record once.
    ``provenance`` has an item for each record made or corrected. ``outcomes`` has an outcome for
    each row, in the order of the rows. ``ordinals`` holds, by kind and code, the next ordinal that
    a new uid may have. ``kept`` are facts that corrections did not erase. ``ignored`` are rows of
    files loaded before that say what a later export corrected.
    """

    before: dict[str, RecordState]
    after: dict[str, RecordState]
    revisions: list[RecordState] = field(default_factory=list)
    provenance: list[Provenance] = field(default_factory=list)
    outcomes: list[RowOutcome] = field(default_factory=list)
    ordinals: dict[tuple[Kind, str], int] = field(default_factory=dict)
    kept: list[KeptFact] = field(default_factory=list)
    ignored: list[SpooledRow] = field(default_factory=list)

    def keeps(self, record: RecordState) -> bool:
        """Return whether no row changes a record of the case that the graph holds."""
        return self.before.get(record.uid) == record == self.after.get(record.uid)

    @property
    def changed(self) -> list[RecordState]:
        """The records that are new or corrected, as they are now."""
        return [record for uid, record in self.after.items() if self.before.get(uid) is not record]


def all_known(rows: Iterable[SpooledRow], known: Collection[str]) -> bool:
    """Return whether the digest of every mention of the rows is among ``known``."""
    return all(mention.content in known for row in rows for mention in row.mentions)


def reconcile(
    case: CaseKey,
    rows: Sequence[SpooledRow],
    existing: Iterable[RecordState],
    loaded_before: Collection[int] = (),
) -> Reconciled:
    """Return the changes that the rows of a case make in its records.

    The rows are sorted by file, sheet and line. Files count in their order: of two exports of one
    registry the later corrects the earlier. The steps for each file, 2 to 4 of them kind by kind:

    1. Collect the distinct mentions, each with the first row that gives it.
    2. Drop the mentions that a record says now. Drop what a record said before too if the file is
       among ``loaded_before``: the same file again undoes nothing.
    3. Pair each mention left with a record that no mention of step 2 matched: first a record that
       said it before, then a record of the same entity key, then the most alike record. The mention
       corrects the record, and the record's old state becomes a revision.
    4. Make a new record of each mention that corrects no record.

    In the end, a record that says again what it said before the load is as it was. A row is loaded
    if one of its mentions made or corrected another record, else unchanged.

    A record whose row is gone stays as it is.

    Example: a case has two victims, R-1 (ROSA, 17) and R-2 (ELENA, 30). A new export has ELENA, 30
    on line 2, ROSA, 18 on line 3 and ANA, 25 on line 4. Step 2 drops ELENA. Step 3 pairs ROSA, 18
    with R-1: R-1 is 18 now, and a revision keeps 17. Step 4 makes R-3 of ANA. The outcomes are
    unchanged, loaded, loaded. A third export has ROSA, 17 again: R-1 is 17, with revisions of both.
    """
    before = {record.uid: record for record in existing}
    result = Reconciled(before, dict(before))
    touched: list[set[str]] = []
    for file, of_file in groupby(rows, key=lambda row: row.file):
        touched += _reconcile_file(case, list(of_file), result, again=file in loaded_before)
    _restore(result)
    changed = {record.uid for record in result.changed}
    result.outcomes = [
        RowOutcome.LOADED if uids & changed else RowOutcome.UNCHANGED for uids in touched
    ]
    return result


def _reconcile_file(
    case: CaseKey, rows: Sequence[SpooledRow], result: Reconciled, *, again: bool
) -> list[set[str]]:
    """Apply the rows of one file. Return for each row the uids of the records that it changed."""
    first: dict[str, tuple[SpooledRow, Mention]] = {}
    for row in rows:
        for mention in row.mentions:
            first.setdefault(mention.content, (row, mention))
    written: dict[str, str] = {}
    ignored: set[str] = set()
    for kind in Kind:
        mentions = {
            content: mention for content, (_, mention) in first.items() if mention.kind is kind
        }
        if not mentions:
            continue
        records = {uid: record for uid, record in result.after.items() if record.kind is kind}
        new, unmatched = _without_known(mentions, records)
        said_before = _said_before(new, unmatched)
        if again:
            ignored |= said_before.keys()
            new, unmatched = _without(new, unmatched, said_before)
            said_before = {}
        corrections = said_before | _corrections(kind, *_without(new, unmatched, said_before))
        for content in sorted(new, key=lambda content: (new[content].entity_key, content)):
            corrected, row = corrections.get(content), first[content][0]
            uid = (
                _correct(result, corrected, new[content], row)
                if corrected
                else _create(result, case, new[content], row)
            )
            known = result.before.get(uid)
            said = known is not None and content in known.earlier
            result.provenance.append(Provenance(uid, row.file, row.sheet, row.line, said))
            written[content] = uid
    result.ignored += [row for row in rows if any(m.content in ignored for m in row.mentions)]
    return [{written[m.content] for m in row.mentions if m.content in written} for row in rows]


def _restore(result: Reconciled) -> None:
    """Put back each record that says again, and has said, only what it did before the load."""
    same = set()
    for uid, old in result.before.items():
        new = result.after[uid]
        history = {*old.earlier, old.content}
        if new is not old and new.content == old.content and history.issuperset(new.earlier):
            result.after[uid] = old
            same.add(uid)
    revised: dict[tuple[str, str], RecordState] = {}
    for old in result.revisions:
        known = result.before.get(old.uid)
        if old.uid not in same and not (known and old.content in known.earlier):
            revised.setdefault((old.uid, old.content), old)
    result.revisions = list(revised.values())
    result.provenance = [place for place in result.provenance if place.record not in same]


def _without_known(
    mentions: Mapping[str, Mention], records: Mapping[str, RecordState]
) -> tuple[dict[str, Mention], dict[str, RecordState]]:
    """Return the mentions that no record says now, and the records that no mention matches."""
    said = {record.content: uid for uid, record in records.items()}
    matched = {said[content] for content in mentions if content in said}
    return (
        {content: mention for content, mention in mentions.items() if content not in said},
        {uid: record for uid, record in records.items() if uid not in matched},
    )


def _said_before(
    mentions: Mapping[str, Mention], records: Mapping[str, RecordState]
) -> dict[str, str]:
    """Return the uid of the record that said each mention before, by digest, one to one."""
    pairs_found: dict[str, str] = {}
    for uid, record in sorted(records.items()):
        said = (content for content in reversed(record.earlier) if content in mentions)
        content = next((content for content in said if content not in pairs_found), None)
        if content is not None:
            pairs_found[content] = uid
    return pairs_found


def _without(
    mentions: Mapping[str, Mention], records: Mapping[str, RecordState], paired: Mapping[str, str]
) -> tuple[dict[str, Mention], dict[str, RecordState]]:
    """Return the mentions and the records that are not ``paired``."""
    taken = set(paired.values())
    return (
        {content: mention for content, mention in mentions.items() if content not in paired},
        {uid: record for uid, record in records.items() if uid not in taken},
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
    """Pair the mentions and records of one key: the most alike first, the others in order.

    Namesakes of a key that is no code of the registry are not paired: a twin corrects nobody.
    """
    existing = {uid: record.fields for uid, record in records.items()}
    incoming = {content: mention.fields for content, mention in mentions.items()}
    paired = {content: uid for uid, content in pairs(kind, existing, incoming)}
    mentions_left = sorted(set(incoming) - set(paired))
    records_left = sorted(set(existing) - set(paired.values()))
    for content, uid in zip(mentions_left, records_left, strict=False):
        coded = kind is Kind.CASE or code_of(mentions[content].entity_key)
        if coded or not are_namesakes(existing[uid], incoming[content]):
            paired[content] = uid
    return paired


def _correct(result: Reconciled, uid: str, mention: Mention, row: SpooledRow) -> str:
    old = result.after[uid]
    result.revisions.append(old)
    earlier = tuple(dict.fromkeys((*old.earlier, old.content)))
    cells = {column: cell for each in row.mentions for column, cell in each.written().items()}
    mention, kept = with_kept_facts(mention, old, cells)
    if kept:
        result.kept.append(KeptFact(row, kept))
    result.after[uid] = _state(uid, old.registry, mention, row, earlier)
    return uid


def _create(result: Reconciled, case: CaseKey, mention: Mention, row: SpooledRow) -> str:
    series = (mention.kind, code_of(mention.entity_key))
    ordinal = result.ordinals.get(series, 0)
    while (uid := record_uid(case, mention.kind, mention.entity_key, ordinal)) in result.after:
        ordinal += 1
    result.ordinals[series] = ordinal + 1
    result.after[uid] = _state(uid, case.registry, mention, row)
    return uid


def _state(
    uid: str, registry: str, mention: Mention, row: SpooledRow, earlier: tuple[str, ...] = ()
) -> RecordState:
    """Return the record that says the mention. Only stages have an order, and need their row."""
    if mention.kind is not Kind.STAGE or not row.origin:
        return RecordState(uid, registry, mention, earlier)
    return RecordState(uid, registry, mention, earlier, row.line, row.origin)
