"""The people of a twin as records to link, and the person that each record is about."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from trama.graph.records import CaseKey, Kind, Mention, RecordState
from trama.linkage.compared_people import compared_record, fact_of
from trama.linkage.identity import LocalPerson, local_people
from trama.linkage.pairs.compared_records import ComparedRecord
from trama.mapping.files import map_file
from trama.mapping.mapped import MappedRow
from trama.profiles.library import load_profile
from trama.twin import TwinOptions, write_twin


@dataclass(frozen=True, slots=True)
class TwinPeople:
    """The records of a twin's people, and by record the id of the true person.

    ``cases`` are the true cases, each as its registrations and carpetas. ``locals`` are the local
    people, in the order of ``records``; ``states`` are all records by case, stages included.
    """

    records: list[ComparedRecord]
    person: list[str]
    cases: list[list[CaseKey]]
    locals: list[LocalPerson]
    states: dict[CaseKey, list[RecordState]]

    def links(self, kind: Kind) -> set[tuple[int, int]]:
        """Return the pairs of records of one person and kind that are of two registry's cases."""
        of_person: dict[str, list[int]] = defaultdict(list)
        for number, record in enumerate(self.records):
            if record.identity.kind is kind:
                of_person[self.person[number]].append(number)
        pairs = (pair for numbers in of_person.values() for pair in combinations(numbers, 2))
        return {pair for pair in pairs if len({self.records[end].case for end in pair}) == 2}

    def case_links(self) -> set[tuple[CaseKey, CaseKey]]:
        """Return the pairs of registries' cases that are one true case, each pair sorted."""
        return {pair for keys in self.cases for pair in combinations(sorted(keys), 2)}


def twin_people(folder: Path, options: TwinOptions) -> TwinPeople:
    """Write a twin into ``folder`` and read its people, one record for each person of a case."""
    summary = write_twin(folder, options)
    truth = json.loads(summary.truth.read_text(encoding="utf-8"))
    return people_of_files(summary.reta, summary.sistra, truth)


def people_of_files(reta: Path, books: Iterable[Path], truth: Mapping[str, Any]) -> TwinPeople:
    """Return the people of two registries' files, one record for each person of a case.

    ``truth`` has by person the records about them and by case its numbers, as a twin's truth.json.
    """
    rows = list(_rows(reta, "reta_cases", "RETA"))
    for book in books:
        rows += _rows(book, "sistra_cases", "SISTRA")
    known = _known(truth["people"])
    states, person_of = [], {}
    of_case: dict[CaseKey, list[RecordState]] = defaultdict(list)
    for number, (case, line, mention) in enumerate(_of_stored_cases(rows)):
        if mention.kind not in {Kind.VICTIM, Kind.SUSPECT}:
            of_case[case].append(RecordState(f"R-{number:07d}-0", case.registry, mention))
            continue
        code = mention.entity_key if case.registry == "SISTRA" else line
        person = known.get((case, mention.kind.value, code))
        if person:
            state = RecordState(f"R-{len(states):07d}", case.registry, mention)
            states.append(state)
            person_of[state.uid] = person
    records, people = [], []
    all_people = list(local_people(states))
    for local in all_people:
        records.append(compared_record(local, fact_of(of_case[local.case])))
        people.append(person_of[local.uid])
    for local in all_people:
        of_case[local.case] += local.records
    cases = [[_case_key(number) for number in case["numbers"]] for case in truth["cases"]]
    return TwinPeople(records, people, cases, all_people, of_case)


def _case_key(written: str) -> CaseKey:
    """Return the case of a number of truth.json, ``RETA:SINT-2017-000005``."""
    registry, _, number = written.partition(":")
    return CaseKey(registry, number)


def _rows(path: Path, profile: str, registry: str) -> Iterator[tuple[CaseKey, int, Mention]]:
    with map_file(path, load_profile(profile), lambda _: None) as tables:
        for table in tables:
            for row in table.rows:
                assert isinstance(row, MappedRow)
                for mention in row.mentions:
                    yield CaseKey(registry, row.case_key), row.line, mention


def _of_stored_cases(
    rows: Iterable[tuple[CaseKey, int, Mention]],
) -> list[tuple[CaseKey, int, Mention]]:
    """Return the rows without those of an unknown case, which a load rejects."""
    rows = list(rows)
    known = {case for case, _, mention in rows if mention.kind is Kind.CASE}
    return [row for row in rows if row[0] in known]


def _known(people: Iterable[dict[str, Any]]) -> dict[tuple[CaseKey, str, str | int], str]:
    return {
        (CaseKey(record["registry"], record["case"]), record["kind"], code): person["id"]
        for person in people
        for record in person["records"]
        for code in ([record["entity"]] if record["entity"] else record["lines"])
    }
