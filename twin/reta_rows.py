"""A true case as RETA writes it: a registration with one row for each victim and suspect.

Example: a case of two victims and three suspects has six rows. A case without suspects has one row
for each victim, with L.Q.R.R. or a similar entry in the suspect's cell.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from trama.core.text import without_accents
from trama.twin.filings import BLANK_YEARS, registration_causes
from trama.twin.hand import UNKNOWN_FACT, Hand, plain_day
from trama.twin.law import police_article
from trama.twin.note import Note
from trama.twin.people import OF_AGE, Paper, TruePerson
from trama.twin.sampling import choose, whole
from trama.twin.true_cases import Filing, SuspectIn, TrueCase, VictimIn
from trama.twin.written_names import written_name

COLUMNS = [
    "NRO_REGISTRO",
    "FECHA_REGISTRO",
    "FECHA_HECHO",
    "UNIDAD_PNP",
    "DPTO",
    "PROV",
    "DIST",
    "UBIGEO",
    "TIPO_INGRESO",
    "TIPO_DELITO",
    "ARTICULO",
    "APE_PATERNO_VICT",
    "APE_MATERNO_VICT",
    "NOMBRES_VICT",
    "TIPO_DOC_VICT",
    "NRO_DOC_VICT",
    "SEXO_VICT",
    "EDAD_VICT",
    "FEC_NAC_VICT",
    "NACIONALIDAD_VICT",
    "LUGAR_NAC_VICT",
    "DOMICILIO_VICT",
    "INSTRUCCION",
    "CAPTACION",
    "LUGAR_CAPTACION",
    "MEDIO_EMPLEADO",
    "FINALIDAD",
    "LUGAR_EXPLOTACION",
    "TIPO_RECLUTAMIENTO",
    "VINCULO_TRATANTE",
    "PERSONA_DENUNCIA",
    "APE_NOM_TRATANTE",
    "ALIAS_TRATANTE",
    "NRO_DOC_TRATANTE",
    "SITUACION_TRATANTE",
    "DESTINO_HECHO",
    "TELEFONO_TRATANTE",
    "CUENTA_RED_SOCIAL",
    "PLACA_VEHICULO",
    "EMPRESA_TRANSPORTE",
    "MARCA",
]
NATIONALITIES = {
    "PE": "PERUANA",
    "VE": "VENEZOLANA",
    "CO": "COLOMBIANA",
    "EC": "ECUATORIANA",
    "BO": "BOLIVIANA",
    "BR": "BRASILEÑA",
}
MARK = "SINTETICO"
PROVINCE = len("PE-1501")  # of a district's uid: the uid of its province
_UNITS = ("DEPINCRI", "DEPINTRAP", "DPTO TRATA", "DPTO.TRATA", "DIVICAJ -DEPINTRAP", "DIRCTPTIM")
_ENTRIES = ("DENUNCIA", "OPERATIVO", "INVESTIGACION")
_NOBODY = ("", "", "L.Q.R.R.", "LOS QUE RESULTEN RESPONSABLES", "NO IDENTIFICADO")


@dataclass(slots=True)
class Part:
    """Neighbouring cells of a row (facts, a victim or a suspect), and their note for truth.json."""

    cells: list[str]
    note: Note


@dataclass(slots=True)
class Registration:
    """One case as RETA has it: the rows in order, and the notes for truth.json.

    ``people`` has, for each row, the positions of its victim and its suspect in the lists of notes.
    """

    note: Note
    rows: list[list[str]]
    victims: list[Note]
    suspects: list[Note]
    people: list[tuple[int, int | None]]

    def note_with(self, lines: list[int]) -> Note:
        """Return the case's note for truth.json; ``lines`` are the lines of the written rows."""
        for line, (victim, suspect) in zip(lines, self.people, strict=True):
            self.victims[victim].setdefault("lines", []).append(line)  # type: ignore[attr-defined]
            if suspect is not None:
                self.suspects[suspect].setdefault("lines", []).append(line)  # type: ignore[attr-defined]
        return {**self.note, "lines": lines, "victims": self.victims, "suspects": self.suspects}


class RegistrationWriter:
    """A writer of true cases as RETA registrations, typed by ``hand``."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand

    def registration(self, case: TrueCase, filing: Filing) -> Registration:
        """Return the rows of a case as filed. A victim's cells are the same in each of the rows."""
        hand = self._hand
        plain = hand.slips(hand.rates.accents_lost)
        facts = self._typed(self._facts(case, filing), plain=plain)
        tail = self._tail(case, filing)
        venue = hand.closed(case.venue) if case.venue_written else ""
        victims = [
            self._typed(self._victim(case, victim, venue), plain=plain) for victim in filing.victims
        ]
        suspects = [self._typed(self._suspect(case, one), plain=plain) for one in filing.suspects]
        nobody = Part([choose(hand.random, _NOBODY), "", "", ""], {})
        rows, people = [], []
        for v, victim in enumerate(victims):
            for s, suspect in enumerate(suspects or [nobody]):
                cells = [*facts.cells, *victim.cells, tail[0], *suspect.cells[:4], tail[1]]
                cells += [*suspect.cells[4:], *[""] * (8 - len(suspect.cells)), MARK]
                rows.append(cells)
                people.append((v, s if suspects else None))
        return Registration(
            facts.note,
            rows,
            [part.note for part in victims],
            [part.note for part in suspects],
            people,
        )

    def _facts(self, case: TrueCase, filing: Filing) -> Part:
        hand, random = self._hand, self._hand.random
        fact = case.received
        if hand.slips(hand.rates.fact_of_report):
            fact = filing.day
        elif hand.slips(hand.rates.dates_far):
            fact -= timedelta(days=whole(random, 20, 200))
        elif case.kind == "both" and hand.slips(hand.rates.dates_differ):
            fact += timedelta(days=whole(random, 1, 6) * choose(random, (-1, 1)))
        written, known = hand.day(fact, fact=True)
        registered = (
            f"{plain_day(filing.day)} {whole(random, 7, 22):02d}:{whole(random, 0, 59):02d}"
        )
        spot = filing.place
        code = "" if hand.slips(hand.rates.ubigeo_missing) else str(hand.ubigeo(spot.inei))
        names, place = hand.names(spot), spot.uid
        if hand.slips(hand.rates.district_missing):
            names, code, place = (*spot.parts[:2], ""), "", spot.uid[:PROVINCE]
        article = police_article(case, hand)
        unit = f"{choose(random, _UNITS)} {spot.parts[0]} (SINTETICO)"
        cells = [filing.number, registered, str(written), unit, *names, code]
        cells += [hand.closed(choose(random, _ENTRIES)), "TRATA DE PERSONAS", article]
        note: Note = {
            "number": filing.number,
            "registered_on": filing.day.isoformat(),
            "fact_date": known,
            "place": place,
            "provision": article,
            "venue_written": case.venue_written,
            "handed_to": None if filing.day.year in BLANK_YEARS else case.handed_to,
            "causes": registration_causes(case, filing),
        }
        return Part(cells, note)

    def _victim(self, case: TrueCase, victim: VictimIn, venue: str) -> Part:
        hand, person = self._hand, victim.person
        paper, document = (Paper(), None) if case.reserved else self._document(victim)
        names = self._initials(victim.person) if case.reserved else self._names(victim)
        lost = hand.slips(hand.rates.place_unknown)
        captured = choose(hand.random, UNKNOWN_FACT) if lost else hand.place(victim.origin)
        means = case.means
        if hand.slips(hand.rates.several_values) and means != "AMENAZA":
            means = f"{means} / AMENAZA"
        cells = [*names, paper.type, str(hand.number(paper)), person.sex]
        cells += [
            str(hand.age(victim.age, person.birth, case.received)),
            "" if case.reserved else self._birth(person.birth),
            NATIONALITIES[person.nationality],
            hand.place(person.birthplace),
            self._home(case, victim),
            hand.closed(victim.education),
            hand.closed(case.recruitment),
            captured,
            hand.closed(means),
            hand.closed(case.purpose),
            venue,
            hand.closed(case.scope),
            hand.closed(victim.bond, optional=True),
        ]
        note: Note = {
            "person": person.id,
            "document": document,
            "captured_at": None if lost else victim.origin.uid,
        }
        return Part(cells, note)

    def _document(self, victim: VictimIn) -> tuple[Paper, str | None]:
        """Return the document as written, and the number that a reader can learn, or None."""
        hand, person = self._hand, victim.person
        if not person.paper.number or hand.slips(document_rate(hand, person, victim.age)):
            unknown = hand.unknown() if hand.rates.document_missing else ""
            return Paper("", unknown), None
        paper = hand.paper(person.paper)
        return paper, paper.number

    def _names(self, victim: VictimIn) -> list[str]:
        hand, person = self._hand, victim.person
        if victim.age < OF_AGE and not person.known and hand.slips(hand.rates.initials_for_minors):
            return self._initials(person)
        name = written_name(hand, person, victim.age)
        return [name.paternal, name.maternal, " ".join(name.given)]

    def _initials(self, person: TruePerson) -> list[str]:
        initials = ".".join(name[0] for name in person.given)
        second = f"{person.maternal[0]}." if person.maternal else ""
        return [f"{person.paternal[0]}.", second, f"{initials}."]

    def _birth(self, birth: date) -> str:
        if self._hand.random.random() >= 0.7:
            return ""
        known = self._hand.born(birth)
        return str(self._hand.day(known)[0]) if known else ""

    def _home(self, case: TrueCase, victim: VictimIn) -> str:
        hand, person = self._hand, victim.person
        if not person.known and hand.slips(hand.rates.home_elsewhere):
            return hand.place(case.destination)
        place = hand.place(person.residence)
        if hand.slips(hand.rates.line_break):
            return f"{person.street}\n - {place}"
        return f"{person.street} - {place}" if hand.random.random() < 0.7 else place

    def _tail(self, case: TrueCase, filing: Filing) -> tuple[str, str]:
        hand = self._hand
        handed = "" if filing.day.year in BLANK_YEARS else hand.closed(case.handed_to)
        return hand.closed(case.complainant), handed

    def _suspect(self, case: TrueCase, suspect: SuspectIn) -> Part:
        hand, person = self._hand, suspect.person
        name = written_name(hand, person, person.age(case.received)).text
        known = person.known or not hand.slips(hand.rates.known_by_alias)
        paper, number = Paper(), ""
        if not known:
            name = person.nickname or person.given[0]
        elif not hand.slips(suspect_rate(hand, person)):
            paper = hand.paper(person.paper)
            number = str(hand.number(paper))
        nickname = f'(a) "{person.nickname}"' if person.nickname else ""
        situation = hand.closed(suspect.situation)
        cells = [name, nickname, number, situation]
        cells += [person.phone, person.social_account, suspect.plate, suspect.company]
        readable = number if number == paper.number else ""
        return Part(cells, {"person": person.id, "document": readable or None})

    def _typed(self, part: Part, *, plain: bool) -> Part:
        """Return the part as typed: without accents if ``plain``, else perhaps garbled.

        Each part is typed once, so that a victim's cells are the same in every row.
        """
        typed = without_accents if plain else self._hand.text
        part.cells = [cell if cell.isascii() else typed(cell) for cell in part.cells]
        return part


def document_rate(hand: Hand, person: TruePerson, age: int) -> float:
    """Return how often a registry lacks the document of a victim of this age in years."""
    if person.known:
        return hand.rates.document_missing_planted
    minor = age < OF_AGE
    return hand.rates.document_missing_minor if minor else hand.rates.document_missing


def suspect_rate(hand: Hand, person: TruePerson) -> float:
    """Return how often a registry lacks the document of a suspect."""
    return hand.rates.document_missing_planted if person.known else hand.rates.document_missing
