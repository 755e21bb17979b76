"""A true case as SISTRA writes it: the rows of a carpeta fiscal in the four sheets of a workbook.

Example: a case of two victims, one suspect and four stages has 1 row in CASOS, 2 in AGRAVIADOS, 1
in IMPUTADOS and 4 in HECHOS. A case without suspects has one row L.Q.R.R. in IMPUTADOS.
"""

from dataclasses import dataclass

from trama.twin.filings import carpeta_causes
from trama.twin.geography import Spot
from trama.twin.hand import Cell, Hand
from trama.twin.law import aggravating, is_trafficking, prosecutor_article
from trama.twin.note import Note
from trama.twin.people import OF_AGE, Paper
from trama.twin.reta_rows import MARK, NATIONALITIES, document_rate, suspect_rate
from trama.twin.sampling import choose, whole
from trama.twin.sistra_words import (
    BONDS,
    CIVIL,
    FEMALE,
    FISCAL_DISTRICTS,
    HIDDEN,
    INCOMPLETE_SHARE,
    JOBS,
    MEANS,
    NOBODY,
    PHASES,
    PURPOSES,
    RECRUITMENT,
    TRANSPORTS,
    VULNERABILITY,
)
from trama.twin.true_cases import Filing, SuspectIn, TrueCase, TrueStage, VictimIn
from trama.twin.written_names import written_initials, written_name
from trama.values.partial_date import PartialDate

BY_POLICE = "INFORME POLICIAL"
"""The form of entry of a carpeta that a police report began."""
Row = list[Cell]
Codes = dict[VictimIn | SuspectIn, str]
"""The code of each person in the carpeta: A1, A2 (agraviados), I1 (imputados)."""


@dataclass(slots=True)
class Carpeta:
    """One case as SISTRA has it: by sheet, the rows and each row's note for truth.json.

    ``note`` is the note on the case, which contains the other notes.
    """

    note: Note
    rows: dict[str, list[Row]]
    notes: dict[str, list[Note]]

    def note_with(self, lines: dict[str, list[int]]) -> Note:
        """Return the case's note for truth.json; ``lines`` are the written rows' lines by sheet."""
        for sheet, sheet_lines in lines.items():
            for line, note in zip(sheet_lines, self.notes[sheet], strict=True):
                note["line"] = line
        return self.note


class CarpetaWriter:
    """A writer of true cases as carpetas, typed by ``hand``.

    ``report_filled`` is the share of the carpetas with a RETA registration that name it.
    """

    def __init__(self, hand: Hand, report_filled: float) -> None:
        self._hand = hand
        self._report_filled = report_filled

    def carpeta(self, case: TrueCase, filing: Filing) -> Carpeta:
        """Return the rows of a case as filed, by sheet, with the notes for truth.json."""
        number = filing.number
        casos, note = self._case(case, filing)
        victims = [self._victim(case, victim, n) for n, victim in enumerate(filing.victims, 1)]
        suspects = [self._suspect(case, one, n) for n, one in enumerate(filing.suspects, 1)]
        imputados = suspects or [self._nobody()]
        stages = self._stages(case, filing)
        note |= {
            "victims": [victim_note for _, victim_note in victims],
            "suspects": [suspect_note for _, suspect_note in suspects],
            "stages": [stage_note for _, stage_note in stages],
        }
        if not suspects:
            note["nobody"] = imputados[0][1]
        rows: dict[str, list[Row]] = {
            "CASOS": [casos],
            "AGRAVIADOS": [row for row, _ in victims],
            "IMPUTADOS": [row for row, _ in imputados],
            "HECHOS": [row for row, _ in stages],
        }
        for sheet in rows.values():
            for row in sheet:
                row.insert(0, number)
                row.append(MARK)
        notes = {
            "CASOS": [note],
            "AGRAVIADOS": [victim_note for _, victim_note in victims],
            "IMPUTADOS": [suspect_note for _, suspect_note in imputados],
            "HECHOS": [stage_note for _, stage_note in stages],
        }
        return Carpeta(note, rows, notes)

    def _case(self, case: TrueCase, filing: Filing) -> tuple[Row, Note]:
        hand, random = self._hand, self._hand.random
        region = case.destination.region
        seat = choose(random, FISCAL_DISTRICTS.get(region, (case.destination.parts[0],)))
        office = f"{whole(random, 1, 3)}° FPEDTP DE {seat} (SINTETICO)"
        entry, report, named = self._entry(case)
        article, title = prosecutor_article(case, hand)
        entered, known = hand.cell_day(filing.day)
        row: Row = [entered, seat, office, hand.closed(entry), report, article, title]
        row += [" / ".join(aggravating(case)), hand.closed(case.etapa), hand.closed(case.estado)]
        row.append(hand.cell_day(case.status_date)[0])
        note: Note = {
            "number": filing.number,
            "registered_on": known,
            "police_report": named,
            "provision": article,
            "stage": case.etapa,
            "status": case.estado,
            "causes": carpeta_causes(
                case,
                filing,
                by_police=entry == BY_POLICE,
                retypified=not is_trafficking(article),
            ),
        }
        return row, note

    def _entry(self, case: TrueCase) -> tuple[str, str, str | None]:
        """Return the form of entry, the police report as written, and the registration it names.

        The registration is None if the report names no RETA registration.
        """
        hand, random = self._hand, self._hand.random
        if case.kind == "both":
            if random.random() >= self._report_filled:
                return BY_POLICE, "", None
            report = named = choose(random, case.registrations).number
            if hand.slips(hand.rates.report_respelt):
                report = choose(random, (report.lower(), f" {report} ", report.replace("-", "–")))
            return BY_POLICE, report, named
        if random.random() < 0.25:
            foreign = f"INF. POL. {whole(random, 1, 999)}-{case.entered.year}-OTRO (SINTETICO)"
            return BY_POLICE, foreign, None
        return ("DENUNCIA DE PARTE" if random.random() < 0.75 else "DE OFICIO"), "", None

    def _victim(self, case: TrueCase, victim: VictimIn, number: int) -> tuple[Row, Note]:
        hand, random, person = self._hand, self._hand.random, victim.person
        reserved = victim.age < OF_AGE or random.random() < 0.6
        named = not reserved and random.random() < 0.2
        named_apart = not reserved and not named and random.random() < 0.5
        bare = case.reserved or (reserved and self._is_bare(victim))
        type_, cell, document = ("", "", None) if bare else self._document(victim)
        scheme = "reniec" if type_ == "DNI" else "inei"
        placeless = bare or hand.slips(hand.rates.origin_missing)
        born = "" if placeless else self._code(person.birthplace, scheme)
        lives = "" if placeless else self._code(person.residence, scheme)
        birth = hand.born(person.birth) if random.random() < 0.6 and not bare else None
        code = f"A{number}"
        row: Row = [
            code,
            self._name(victim) if named else written_initials(hand, person),
            hand.text(self._name(victim)) if named_apart else "",
            type_,
            cell,
            hand.closed("FEMENINO" if person.sex == "F" else "MASCULINO"),
            hand.age(victim.age, person.birth, case.received),
            hand.cell_day(birth)[0] if birth else "",
            NATIONALITIES[person.nationality],
            hand.ubigeo(born, number=True),
            hand.ubigeo(lives, number=True),
            hand.closed(_civil(victim, hand), optional=True),
            hand.closed(victim.education, optional=True),
            hand.closed(choose(random, JOBS), optional=True),
            " / ".join(VULNERABILITY.pick(random)),
            hand.closed(BONDS.get(victim.bond, victim.bond), optional=True),
            "SI" if reserved else "NO",
        ]
        note: Note = {
            "person": person.id,
            "cod": code,
            "document": document,
            "birthplace": _uid_if_written(person.birthplace, born),
            "residence": _uid_if_written(person.residence, lives),
        }
        return row, note

    def _is_bare(self, victim: VictimIn) -> bool:
        """Return whether the reserve of identity leaves only initials, sex and age."""
        rates = self._hand.rates
        rate = rates.reserved_minor if victim.age < OF_AGE else rates.reserved_adult
        return not victim.person.known and self._hand.slips(rate)

    def _name(self, victim: VictimIn) -> str:
        return written_name(self._hand, victim.person, victim.age).text

    def _document(self, victim: VictimIn) -> tuple[str, Cell, str | None]:
        """Return the type and number as written, and the number that a reader can learn, or None.

        A hidden number keeps its type, because the type gives the scheme of the place codes.
        """
        hand, person = self._hand, victim.person
        rates = hand.rates
        if person.paper.number and not person.known and hand.slips(rates.document_hidden):
            return person.paper.type, choose(hand.random, HIDDEN), None
        if not person.paper.number or hand.slips(document_rate(hand, person, victim.age)):
            return "", hand.unknown() if rates.document_missing else "", None
        paper = hand.paper(person.paper)
        return paper.type, hand.number(paper, number=True), paper.number

    def _code(self, spot: Spot, scheme: str) -> str:
        return spot.reniec if scheme == "reniec" else spot.inei

    def _nobody(self) -> tuple[Row, Note]:
        row: Row = ["I1", choose(self._hand.random, NOBODY), *[""] * 9]
        return row, {"cod": "I1"}

    def _suspect(self, case: TrueCase, suspect: SuspectIn, number: int) -> tuple[Row, Note]:
        hand, person = self._hand, suspect.person
        age = person.age(case.received)
        name = written_name(hand, person, age).text
        missing = hand.slips(suspect_rate(hand, person))
        paper = Paper() if missing else hand.paper(person.paper)
        cell = hand.number(paper, number=True)
        role = FEMALE.get(suspect.role, suspect.role) if person.sex == "F" else suspect.role
        code = f"I{number}"
        row: Row = [
            code,
            hand.text(name),
            f'"{person.nickname}"' if person.nickname else "",
            cell,
            person.sex,
            hand.years(age),
            NATIONALITIES[person.nationality],
            hand.closed(role),
            hand.closed(suspect.situation),
            person.phone,
            person.social_account,
        ]
        readable = cell if cell == paper.number else ""
        return row, {"person": person.id, "cod": code, "document": readable or None}

    def _stages(self, case: TrueCase, filing: Filing) -> list[tuple[Row, Note]]:
        left_out = None
        if self._hand.random.random() < INCOMPLETE_SHARE and case.planted.corridor is None:
            left_out = whole(self._hand.random, 0, len(case.stages) - 1)
        codes: Codes = {victim: f"A{n}" for n, victim in enumerate(filing.victims, 1)}
        codes |= {suspect: f"I{n}" for n, suspect in enumerate(filing.suspects, 1)}
        return [
            self._stage(case, number, stage, codes)
            for number, stage in enumerate(case.stages)
            if number != left_out and any(victim in codes for victim in stage.victims)
        ]

    def _stage(
        self, case: TrueCase, number: int, stage: TrueStage, codes: Codes
    ) -> tuple[Row, Note]:
        hand, random = self._hand, self._hand.random
        begun, since = hand.cell_day(stage.first, fact=True)
        ended: Cell = ""
        until = since
        if stage.last != stage.first and since is not None:
            ended, until = hand.cell_day(stage.last)
        place = self._address(stage.place, captured=stage.phase == "CAPTACION")
        row: Row = [
            "/".join([codes[victim] for victim in stage.victims if victim in codes]),
            "/".join([codes[suspect] for suspect in stage.suspects if suspect in codes]),
            hand.closed(choose(random, PHASES[stage.phase])),
            begun,
            ended,
            *place[:2],
            hand.text(stage.establishment),
            TRANSPORTS[stage.transport],
            stage.company,
            stage.plate,
            *self._conduct(case, stage.phase),
        ]
        note: Note = {
            "stage": number,
            "date": _interval(since, until),
            "place": place[2],
        }
        return row, note

    def _address(self, spot: Spot, *, captured: bool) -> tuple[Cell, str, str | None]:
        """Return the UBIGEO, the address, and the uid of the place that a reader can learn."""
        hand = self._hand
        if captured and hand.slips(hand.rates.place_unknown):
            return "", "NO PRECISA", None
        if spot.abroad:
            return "", " / ".join(spot.parts), spot.uid
        if hand.slips(hand.rates.ubigeo_missing):
            return "", hand.place(spot), spot.uid
        street = "JR. DEL EJEMPLO S/N (SINTETICO)" if hand.random.random() < 0.4 else ""
        return hand.ubigeo(spot.inei, number=True), street, spot.uid

    def _conduct(self, case: TrueCase, phase: str) -> tuple[str, str, str]:
        """Return recruitment, means and purpose; each is '' in the phases it does not belong to."""
        hand = self._hand
        if phase == "CAPTACION":
            means = MEANS.get(case.means, case.means)
            if case.means == "ENGAÑO" and hand.random.random() < 0.3:
                means = "ENGAÑO / ABUSO DE SITUACION DE VULNERABILIDAD"
            return hand.closed(RECRUITMENT.get(case.recruitment, case.recruitment)), means, ""
        if phase == "EXPLOTACION":
            return "", "", hand.closed(PURPOSES.get(case.real_purpose, case.real_purpose))
        return "", "", ""


def _civil(victim: VictimIn, hand: Hand) -> str:
    status = "SOLTERA" if victim.age < 16 else CIVIL.pick(hand.random)
    return status[:-1] + "O" if victim.person.sex == "M" and status.endswith("A") else status


def _uid_if_written(spot: Spot, code: str) -> str | None:
    return spot.uid if code else None


def _interval(since: str | None, until: str | None) -> str | None:
    """Return the ISO date or interval that a reader learns from both cells of a stage.

    Example: ``2017-03`` and ``2017-05-09`` give ``2017-03-01/2017-05-09``. Return None if the first
    day is unknown.
    """
    if since is None or until is None or since == until:
        return since
    return f"{PartialDate.parse(since).first}/{until}"
