"""One true case with the notes on its records, as truth.json holds it (see trama.twin.truth)."""

from trama.twin.note import Note
from trama.twin.true_cases import TrueCase


def case_note(
    case: TrueCase, registrations: list[Note], carpetas: list[Note], numbers: list[str]
) -> Note:
    """Return the entry of ``cases``: the true facts, then what each registry has of the case."""
    first_carpeta = carpetas[0] if carpetas else None
    return {
        "id": case.id,
        "kind": case.kind,
        "excluded": case.excluded and first_carpeta is not None,
        "linked": bool(first_carpeta and first_carpeta["police_report"]),
        "numbers": numbers,
        "joined": _joined(registrations, carpetas),
        "years": {
            "fact": case.received.year,
            "registered": case.registered.year if registrations else None,
            "entered": case.entered.year if carpetas else None,
        },
        **_facts(case),
        "reta": registrations[0] if registrations else None,
        "sistra": first_carpeta,
        "repeated": {"reta": registrations[1:], "sistra": carpetas[1:]},
    }


def _joined(registrations: list[Note], carpetas: list[Note]) -> list[list[str]]:
    """Return the numbers of a case's records in groups: a carpeta is with what it names."""
    groups = {str(note["number"]): [f"RETA:{note['number']}"] for note in registrations}
    for note in carpetas:
        named = note["police_report"]
        key = str(named or note["number"])
        groups.setdefault(key, []).append(f"SISTRA:{note['number']}")
    return list(groups.values())


def _facts(case: TrueCase) -> Note:
    network, corridor = case.planted.network, case.planted.corridor
    return {
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
            {"person": victim.person.id, "age": victim.age, "origin": victim.origin.uid}
            for victim in case.victims
        ],
        "suspects": [
            {"person": suspect.person.id, "role": suspect.role} for suspect in case.suspects
        ],
        "stages": [
            {
                "phase": stage.phase,
                "first": stage.first,
                "last": stage.last,
                "place": stage.place.uid,
                "victims": [victim.person.id for victim in stage.victims],
                "suspects": [suspect.person.id for suspect in stage.suspects],
                "establishment": stage.establishment,
                "company": stage.company,
                "plate": stage.plate,
                "transport": stage.transport,
            }
            for stage in case.stages
        ],
    }
