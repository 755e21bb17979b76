"""Two files of people linked without a graph: read by a profile, compared, and explained in a CSV.

`link_lists` is the one function that links; it can be replaced by another of the same form.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from trama.compare.comparison import compare
from trama.compare.sentences import Language
from trama.core.errors import BadParameter
from trama.core.home import write_private
from trama.core.safe_cells import spreadsheet_text
from trama.graph.records import CaseKey, RecordState, code_of
from trama.linkage.identity import PEOPLE, local_people
from trama.linkage.judgements import Verdict
from trama.linkage.model.explanation import explain_pair
from trama.linkage.model.weights import Model
from trama.linkage.pairs.blocking import candidate_pairs
from trama.linkage.pairs.compared_records import ComparedRecord
from trama.linkage.pairs.lost import lost_links
from trama.linking.case_reading import ReadCase
from trama.linking.scoring import bits_of
from trama.linking.steps import Step, Watcher, nobody
from trama.mapping.files import map_file
from trama.mapping.mapped import MappedRow
from trama.profiles.specs import Profile

COLUMNS = (
    "kind",
    "one_case",
    "one_person",
    "one_line",
    "other_case",
    "other_person",
    "other_line",
    "probability",
    "verdict",
    "explanation",
)
"""The columns of the CSV. A case is the key that the profile reads, a person the code in it."""

_LISTS = ("A", "B")


class ListedPerson(NamedTuple):
    """A person of a list: the record to compare, the code that the list gives, and the line."""

    record: ComparedRecord
    code: str
    line: int


class LinkedPair(NamedTuple):
    """Two people of two lists, by their places, who are or may be one."""

    one: int
    other: int
    probability: float
    verdict: Verdict
    explanation: str


@dataclass(frozen=True, slots=True)
class ListsReport:
    """The result of linking two lists: people, pairs compared, links, and links lost by blocking.

    ``recall_at_most`` is None if no pair is likely. ``ask`` are pairs for a person to decide.
    """

    file: str
    people: tuple[int, int]
    compared: int
    same: int
    ask: int
    lost_at_least: float
    recall_at_most: float | None

    def document(self) -> dict[str, Any]:
        """Return the report as JSON can hold it."""
        return asdict(self)


def link_files(
    files: tuple[Path, Path],
    profiles: tuple[Profile, Profile],
    out: Path,
    model: Model,
    *,
    lang: Language = "es",
    watcher: Watcher = nobody,
) -> ListsReport:
    """Link the people of two files, and write the pairs into a CSV that only its owner can read.

    The explanation tells the values of both records: whoever has the files knows them.

    Raises:
        InputError: a file cannot be read.
        BadParameter: a profile reads no name, initials or document of anybody.
        OutputError, OSError: the CSV cannot be written.
    """
    lists: list[list[ListedPerson]] = []
    for name, file, profile in zip(_LISTS, files, profiles, strict=True):
        watcher(Step.READING, len(lists), len(files))
        lists.append(read_list(file, profile, name))
    found, compared, lost = link_lists(lists[0], lists[1], model, lang=lang, watcher=watcher)
    write_private(out, _csv(lists[0], lists[1], found))
    same = sum(pair.verdict is Verdict.SAME for pair in found)
    sizes = len(lists[0]), len(lists[1])
    return ListsReport(str(out), sizes, compared, same, len(found) - same, *lost)


def read_list(path: Path, profile: Profile, name: str) -> list[ListedPerson]:
    """Return the people of a file. ``name`` stands for its registry.

    Raises:
        InputError: the file cannot be read.
        BadParameter: nobody has a name, initials or a document.
    """
    records: dict[CaseKey, list[RecordState]] = defaultdict(list)
    lines: dict[str, int] = {}
    with map_file(path, profile, lambda _: None) as tables:
        for table in tables:
            for row in table.rows:
                if not isinstance(row, MappedRow):
                    continue
                for mention in row.mentions:
                    record = RecordState(f"R-{name}{len(lines):08d}", name, mention)
                    lines[record.uid] = row.line
                    records[record.case].append(record)
    people = []
    for key, of_case in sorted(records.items()):
        others = tuple(record for record in of_case if record.kind not in PEOPLE)
        case = ReadCase(key, local_people(of_case), others)
        for person, compared in zip(case.people, case.compared, strict=True):
            code = code_of(person.records[0].entity_key)
            people.append(ListedPerson(compared, code, lines[person.uid]))
    if not any(_known(person.record) for person in people):
        raise BadParameter(
            name="profile",
            why_es=f"no lee nombre, iniciales ni documento de nadie en {path.name}",
            why_en=f"it reads no name, initials or document of anybody in {path.name}",
        )
    return people


def _known(record: ComparedRecord) -> bool:
    identity = record.identity
    return bool(identity.has_name or identity.initials or identity.numbers)


def link_lists(
    one: Sequence[ListedPerson],
    other: Sequence[ListedPerson],
    model: Model,
    *,
    lang: Language = "es",
    watcher: Watcher = nobody,
) -> tuple[list[LinkedPair], int, tuple[float, float | None]]:
    """Return the pairs that are or may be one person, the pairs compared, and what was lost.

    1. Find the candidate pairs with an end in either list, and weigh them.
    2. Take them by falling probability. A pair is one person if it reaches ``same_at`` and neither
       end is linked yet: a person stands once in a list.
    3. Keep the others from ``ask_at`` on, for a person to decide.
    """
    records = [person.record for person in (*one, *other)]
    watcher(Step.BLOCKING, 0, None)
    found = candidate_pairs(records)
    between = (found.one < len(one)) & (found.other >= len(one))
    ends = found.one[between], found.other[between]
    identities = [record.identity for record in records]
    bits = bits_of(identities, *ends, model)
    chances = 1 / (1 + 2.0**-bits)
    told = lost_links(found.found_by[between], chances)
    rows = zip(*(end.tolist() for end in ends), chances.tolist(), strict=True)
    linked: set[int] = set()
    pairs = []
    for mine, theirs, chance in sorted(rows, key=lambda row: (-row[2], row[0], row[1])):
        if chance < model.ask_at:
            break
        same = chance >= model.same_at and linked.isdisjoint((mine, theirs))
        linked |= {mine, theirs} if same else set()
        verdict = Verdict.SAME if same else Verdict.UNSURE
        text = _explanation(model, records[mine], records[theirs], lang)
        pairs.append(LinkedPair(mine, theirs - len(one), round(chance, 4), verdict, text))
    return pairs, int(between.sum()), (round(told.lost_at_least, 1), told.recall_at_most)


def _explanation(model: Model, one: ComparedRecord, other: ComparedRecord, lang: Language) -> str:
    lines = explain_pair(model, compare(one.identity, other.identity), lang, reveal=True)
    return " · ".join(
        f"{told.line.title}: {told.line.sentence} ({told.weight:+.1f})"
        for told in lines
        if told.weight is not None
    )


def _csv(
    one: Sequence[ListedPerson], other: Sequence[ListedPerson], pairs: Sequence[LinkedPair]
) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for pair in pairs:
        mine, theirs = one[pair.one], other[pair.other]
        told = [mine.record.identity.kind.value]
        for person in (mine, theirs):
            case = person.record.case.number
            told += [spreadsheet_text(case), spreadsheet_text(person.code), str(person.line)]
        told += [f"{pair.probability:.4f}", pair.verdict.value, spreadsheet_text(pair.explanation)]
        writer.writerow(told)
    return "\ufeff" + stream.getvalue()
