"""A true case as SISTRA writes it: the rows of a carpeta fiscal in the four sheets of a workbook.

Example: a case of two victims, one suspect and four stages has 1 row in CASOS, 2 in AGRAVIADOS, 1
in IMPUTADOS and 4 in HECHOS. A case without suspects has one row L.Q.R.R. in IMPUTADOS.
"""

from dataclasses import dataclass

from trama.twin.geography import Spot
from trama.twin.hand import Cell, Hand
from trama.twin.law import aggravating, prosecutor_article
from trama.twin.note import Note
from trama.twin.people import OF_AGE
from trama.twin.reta_rows import MARK, NATIONALITIES
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
from trama.twin.true_cases import SuspectIn, TrueCase, TrueStage, VictimIn
from trama.values.partial_date import PartialDate

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

    def carpeta(self, case: TrueCase) -> Carpeta:
        """Return the rows of a case by sheet, with the notes for truth.json."""
        number = carpeta_number(case)
        casos, note = self._case(case, number)
        victims = [self._victim(case, victim, n) for n, victim in enumerate(case.victims, 1)]
        suspects = [self._suspect(case, suspect, n) for n, suspect in enumerate(case.suspects, 1)]
        imputados = suspects or [self._nobody()]
        stages = self._stages(case)
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

    def _case(self, case: TrueCase, number: str) -> tuple[Row, Note]:
        hand, random = self._hand, self._hand.random
        region = case.destination.region
        seat = choose(random, FISCAL_DISTRICTS.get(region, (case.destination.parts[0],)))
        office = f"{whole(random, 1, 3)}° FPEDTP DE {seat} (SINTETICO)"
        entry, report, named = self._entry(case)
        article, title = prosecutor_article(case, hand)
        entered, known = hand.cell_day(case.entered)
        row: Row = [entered, seat, office, hand.closed(entry), report, article, title]
        row += [" / ".join(aggravating(case)), hand.closed(case.etapa), hand.closed(case.estado)]
        row.append(hand.cell_day(case.status_date)[0])
        note: Note = {
            "number": number,
            "registered_on": known,
            "police_report": named,
            "provision": article,
            "stage": case.etapa,
            "status": case.estado,
        }
        return row, note

    def _entry(self, case: TrueCase) -> tuple[str, str, str | None]:
        """Return the form of entry, the police report as written, and the registration it names.

        The registration is None if the report names no RETA registration.
        """
        hand, random = self._hand, self._hand.random
        if case.kind == "both":
            if random.random() >= self._report_filled:
                return "INFORME POLICIAL", "", None
            report = case.reta_number
            if hand.slips(hand.rates.report_respelt):
                report = choose(random, (report.lower(), f" {report} ", report.replace("-", "–")))
            return "INFORME POLICIAL", report, case.reta_number
        if random.random() < 0.25:
            foreign = f"INF. POL. {whole(random, 1, 999)}-{case.entered.year}-OTRO (SINTETICO)"
            return "INFORME POLICIAL", foreign, None
        return ("DENUNCIA DE PARTE" if random.random() < 0.75 else "DE OFICIO"), "", None

    def _victim(self, case: TrueCase, victim: VictimIn, number: int) -> tuple[Row, Note]:
        hand, random, person = self._hand, self._hand.random, victim.person
        reserved = victim.age < OF_AGE or random.random() < 0.6
        named = not reserved and random.random() < 0.2
        named_apart = not reserved and not named and random.random() < 0.5
        type_, cell, document = self._document(victim)
        scheme = "reniec" if type_ == "DNI" else "inei"
        born = self._code(person.birthplace, scheme)
        lives = self._code(person.residence, scheme)
        code = f"A{number}"
        row: Row = [
            code,
            self._name(victim) if named else person.initials,
            hand.text(self._name(victim)) if named_apart else "",
            type_,
            cell,
            hand.closed("FEMENINO" if person.sex == "F" else "MASCULINO"),
            hand.age(victim.age, person.birth, case.received),
            hand.cell_day(person.birth)[0] if random.random() < 0.6 else "",
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

    def _name(self, victim: VictimIn) -> str:
        hand, person = self._hand, victim.person
        if hand.slips(hand.rates.name_typo):
            return f"{hand.typo(person.paternal)} {person.maternal}, {' '.join(person.given)}"
        return person.name

    def _document(self, victim: VictimIn) -> tuple[str, Cell, str | None]:
        """Return the type and number as written, and the number that a reader can learn, or None.

        A hidden number keeps its type, because the type gives the scheme of the place codes.
        """
        hand, paper = self._hand, victim.person.paper
        rates = hand.rates
        if victim.person.known:
            return paper.type, hand.number(paper, number=True), paper.number
        if paper.number and hand.slips(rates.document_hidden):
            return paper.type, choose(hand.random, HIDDEN), None
        rate = rates.document_missing_minor if victim.age < OF_AGE else rates.document_missing
        if not paper.number or hand.slips(rate):
            return "", hand.unknown() if rates.document_missing else "", None
        return paper.type, hand.number(paper, number=True), paper.number

    def _code(self, spot: Spot, scheme: str) -> str:
        return spot.reniec if scheme == "reniec" else spot.inei

    def _nobody(self) -> tuple[Row, Note]:
        row: Row = ["I1", choose(self._hand.random, NOBODY), *[""] * 9]
        return row, {"cod": "I1"}

    def _suspect(self, case: TrueCase, suspect: SuspectIn, number: int) -> tuple[Row, Note]:
        hand, person = self._hand, suspect.person
        name, given = person.name, person.given
        if not person.known and len(given) > 1 and hand.slips(hand.rates.given_name_dropped):
            name = f"{person.paternal} {person.maternal}".strip() + f", {given[0]}"
        missing = not person.known and hand.slips(hand.rates.document_missing)
        cell: Cell = "" if missing else hand.number(person.paper, number=True)
        role = FEMALE.get(suspect.role, suspect.role) if person.sex == "F" else suspect.role
        code = f"I{number}"
        row: Row = [
            code,
            hand.text(name),
            f'"{person.nickname}"' if person.nickname else "",
            cell,
            person.sex,
            person.age(case.received),
            NATIONALITIES[person.nationality],
            hand.closed(role),
            hand.closed(suspect.situation),
            person.phone,
            person.social_account,
        ]
        readable = cell if cell == person.paper.number else ""
        return row, {"person": person.id, "cod": code, "document": readable or None}

    def _stages(self, case: TrueCase) -> list[tuple[Row, Note]]:
        left_out = None
        if self._hand.random.random() < INCOMPLETE_SHARE and case.planted.corridor is None:
            left_out = whole(self._hand.random, 0, len(case.stages) - 1)
        codes: Codes = {victim: f"A{n}" for n, victim in enumerate(case.victims, 1)}
        codes |= {suspect: f"I{n}" for n, suspect in enumerate(case.suspects, 1)}
        return [
            self._stage(case, number, stage, codes)
            for number, stage in enumerate(case.stages)
            if number != left_out
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
            "/".join([codes[victim] for victim in stage.victims]),
            "/".join([codes[suspect] for suspect in stage.suspects]),
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


def carpeta_number(case: TrueCase) -> str:
    """Return the number of the case's carpeta; no real number begins with office 9999."""
    office = case.destination.region
    return f"9999{office}4505-{case.entered.year}-{case.ordinal + 1}-0"


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
