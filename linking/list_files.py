"""Files of people linked without a graph: read by a profile, linked by ``lists``, told in a CSV."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from filecmp import cmp
from pathlib import Path
from typing import Any

import pyarrow as pa

from trama.core.errors import BadParameter
from trama.core.home import check_apart, write_private
from trama.core.safe_cells import spreadsheet_text
from trama.graph.records import Kind
from trama.linkage.identity import PEOPLE
from trama.linkage.judgements import Verdict
from trama.linkage.model.weights import Model
from trama.linking.people_of_files import (
    UNREAD_TOLD,
    FileOfPeople,
    ListedPerson,
    UnreadRow,
    read_list,
)
from trama.linking.steps import Step, Watcher, nobody
from trama.lists.link import ListLinks, ListOptions, ListStep, dedupe, link_lists
from trama.profiles.specs import Profile

COLUMNS = (
    "kind",
    "one_case",
    "one_person",
    "one_line",
    "one_name",
    "other_case",
    "other_person",
    "other_line",
    "other_name",
    "probability",
    "verdict",
    "reason",
    "group",
    "explanation",
)
"""The columns of the CSV. A case is the key that the profile reads, a person the code in it.
``reason`` is the guard that stopped a pair; people of one ``group`` are one person."""

_LISTS = ("A", "B")
_LIST_COLUMNS = (
    "uid", "paternal", "maternal", "given", "fragment", "initials", "aliases", "document", "sex",
    "birth", "age", "counted_on", "nationality", "birthplace", "residence", "case",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListsReport:
    """The result of linking files: people, pairs compared, links, and links lost by blocking.

    ``people`` and ``unread`` (rows) have a number for each file. ``recall_at_most`` is None if no
    pair is likely. ``ask`` are pairs for a person to decide, ``guards`` counts of those by guard.
    """

    file: str
    people: tuple[int, ...]
    unread: tuple[int, ...]
    first_unread: tuple[UnreadRow, ...]
    compared: int
    same: int
    ask: int
    guards: Mapping[str, int]
    lost_at_least: float
    recall_at_most: float | None

    def document(self) -> dict[str, Any]:
        """Return the report as JSON can hold it."""
        unread = [row._asdict() for row in self.first_unread]
        return {**asdict(self), "first_unread": unread}


def link_files(
    files: Sequence[Path],
    profiles: Sequence[Profile],
    out: Path,
    model: Model | None = None,
    *,
    options: ListOptions | None = None,
    watcher: Watcher = nobody,
) -> ListsReport:
    """Link the people of two files, or find the repetitions in one; write the pairs into a CSV.

    Only the owner can read the CSV. It has names, and no other value. Without a ``model`` the
    weights are learned from the files. Victims are compared with victims, suspects with suspects.

    Raises:
        InputError: a file cannot be read, or no row of it.
        BadParameter: both files are one, or a profile reads no name, initials or document.
        OutputError, OSError: the CSV cannot be written, or would take the place of a file.
    """
    _refuse_one_file_twice(files)
    check_apart(out, files)

    def watch(step: ListStep, size: int) -> None:
        watcher(Step(step.value), 0, size)

    options = replace(options or ListOptions(), watch=watch)
    read: list[FileOfPeople] = []
    for file, profile, name in zip(files, profiles, _LISTS, strict=False):
        watcher(Step.READING, len(read), len(files))
        read.append(read_list(file, profile, name))
    pairs: list[list[str]] = []
    done = []
    for kind in PEOPLE:
        lists = [_numbered(of.people, kind, name) for of, name in zip(read, _LISTS, strict=False)]
        if any(not people for people in lists):
            continue
        tables = [_table(people) for people in lists]
        if len(tables) == 1:
            links = dedupe(tables[0], model=model, options=options)
        else:
            links = link_lists(*tables, model=model, options=options)
        done.append(links)
        pairs += _rows(kind, links, {uid: who for people in lists for uid, who in people.items()})
    watcher(Step.JUDGING, 0, len(pairs))
    write_private(out, _csv(pairs))
    return _report(out, read, done, pairs)


def _refuse_one_file_twice(files: Sequence[Path]) -> None:
    """Refuse two files of the same bytes: each person would be linked with themselves.

    Raises:
        BadParameter: the files are the same.
    """
    if len(files) == 1 or not all(file.is_file() for file in files):  # their reading tells why
        return
    one, other = files
    if cmp(one, other, shallow=False):
        raise BadParameter(
            name="files",
            why_es=f"{one.name} y {other.name} son el mismo archivo; para quienes se repiten en "
            "uno: --file",
            why_en=f"{one.name} and {other.name} are one file; for people who stand twice in a "
            "file: --file",
        )


def _numbered(people: Sequence[ListedPerson], kind: Kind, name: str) -> dict[str, ListedPerson]:
    """Return the people of a kind by a uid within this run."""
    of_kind = [person for person in people if person.identity.kind is kind]
    return {f"{name}{number}": person for number, person in enumerate(of_kind)}


def _table(people: Mapping[str, ListedPerson]) -> pa.Table:
    """Return people as a list of ``lists.columns``."""
    rows = [_cells(uid, person) for uid, person in people.items()]
    columns = zip(_LIST_COLUMNS, zip(*rows, strict=True), strict=True)
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns})


def _cells(uid: str, person: ListedPerson) -> tuple[str | None, ...]:
    identity = person.identity
    age = None if identity.age is None else f"{identity.age:g}"
    return (
        uid,
        identity.paternal,
        " ".join(filter(None, (identity.maternal, identity.married))),
        " ".join(identity.given),
        identity.fragment,
        ".".join(identity.initials),
        "|".join(identity.aliases),
        "|".join((*identity.documents, *identity.unsure_numbers)),
        identity.sex,
        identity.birth.text if identity.birth else None,
        age,
        identity.counted_on.text if identity.counted_on else None,
        identity.nationality,
        identity.birthplace,
        identity.residence,
        f"{person.case.registry}:{person.case.number}",
    )


def _rows(kind: Kind, links: ListLinks, people: Mapping[str, ListedPerson]) -> list[list[str]]:
    """Return the rows of the pairs that are one person, and of those for a person to decide."""
    first = dict(zip(*(links.groups[name].to_pylist() for name in ("uid", "person")), strict=True))
    rows = []
    for pair in links.pairs.to_pylist():
        verdict = Verdict[pair["verdict"]]
        same = verdict is Verdict.SAME
        if not same and pair["probability"] < links.model.ask_at:
            continue
        row = [kind.value]
        for end in (pair["one"], pair["other"]):
            row += _cells_of_end(people[end])
        told = pair["explanation"].replace("\n", " · ")
        group = f"{kind.value} {first[pair['one']]}" if same else ""
        row += [f"{pair['probability']:.4f}", verdict.value, pair["reason"], group]
        rows.append([*row, spreadsheet_text(told)])
    return sorted(rows, key=lambda row: (-float(row[COLUMNS.index("probability")]), row))


def _cells_of_end(person: ListedPerson) -> list[str]:
    texts = (person.case.number, person.code, str(person.line), person.identity.full_name)
    return [spreadsheet_text(text) for text in texts]


def _csv(rows: Iterable[Sequence[str]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([COLUMNS, *rows])
    return "\ufeff" + stream.getvalue()  # without it a Spanish Excel takes Ñ for two signs


def _report(
    out: Path,
    read: Sequence[FileOfPeople],
    done: Sequence[ListLinks],
    rows: Sequence[Sequence[str]],
) -> ListsReport:
    same = sum(row[COLUMNS.index("verdict")] == Verdict.SAME.value for row in rows)
    guards: dict[str, int] = defaultdict(int)
    for row in rows:
        if reason := row[COLUMNS.index("reason")]:
            guards[reason] += 1
    found = sum(links.lost.found for links in done)
    lost = sum(links.lost.lost_at_least for links in done)
    return ListsReport(
        file=str(out),
        people=tuple(len(of.people) for of in read),
        unread=tuple(of.unread for of in read),
        first_unread=tuple(row for of in read for row in of.first_unread)[:UNREAD_TOLD],
        compared=sum(links.candidates for links in done),
        same=same,
        ask=len(rows) - same,
        guards=dict(sorted(guards.items())),
        lost_at_least=round(lost, 1),
        recall_at_most=found / (found + lost) if found + lost else None,
    )
