"""Registries made by hand: entries of RETA and SISTRA, and opinions about them (SINTETICO)."""

from collections.abc import Iterable

from trama.linkage.judgements import Subject, Verdict
from trama.overlap.entries import Entry, RegistryCase
from trama.overlap.of_graph import Opinion, Registries


def reta(number: str, case: str = "", day: str = "2017-03-01", **said: str) -> RegistryCase:
    """Returns a registration that went to the prosecutor, unless it says otherwise."""
    said = {"destination": "FISCALIA", "unit": "DEPINCRI SINTETICA", **said}
    return RegistryCase("RETA", number, case or f"C-{number}", day, day, **said)


def sistra(number: str, case: str = "", day: str = "2017-06-01", **said: str) -> RegistryCase:
    """Returns a carpeta that somebody lodged with the prosecutor, unless it says otherwise."""
    said = {"entry_form": "DENUNCIA_PARTE", "fiscal_district": "LIMA SINTETICO", **said}
    return RegistryCase("SISTRA", number, case or f"C-{number}", day, day, **said)


def victim(
    record: str, person: str, case: RegistryCase, *keys: str, sex: str = "F", age: float = 20
) -> Entry:
    """Returns the entry of a victim."""
    return Entry(record, person, case, sex, age, frozenset(keys))


def model(one: str, other: str, probability: float) -> tuple[Subject, str, str, Opinion]:
    """Returns a model's opinion about two records, same from 0.95 on."""
    verdict = Verdict.SAME if probability >= 0.95 else Verdict.UNSURE
    return _subject(one), one, other, Opinion(verdict, probability)


def person(one: str, other: str, verdict: Verdict) -> tuple[Subject, str, str, Opinion]:
    """Returns a person's verdict about two records."""
    probability = 0.5 if verdict is Verdict.UNSURE else None
    return _subject(one), one, other, Opinion(verdict, probability)


def registries(
    victims: Iterable[Entry],
    *opinions: tuple[Subject, str, str, Opinion],
    cases: Iterable[RegistryCase] = (),
) -> Registries:
    """Returns the registries that hold these victims, their cases and some more cases."""
    victims = tuple(victims)
    held = {case.end: case for case in (*(entry.of for entry in victims), *cases)}
    entries = tuple(Entry(case.end, case.case, case) for case in held.values())
    whole_of = {entry.record: (entry.whole, entry.of.registry) for entry in (*victims, *entries)}
    days = [case.registered_on for case in held.values()]
    return Registries(
        tuple(sorted(victims, key=lambda entry: entry.record)),
        tuple(sorted(entries, key=lambda entry: entry.record)),
        opinions,
        whole_of,
        max(days, default=""),
    )


def _subject(end: str) -> Subject:
    return Subject.CASE if ":" in end else Subject.PERSON
