"""The file truth.json: the facts behind a twin, and the lines of its exports that write them.

truth.json is one JSON object in UTF-8. Everything in it is invented.

Forms of values:

day         ISO, ``2017-03-05``. A partial day may lack day or month: ``2017-03``, ``2017``.
case        the id of a true case, ``TC-000001``; person: ``TP-0000001``; network: ``TN-001``.
number      the number that a registry gives a case, as a text. In ``numbers`` it has the registry
            in front: ``RETA:SINT-2017-000005``, ``SISTRA:9999154505-2017-1-0``.
place       the uid of a Location: a district (``PE-150132``), or abroad a state (``VE-V``).
line        the row's first line in the CSV file as an editor counts, or its row number in the
            sheet. Both count from 1, with the header.
document    a document's number. In records, the number as written, which may have a typo or be of
            another document; null if there is none, or if a reader cannot be sure of it.
RETA's word a value of a RETA column as RETA spells it: ``OFERTA DE TRABAJO``.

In a true fact, an empty text ('') means that there is nothing to name. In ``reta`` and ``sistra``,
null means that the record does not let a reader learn the value.

Keys of the document:

``marca``           ``SINTETICO``.
``options``         ``{cases, seed, overlap, sistra_overlap, report_filled, encoding, clean}``; see
                    trama.twin.options. ``clean`` is true if no defects were made.
``cases``           the true cases, in the order of registration; see below.
``people``          ``[{id, name, sex, birth_date, nationality, document, birthplace, residence,
                    victim_in: [case], suspect_in: [case], records}]``. ``sex`` is F or M.
                    ``nationality`` is a country's two letters. ``document`` is null for a person
                    without a document. ``records``: ``[{registry, case: number, episode: case,
                    kind, entity, lines, document}]``, a record for each registration and carpeta
                    that writes the person; ``episode`` is the true case that it is about. Somebody
                    of an episode with records in one registry only was omitted by the other, if it
                    has the case. ``kind`` is victim or suspect. ``entity`` is the code in the
                    carpeta (A1, I1), null in RETA. ``lines`` are lines of AGRAVIADOS or IMPUTADOS,
                    or of RETA's file.
``planted_routes``  ``[{name, cases, victims, first, last, numbers}]``, the routes of corridors.csv.
                    ``victims`` is their number. ``first`` and ``last`` are the earliest and the
                    latest day of capture.
``networks``        ``[{id, shape, home, members: [person], edges: [[person, person]], cases,
                    company, plates, establishments: {place: name}}]``. ``shape`` is the real
                    network with the same edges; ``home`` is its department (``PE-17``).
``recurring_suspects`` ``[{person, name, document, cases: [{case, excluded, numbers}], counted}]``,
                    everybody who is a suspect of two or more true cases. ``counted`` is the number
                    of those cases without the excluded ones.
``recurring_pairs`` ``[{suspects: [person, person], cases, counted}]``, pairs of planted suspects
                    with two or more true cases in common.
``repeated_victims`` ``turned``  ``[person]``: victims of two cases; victims who are suspects of a
                    later case.
``shared_means``    ``[{type, value, place, cases, numbers}]``, the things that the records of two
                    or more true cases write. ``type`` is phone, account (social media), plate,
                    establishment or company. ``place`` is null except for establishments.
``totals``          ``{registry: {year: {cases, victims, suspects}}}``, by the year of registration
                    (RETA) or entry (SISTRA). L.Q.R.R. rows are no suspects.
``account``         ``{file: {sheet: {rows, loaded, merged, rejected, blank}}}``, the counts that a
                    load must report: rows = loaded + merged + rejected. The CSV's sheet is ''.
``rejects``         ``[{file, sheet, line, code}]``, the rows that a load must reject; ``code`` is a
                    code of docs/defects.md.
``files``           ``{"reta": name, "sistra": [name, …]}``.

Keys of a case:

``id``              case.
``kind``            both, reta or sistra: the registries that have the case.
``excluded``        true if SISTRA says that the case was archived, dismissed or ended in acquittal.
``linked``          true if the first carpeta names a RETA registration. Otherwise a case of both
                    registries is two cases until linkage joins them.
``numbers``         the numbers of all of its registrations and carpetas.
``joined``          ``[[number]]``, the same numbers in the groups that the carpetas themselves
                    join, by the registrations that they name.
``years``           ``{fact, registered, entered}``, the years of the true fact, of the first
                    registration and of the first carpeta; null without one.
``fact_date``       the day on which the victims were received.
``exploited``       ``[day, day]``, the first and the last day of exploitation.
``purpose`` ``means`` ``recruitment`` ``venue`` ``scope``  RETA's words for the true values.
``destination``     the place of reception and exploitation.
``corridor`` ``network``  the name of the planted route and the id of the planted network, or null.
``victims`` ``suspects``  ``[{person, age, origin}]`` and ``[{person, role}]``: age in years; origin
                    is the place of capture.
``stages``          ``[{phase, first, last, place, victims: [person], suspects: [person],
                    establishment, company, plate, transport}]``. ``phase`` is CAPTACION,
                    TRANSPORTE, RECEPCION, RETENCION or EXPLOTACION. ``first`` and ``last`` are
                    days. Each victim's own stages are in the order lived.
``reta``            what a perfect reader learns from the RETA file of the first registration, or
                    null: ``{number, lines, registered_on, fact_date, place, provision,
                    venue_written, handed_to, causes,
                    victims: [{person, lines, document, captured_at}],
                    suspects: [{person, lines, document}]}``. ``fact_date`` is a partial day or
                    null. ``provision`` is the article as written (153-A). ``venue_written`` is true
                    if RETA wrote the venue. ``handed_to`` is RETA's word for the authority, null in
                    years without that column. ``captured_at`` is a place or null.
``sistra``          what a perfect reader learns from the workbooks of the first carpeta, or null:
                    ``{file, number, line, registered_on, police_report, provision, stage, status,
                    causes, victims: [{person, cod, line, document, birthplace, residence}],
                    suspects: [{person, cod, line, document}], nobody: {cod, line},
                    stages: [{stage, line, date, place}]}``. ``police_report`` is the number of the
                    RETA registration that the carpeta names, or null. ``stage`` and ``status`` of
                    the carpeta are its etapa and estado. ``nobody``, the L.Q.R.R. row, is there if
                    there are no suspects. In ``stages``, ``stage`` is the index (from 0) in the
                    case's ``stages``; ``date`` is a partial day, an interval ``day/day`` or null. A
                    stage without an entry was not described.
``repeated``        ``{"reta": […], "sistra": […]}``: the registrations and carpetas that file the
                    case again, in the forms of ``reta`` and ``sistra``.

``causes`` of a registration or a carpeta tell why the other registry does not have it, or counts it
otherwise; the list may be empty or hold several:

``repeated``        the registry already has the case.
``not_handed_over`` no carpeta; the police do not say that the prosecutor has the case.
``lost_handover``   no carpeta, although the police say that the prosecutor has the case.
``direct``          no registration: the complaint was lodged with the prosecutor, or begun there.
``unregistered``    no registration, although a police report began the carpeta.
``other_year``      the year by which the registry counts (registration, entry) is not the year of
                    the first record in the other registry.
``retypified``      the carpeta is under another article than trata de personas.
``archived``        the carpeta was archived or dismissed, or ended in acquittal.

Example: ``cases[4]`` of 300 cases with seed 7 has ``"id": "TC-000005"``, ``"kind": "reta"`` and
``"fact_date": "2017-01-31"``. Its ``reta.causes`` is ``["lost_handover"]``, and the second of its
``reta.victims`` is ``{"person": "TP-0000057", "document": "96451383", "captured_at": null, "lines":
[5, 6, 7]}``: lines 5 to 7 of the CSV file.
"""

import shutil
import tempfile
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from types import TracebackType
from typing import IO

from pydantic_core import to_json

from trama.twin.note import Note
from trama.twin.people import TruePerson
from trama.twin.plan import Network, Plan, planted_people
from trama.twin.shared_nodes import SharedNodes
from trama.twin.sheet_writer import SheetCounts
from trama.twin.true_cases import TrueCase
from trama.twin.truth_of_case import case_note


class Truth:
    """The open truth.json, as a context manager: ``add`` each case, ``end_people``, then ``end``.

    A case and its people are written at once. Memory holds only what spans several cases.
    """

    def __init__(self, path: Path, heading: Note, plan: Plan) -> None:
        self._file = path.open("wb")
        self._people: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._reta = heading.pop("reta")
        self._file.write(to_json(heading)[:-1] + b',"cases":[\n')
        self._plan = plan
        self._planted = {person.id: person for person in planted_people(plan)}
        self._shared_nodes = SharedNodes()
        self._pairs: dict[tuple[str, str], list[tuple[str, bool]]] = {}
        self._accused: dict[str, list[Note]] = {}
        self._routes: dict[str, Note] = {}
        self._totals: dict[str, dict[str, Note]] = {"RETA": {}, "SISTRA": {}}
        self._case_comma = self._person_comma = b""

    def add(self, case: TrueCase, registrations: list[Note], carpetas: list[Note]) -> None:
        """Write a case, with the notes on its records, and its people who are in no other case."""
        records = [("RETA", note) for note in registrations]
        records += [("SISTRA", note) for note in carpetas]
        numbers = [f"{registry}:{note['number']}" for registry, note in records]
        noted = case_note(case, registrations, carpetas, numbers)
        self._file.write(self._case_comma + to_json(noted))
        self._case_comma = b",\n"
        self._note_people(case, records, numbers)
        self._note_route(case, numbers)
        self._shared_nodes.add(case, registrations, carpetas)
        for registry, note in records:
            self._count(registry, note)

    def __enter__(self) -> "Truth":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._people.close()
        self._file.close()

    def end_people(self) -> None:
        """Write the people of several cases and append the other people; no case follows."""
        for person in self._planted.values():
            self._write_person(person)
        self._file.write(b'\n],"people":[\n')
        self._people.seek(0)
        shutil.copyfileobj(self._people, self._file)

    def end(self, sheets: Iterable[SheetCounts], workbooks: list[str]) -> None:
        """Write the lists that span the cases, and end the document."""
        counts: dict[str, dict[str, Note]] = {}
        rejects: list[Note] = []
        for sheet in sheets:
            counts.setdefault(sheet.file, {})[sheet.sheet] = sheet.as_note()
            rejects += sheet.rejects
        across = self._across() | {"account": counts, "rejects": rejects}
        across["files"] = {"reta": self._reta, "sistra": workbooks}
        self._file.write(b"\n]," + to_json(across)[1:] + b"\n")

    def _across(self) -> Note:
        return {
            "planted_routes": list(self._routes.values()),
            "networks": [_network(network) for network in self._plan.networks],
            "recurring_suspects": self._recurring(),
            "recurring_pairs": [
                {
                    "suspects": list(pair),
                    "cases": [case for case, _ in cases],
                    "counted": sum(not excluded for _, excluded in cases),
                }
                for pair, cases in sorted(self._pairs.items())
                if len(cases) > 1
            ],
            "repeated_victims": [person.id for person in self._plan.repeated_victims],
            "turned": [person.id for person in self._plan.turned],
            "shared_means": self._shared_nodes.as_notes(),
            "totals": self._totals,
        }

    def _recurring(self) -> list[Note]:
        return [
            {
                "person": person,
                "name": self._planted[person].name,
                "document": self._planted[person].paper.number,
                "cases": cases,
                "counted": sum(not case["excluded"] for case in cases),
            }
            for person, cases in self._accused.items()
            if len(cases) > 1
        ]

    def _note_people(
        self, case: TrueCase, records: list[tuple[str, Note]], numbers: list[str]
    ) -> None:
        people = [(victim.person, "victim") for victim in case.victims]
        people += [(suspect.person, "suspect") for suspect in case.suspects]
        by_person: dict[tuple[object, str], list[Note]] = {}
        for registry, note in records:
            for kind in ("victim", "suspect"):
                for named in note[f"{kind}s"]:  # type: ignore[attr-defined]
                    record = _record(case.id, registry, note, kind, named)
                    by_person.setdefault((named["person"], kind), []).append(record)
        for person, kind in people:
            (person.victim_in if kind == "victim" else person.suspect_in).append(case.id)
            person.records += by_person.get((person.id, kind), [])
            if person.id not in self._planted:
                self._write_person(person)
        suspects = [suspect.person.id for suspect in case.suspects]
        accused = [person_id for person_id in suspects if person_id in self._planted]
        for person_id in accused:
            accusation: Note = {"case": case.id, "excluded": case.excluded, "numbers": numbers}
            self._accused.setdefault(person_id, []).append(accusation)
        for pair in combinations(sorted(accused), 2):
            self._pairs.setdefault(pair, []).append((case.id, case.excluded))

    def _note_route(self, case: TrueCase, numbers: list[str]) -> None:
        corridor = case.planted.corridor
        if corridor is None:
            return
        day = case.stages[0].first.isoformat()
        route = self._routes.setdefault(
            corridor.name,
            {"name": corridor.name, "cases": [], "victims": 0, "first": day, "last": day},
        )
        route["cases"].append(case.id)  # type: ignore[attr-defined]
        route.setdefault("numbers", []).extend(numbers)  # type: ignore[attr-defined]
        route["victims"] += len(case.victims)  # type: ignore[operator]
        route["first"] = min(str(route["first"]), day)
        route["last"] = max(str(route["last"]), day)

    def _count(self, registry: str, note: Note) -> None:
        year = str(note["registered_on"])[:4]
        start: Note = {"cases": 0, "victims": 0, "suspects": 0}
        counts = self._totals[registry].setdefault(year, start)
        counts["cases"] += 1  # type: ignore[operator]
        for kind in ("victims", "suspects"):
            counts[kind] += len(note[kind])  # type: ignore[operator, arg-type]

    def _write_person(self, person: TruePerson) -> None:
        note: Note = {
            "id": person.id,
            "name": person.name,
            "sex": person.sex,
            "birth_date": person.birth,
            "nationality": person.nationality,
            "document": person.paper.number or None,
            "birthplace": person.birthplace.uid,
            "residence": person.residence.uid,
            "victim_in": person.victim_in,
            "suspect_in": person.suspect_in,
            "records": person.records,
        }
        self._people.write(self._person_comma + to_json(note))
        self._person_comma = b",\n"


def _record(episode: str, registry: str, case: Note, kind: str, named: Note) -> Note:
    return {
        "registry": registry,
        "case": case["number"],
        "episode": episode,
        "kind": kind,
        "entity": named.get("cod"),
        "lines": named["lines"] if "lines" in named else [named["line"]],
        "document": named["document"],
    }


def _network(network: Network) -> Note:
    members = [person.id for person in network.members]
    return {
        "id": network.id,
        "shape": network.pattern,
        "home": f"PE-{network.home}",
        "members": members,
        "edges": [[members[a - 1], members[b - 1]] for a, b in network.edges],
        "cases": network.cases,
        "company": network.company,
        "plates": list(network.plates),
        "establishments": network.establishments,
    }
