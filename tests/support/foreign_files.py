"""The two exports of foreign registries, in the formats of the shipped profiles, and their truth.

SINTETICO. The truth has the form that ``twin_people.people_of_files`` reads: by person the records
about them, by case its numbers in both registries.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter
from exports import RETA, SISTRA
from foreign_clerks import Clerk, Habits, Written, written
from foreign_people import Event, Human, Society, events_of, place_cells

from trama.places.gazetteer import gazetteer

_SISTRA = {**SISTRA, "AGRAVIADOS": f"{SISTRA['AGRAVIADOS']},apellidos_nombres"}
_SISTRA["IMPUTADOS"] += ",telefono"
_PURPOSES = ("EXPLOTACION SEXUAL", "EXPLOTACION LABORAL", "MENDICIDAD")


@dataclass(frozen=True, slots=True)
class Style:
    """A way in which two registries err: the society, the clerks, and how cases come to them.

    ``reta`` and ``sistra`` are the shares of events that each registry has; ``named`` is the share
    of carpetas that name the police registration.
    """

    society: Society = field(default_factory=Society)
    police: Habits = field(default_factory=Habits)
    prosecutors: Habits = field(default_factory=Habits)
    reta: float = 0.7
    sistra: float = 0.75
    named: float = 0.35


@dataclass(frozen=True, slots=True)
class ForeignFiles:
    """The written files and the truth."""

    reta: Path
    sistra: Path
    truth: dict[str, Any]


class _Truth:
    def __init__(self) -> None:
        self.records: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.cases: list[dict[str, list[str]]] = []

    def add(self, human: Human, registry: str, case: str, kind: str, where: str | int) -> None:
        lines = [] if isinstance(where, str) else [where]
        entity = where if isinstance(where, str) else None
        told = {"registry": registry, "case": case, "kind": kind, "entity": entity, "lines": lines}
        self.records[human.id].append(told)

    def content(self) -> dict[str, Any]:
        people = [{"id": who, "records": records} for who, records in self.records.items()]
        return {"people": people, "cases": self.cases}


def write_foreign(folder: Path, style: Style, seed: int) -> ForeignFiles:
    """Write both registries of a style into ``folder``."""
    rng = Random(seed)
    truth, rows, sheets = _Truth(), [], defaultdict(list)
    police, prosecutors = Clerk(rng, style.police), Clerk(rng, style.prosecutors)
    for number, event in enumerate(events_of(rng, style.society)):
        in_police = rng.random() < style.reta
        in_fiscal = rng.random() < style.sistra
        told: list[str] = []
        if in_police:
            times = 1 + police.does(style.police.twice)
            for time in range(times):
                case = f"SINT{event.day:%y}-{(number * 37 + time * 5011) % 90_000 + 10_000}"
                told.append(case)
                _register(event, case, police, truth, rows)
        reports = list(told)
        if in_fiscal:
            for part, shown in enumerate(_carpetas(event, prosecutors)):
                office = (number * 7) % 900 + 100
                case = f"{office}0145{part + 1:02d}-{event.day:%Y}-{number + 11}-0-SINT"
                report = rng.choice(reports) if reports and rng.random() < style.named else ""
                _open(shown, case, report, prosecutors, truth, sheets)
                told.append(case)
        if told:
            registered = [f"RETA:{case}" for case in reports]
            opened = [f"SISTRA:{case}" for case in told[len(reports) :]]
            truth.cases.append({"numbers": registered + opened})
    reta, sistra = folder / "reta_foreign.csv", folder / "sistra_foreign.xlsx"
    with reta.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, RETA, delimiter=";")
        out.writeheader()
        out.writerows(rows)
    _write_book(sistra, sheets)
    return ForeignFiles(reta, sistra, truth.content())


def _carpetas(event: Event, clerk: Clerk) -> list[Event]:
    """Return the event as one carpeta, or its victims parted into two."""
    many = len(event.victims)
    if many < 2 or not clerk.does(clerk.habits.split):
        return [event]
    half = (many + 1) // 2
    parts = (event.victims[:half], event.victims[half:])
    return [Event(event.day, event.place, part, event.suspects) for part in parts]


def _kept(people: tuple[Human, ...], clerk: Clerk) -> list[Human]:
    """Return the people whom the clerk writes down, in an order of their own."""
    kept = [human for human in people if not clerk.does(clerk.habits.left_out)]
    clerk.rng.shuffle(kept)
    return kept


def _when(event: Event, clerk: Clerk) -> date:
    return event.day + timedelta(days=int(clerk.rng.random() ** 2 * clerk.habits.longest_lag))


def _register(
    event: Event, case: str, clerk: Clerk, truth: _Truth, rows: list[dict[str, str]]
) -> None:
    """Add a police registration: a row for each victim, the suspects beside them."""
    registered = _when(event, clerk)
    of_case = {
        "NRO_REGISTRO": case,
        "FECHA_REGISTRO": written(registered),
        "FECHA_HECHO": clerk.fact(event),
        "UNIDAD_PNP": f"DEPINTRAP {place_cells(event.place)['DPTO']} (SINTETICO)",
        "ARTICULO": "129-A" if registered.year > 2021 else "153",
        "FINALIDAD": _PURPOSES[sum(map(ord, event.place.uid)) % 3],
        "MARCA": "SINTETICO",
        **({} if clerk.does(clerk.habits.no_place) else place_cells(event.place)),
    }
    victims = [clerk.person(human, event, registered) for human in _kept(event.victims, clerk)]
    suspects = [clerk.person(human, event, registered) for human in _kept(event.suspects, clerk)]
    for place in range(max(len(victims), len(suspects))):
        line, row = len(rows) + 2, dict(of_case)
        if victims:
            victim = victims[place % len(victims)]
            row |= _victim_cells(victim)
            truth.add(victim.human, "RETA", case, "victim", line)
        if suspects:
            suspect = suspects[place % len(suspects)]
            row |= _suspect_cells(suspect, clerk, event)
            truth.add(suspect.human, "RETA", case, "suspect", line)
        rows.append(row)


def _victim_cells(victim: Written) -> dict[str, str]:
    return {
        "APE_PATERNO_VICT": victim.paternal,
        "APE_MATERNO_VICT": victim.maternal,
        "NOMBRES_VICT": victim.given or victim.letters,
        "TIPO_DOC_VICT": victim.kind,
        "NRO_DOC_VICT": victim.number,
        "SEXO_VICT": victim.sex,
        "EDAD_VICT": victim.age,
        "FEC_NAC_VICT": victim.born,
        "NACIONALIDAD_VICT": victim.nation,
        "LUGAR_NAC_VICT": _written_place(victim.birthplace),
        "DOMICILIO_VICT": _written_place(victim.home),
    }


def _suspect_cells(suspect: Written, clerk: Clerk, event: Event) -> dict[str, str]:
    alias_only = suspect.alias and clerk.does(clerk.habits.suspect_alias_only)
    return {
        "APE_NOM_TRATANTE": "" if alias_only else _full_name(suspect),
        "ALIAS_TRATANTE": suspect.alias,
        "NRO_DOC_TRATANTE": "" if alias_only else suspect.number,
        "TELEFONO_TRATANTE": suspect.phone,
    }


def _full_name(person: Written) -> str:
    surnames = " ".join(filter(None, (person.paternal, person.maternal)))
    return f"{surnames}, {person.given}" if surnames else ""


def _written_place(uid: str) -> str:
    place = gazetteer().get(uid) if uid else None
    cells = place_cells(place) if place else {}
    return " / ".join(cells[level] for level in ("DPTO", "PROV", "DIST")) if cells else ""


def _open(
    event: Event, case: str, report: str, clerk: Clerk, truth: _Truth, sheets: dict[str, list[Any]]
) -> None:
    """Add a carpeta fiscal to the sheets."""
    registered, key = _when(event, clerk), {"nro_carpeta_fiscal": case, "MARCA": "SINTETICO"}
    case_row = {
        "fecha_ingreso": written(registered),
        "distrito_fiscal": place_cells(event.place)["DPTO"],
        "fiscalia": "FISTRAP (SINTETICO)",
        "nro_atestado_pnp": report,
        "articulo": "129-A" if registered.year > 2021 else "153",
    }
    sheets["CASOS"].append(key | case_row)
    codes: dict[str, list[str]] = {"V": [], "I": []}
    for place, human in enumerate(_kept(event.victims, clerk), start=1):
        code = f"V{place}"
        truth.add(human, "SISTRA", case, "victim", code)
        codes["V"].append(code)
        person = clerk.person(human, event, registered)
        sheets["AGRAVIADOS"].append(key | _injured_cells(person, code))
    for place, human in enumerate(_kept(event.suspects, clerk), start=1):
        code = f"I{place}"
        truth.add(human, "SISTRA", case, "suspect", code)
        codes["I"].append(code)
        person = clerk.person(human, event, registered)
        sheets["IMPUTADOS"].append(key | _accused_cells(person, code, clerk))
    fact = {
        "cod_agraviado": ";".join(codes["V"]),
        "cod_imputado": ";".join(codes["I"]),
        "fase": "EXPLOTACION",
        "fecha_desde": clerk.fact(event),
        "ubigeo": _fiscal_place(event, clerk),
        "finalidad": _PURPOSES[sum(map(ord, event.place.uid)) % 3],
    }
    sheets["HECHOS"].append(key | fact)


def _fiscal_place(event: Event, clerk: Clerk) -> str:
    """Return the INEI code of the fact: its district, the seat of the department, or nothing."""
    if clerk.does(clerk.habits.no_place):
        return ""
    code = event.place.inei or ""
    return f"{code[:2]}0101" if clerk.does(clerk.habits.seat) else code


def _injured_cells(victim: Written, code: str) -> dict[str, str]:
    return {
        "cod_agraviado": code,
        "iniciales": victim.letters,
        "apellidos_nombres": "" if victim.letters else _full_name(victim),
        "tipo_doc": victim.kind,
        "nro_doc": victim.number,
        "sexo": victim.sex,
        "edad": victim.age,
        "fecha_nacimiento": victim.born,
        "nacionalidad": victim.nation,
        "ubigeo_nacimiento": _code(victim.birthplace, victim),
        "ubigeo_residencia": _code(victim.home, victim),
        "reserva_identidad": "SI" if victim.letters else "NO",
    }


def _code(uid: str, person: Written) -> str:
    """Return the code of a place in the scheme of the person's document."""
    place = gazetteer().get(uid) if uid else None
    if place is None:
        return ""
    return (place.reniec if person.kind == "DNI" and person.number else place.inei) or ""


def _accused_cells(suspect: Written, code: str, clerk: Clerk) -> dict[str, str]:
    alias_only = suspect.alias and clerk.does(clerk.habits.suspect_alias_only)
    return {
        "cod_imputado": code,
        "apellidos_nombres": "" if alias_only else _full_name(suspect),
        "alias": suspect.alias,
        "doc": "" if alias_only else suspect.number,
        "sexo": suspect.sex,
        "edad": suspect.age,
        "nacionalidad": suspect.nation,
        "telefono": suspect.phone,
    }


def _write_book(path: Path, sheets: dict[str, list[dict[str, str]]]) -> None:
    book = xlsxwriter.Workbook(str(path))
    for name, header in _SISTRA.items():
        columns, sheet = header.split(","), book.add_worksheet(name)
        sheet.write_row(0, 0, columns)
        for line, row in enumerate(sheets[name], start=1):
            sheet.write_row(line, 0, [row.get(column, "") for column in columns])
    book.close()
