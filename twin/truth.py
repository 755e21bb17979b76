"""truth.json: what is true of a twin, and where in its files it stands.

One JSON document, written as the cases come; everything in it is invented. Keys:

``marca``           SINTETICO.
``options``         cases, seed, overlap, sistra_overlap, report_filled, encoding, clean.
``files``           ``{"reta": NAME, "sistra": [NAME, …]}``.
``cases``           list, in the order of registration; of each case
    ``id``          ``TC-000001``, the true case.
    ``kind``        both | reta | sistra: the registries that have it.
    ``excluded``    archived, dismissed or ended in acquittal (SISTRA says so).
    ``linked``      its carpeta names its RETA registration, so that no guess is needed to join
                    them; without it, two registries mean two cases until linkage joins them.
    ``numbers``     ``["RETA:…", "SISTRA:…"]``, those it has.
    ``fact_date``   the day the victims were received; ``exploited``: ``[first, last]`` day.
    ``purpose`` ``means`` ``recruitment`` ``venue`` ``scope``: RETA's words for what is true.
    ``destination`` Location uid where they were received and exploited.
    ``corridor`` ``network``: the name of the planted route, the id of the planted network, or null.
    ``victims``     ``[{person, age, origin}]``; ``suspects``: ``[{person, role}]``.
    ``stages``      in order; each victim's own stages stand in the order lived:
                    ``{phase, first, last, place, victims: [person], suspects: [person],
                    establishment, company, plate, transport}``.
    ``reta``        null, or what the file lets a perfect reader know: ``{number, lines,
                    registered_on, fact_date, place, provision, venue_written,
                    victims: [{person, lines, document, captured_at}],
                    suspects: [{person, lines, document}]}``. ``document`` null: not written, or
                    not readable for certain; ``fact_date`` is partial ISO, null when unknown.
    ``sistra``      null, or ``{number, file, line, registered_on, police_report, provision, stage,
                    status, victims: [{person, cod, line, document, birthplace, residence}],
                    suspects: [{person, cod, line, document}], nobody: {cod, line} of an
                    L.Q.R.R. row, stages: [{stage: index into ``stages``, line, date, place}]}``.
                    A stage that is missing here was not described.
``people``          ``[{id, name, sex, birth_date, nationality, document, birthplace, residence,
                    victim_in: [case], suspect_in: [case], records: [{registry, case, kind,
                    entity, lines, document}]}]``; ``entity`` is the cod in SISTRA, null in RETA;
                    ``lines`` are those of AGRAVIADOS or IMPUTADOS, or of the RETA file.
``planted_routes``  ``[{name, cases, victims, first, last, numbers}]``: the corridors.
``networks``        ``[{id, shape, home, members: [person], edges: [[person, person]], cases,
                    company, plates, establishments: {place: name}}]``.
``recurring_suspects`` everybody suspected in two or more true cases: ``{person, name, document,
                    cases: [{case, excluded, numbers}], counted}``; ``counted``: cases without
                    the excluded ones.
``recurring_pairs`` ``[{suspects: [a, b], cases, counted}]``, two or more cases.
``repeated_victims`` ``[person]``, victims of two cases. ``turned``: ``[person]``, victims who
                    later stand as suspects.
``shared_means``    ``[{type, value, place, cases, numbers}]`` written for two or more true cases;
                    type: phone | account | plate | establishment | company.
``totals``          ``{registry: {year: {cases, victims, suspects}}}`` by year of registration or
                    entry; suspects without the L.Q.R.R. rows.
``account``         ``{file: {sheet: {rows, loaded, merged, rejected, blank}}}``.
``rejects``         ``[{file, sheet, line, code}]``.
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
from trama.twin.shared_nodes import Sharing
from trama.twin.sheet_writer import SheetCounts
from trama.twin.true_cases import TrueCase


class Truth:
    """Writes truth.json as the cases come; only what spans several cases is kept in memory."""

    def __init__(self, path: Path, heading: Note, plan: Plan) -> None:
        self._file = path.open("wb")
        self._people: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._reta = heading.pop("reta")
        self._file.write(to_json(heading)[:-1] + b',"cases":[\n')
        self._plan = plan
        self._planted = {person.id: person for person in planted_people(plan)}
        self._sharing = Sharing()
        self._pairs: dict[tuple[str, str], list[tuple[str, bool]]] = {}
        self._accused: dict[str, list[Note]] = {}
        self._routes: dict[str, Note] = {}
        self._totals: dict[str, dict[str, Note]] = {"RETA": {}, "SISTRA": {}}
        self._case_comma = self._person_comma = b""

    def tell(self, case: TrueCase, reta: Note | None, sistra: Note | None) -> None:
        """Writes a case and the people who stand in no other."""
        numbers = _numbers(reta, sistra)
        self._file.write(self._case_comma + to_json(_case(case, reta, sistra, numbers)))
        self._case_comma = b",\n"
        self._note_people(case, reta, sistra, numbers)
        self._note_route(case, numbers)
        self._sharing.note(case, reta, sistra)
        for registry, said in (("RETA", reta), ("SISTRA", sistra)):
            if said is not None:
                self._count(registry, said)

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
        """Writes the people; no case follows."""
        for person in self._planted.values():
            self._write_person(person)
        self._file.write(b'\n],"people":[\n')
        self._people.seek(0)
        shutil.copyfileobj(self._people, self._file)

    def end(self, accounts: Iterable[SheetCounts], workbooks: list[str]) -> None:
        """Writes what spans the cases, and closes the document."""
        counts: dict[str, dict[str, Note]] = {}
        rejects: list[Note] = []
        for account in accounts:
            counts.setdefault(account.file, {})[account.sheet] = account.told()
            rejects += account.rejects
        across = self._across() | {"account": counts, "rejects": rejects}
        across["files"] = {"reta": self._reta, "sistra": workbooks}
        self._file.write(b"\n]," + to_json(across)[1:] + b"\n")

    def _across(self) -> Note:
        return {
            "planted_routes": list(self._routes.values()),
            "networks": [_network(one) for one in self._plan.networks],
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
            "shared_means": self._sharing.told(),
            "totals": self._totals,
        }

    def _recurring(self) -> list[Note]:
        return [
            {
                "person": person,
                "name": self._planted[person].name,
                "document": self._planted[person].paper.number,
                "cases": cases,
                "counted": sum(not one["excluded"] for one in cases),
            }
            for person, cases in self._accused.items()
            if len(cases) > 1
        ]

    def _note_people(
        self, case: TrueCase, reta: Note | None, sistra: Note | None, numbers: list[str]
    ) -> None:
        people = [(victim.person, "victim") for victim in case.victims]
        people += [(suspect.person, "suspect") for suspect in case.suspects]
        for position, (person, kind) in enumerate(people):
            (person.victim_in if kind == "victim" else person.suspect_in).append(case.id)
            place = position if kind == "victim" else position - len(case.victims)
            for registry, said in (("RETA", reta), ("SISTRA", sistra)):
                if said is not None:
                    person.records.append(_record(registry, said, kind, place))
            if person.id not in self._planted:
                self._write_person(person)
        accused = [one.person.id for one in case.suspects if one.person.id in self._planted]
        for person_id in accused:
            told: Note = {"case": case.id, "excluded": case.excluded, "numbers": numbers}
            self._accused.setdefault(person_id, []).append(told)
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

    def _count(self, registry: str, said: Note) -> None:
        year = str(said["registered_on"])[:4]
        start: Note = {"cases": 0, "victims": 0, "suspects": 0}
        counts = self._totals[registry].setdefault(year, start)
        counts["cases"] += 1  # type: ignore[operator]
        for kind in ("victims", "suspects"):
            counts[kind] += len(said[kind])  # type: ignore[operator, arg-type]

    def _write_person(self, person: TruePerson) -> None:
        told: Note = {
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
        self._people.write(self._person_comma + to_json(told))
        self._person_comma = b",\n"


def _numbers(reta: Note | None, sistra: Note | None) -> list[str]:
    pairs = (("RETA", reta), ("SISTRA", sistra))
    return [f"{registry}:{said['number']}" for registry, said in pairs if said is not None]


def _record(registry: str, said: Note, kind: str, position: int) -> Note:
    told = said["victims" if kind == "victim" else "suspects"][position]  # type: ignore[index]
    return {
        "registry": registry,
        "case": said["number"],
        "kind": kind,
        "entity": told.get("cod"),
        "lines": told["lines"] if "lines" in told else [told["line"]],
        "document": told["document"],
    }


def _case(case: TrueCase, reta: Note | None, sistra: Note | None, numbers: list[str]) -> Note:
    network = case.planted.network
    corridor = case.planted.corridor
    return {
        "id": case.id,
        "kind": case.kind,
        "excluded": case.excluded and sistra is not None,
        "linked": bool(sistra and sistra["police_report"]),
        "numbers": numbers,
        "fact_date": case.received,
        "exploited": (case.began, case.until),
        "purpose": case.real_purpose,
        "means": case.means,
        "recruitment": case.recruitment,
        "venue": case.venue,
        "scope": case.scope,
        "destination": case.destination.uid,
        "corridor": corridor.name if corridor else None,
        "network": network.id if network else None,
        "victims": [
            {"person": one.person.id, "age": one.age, "origin": one.origin.uid}
            for one in case.victims
        ],
        "suspects": [{"person": one.person.id, "role": one.role} for one in case.suspects],
        "stages": [
            {
                "phase": stage.phase,
                "first": stage.first,
                "last": stage.last,
                "place": stage.place.uid,
                "victims": [one.person.id for one in stage.victims],
                "suspects": [one.person.id for one in stage.suspects],
                "establishment": stage.establishment,
                "company": stage.company,
                "plate": stage.plate,
                "transport": stage.transport,
            }
            for stage in case.stages
        ],
        "reta": reta,
        "sistra": sistra,
    }


def _network(network: Network) -> Note:
    members = [person.id for person in network.members]
    return {
        "id": network.id,
        "shape": network.shape,
        "home": f"PE-{network.home}",
        "members": members,
        "edges": [[members[a - 1], members[b - 1]] for a, b in network.edges],
        "cases": network.cases,
        "company": network.company,
        "plates": list(network.plates),
        "establishments": network.establishments,
    }
