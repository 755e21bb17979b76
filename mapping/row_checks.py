"""Checks of what one row says together: births, ages and articles against the dates of the facts.

Nothing is removed: each contradiction is noted, and all that the row says is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trama.graph.records import FieldValue, Kind
from trama.mapping.field_reading import Note
from trama.ontology.codelists import code_list
from trama.ontology.provisions import PROVISIONS, in_force
from trama.profiles.specs import MentionSpec
from trama.values.ages import OLDEST, age_between, check_age
from trama.values.defects import Defect, DefectCode, Outcome
from trama.values.partial_date import PartialDate

Fields = Mapping[str, FieldValue]

# Years. Under 14 nobody answers for an offence in Peru, not even as an adolescent (Código de los
# Niños y Adolescentes): a child among the suspects is a victim, or a cell of another column.
_LEAST_RESPONSIBLE = 14
# RETA and SISTRA hold nothing older, and the offence of today came with the Penal Code of 1991.
_SINCE = {"RETA": date(2004, 1, 1), "SISTRA": date(2004, 1, 1)}
_PENAL_CODE = date(1991, 4, 9)


@dataclass(frozen=True, slots=True)
class Said:
    """The fields that one mention of a row was read to, and the cells as written, by column."""

    spec: MentionSpec
    fields: Fields
    written: Mapping[str, str]

    def date(self, field: str) -> PartialDate | None:
        """Return the date of a field. Return None if the row does not say it."""
        text = self.fields.get(field)
        return PartialDate.parse(text) if isinstance(text, str) else None

    def note(self, field: str, code: DefectCode, suggestion: str = "") -> Note:
        """Return the note of a contradiction, under the column that the field was read from."""
        columns = [c for f in self.spec.fields if f.target == field for c in f.all_columns()]
        defect = Defect(code, Outcome.SET_ASIDE, suggestion)
        column = next((c for c in columns if c in self.written), "")
        return Note(column, defect, self.written.get(column, str(self.fields[field])))


def check_row(said: Sequence[Said], notes: Sequence[Note], registry: str = "") -> list[Note]:
    """Return the contradictions within a row that ``notes`` do not hold already.

    1. Take the date of the fact: the case's, else the first of the row's stages. Take the date of
       registration.
    2. For each person, compare birth with every date of the row, and age with the date of the fact.
    3. Compare the article with the date of the fact, else with the registration: an article that
       came into force later cannot have been registered then.
    4. Compare the fact with its registration, and both with the beginning of the registry.
    5. Tell a suspect who bears the whole name of a victim of the row.

    Example: a row with birth 2019-05-01 and fact 2018-03-06 gives ``born_after_fact``.
    """
    cases = [one for one in said if one.spec.kind is Kind.CASE]
    stages = [one for one in said if one.spec.kind is Kind.STAGE]
    dates = [one.date("fact_date") for one in cases] + [one.date("date") for one in stages]
    fact = next((date for date in dates if date), None)
    registered = next((date for case in cases if (date := case.date("registered_on"))), None)
    found: list[Note] = []
    for one in said:
        if one.spec.kind in (Kind.VICTIM, Kind.SUSPECT):
            found += _person(one, fact, registered, dates)
        if one.spec.kind is Kind.SUSPECT:
            found += _child(one)
    for case in cases:
        found += _article(case, fact, registered)
        late = case.date("fact_date")
        if registered and late and registered.certainly_before(late):
            found.append(case.note("fact_date", DefectCode.FACT_AFTER_REGISTRATION))
    found += [*_before_registry(said, registry), *_in_both_roles(said)]
    told = {(note.defect.code, note.column) for note in notes}
    new = {(note.defect.code, note.column): note for note in reversed(found)}
    return [note for key, note in reversed(new.items()) if key not in told]


def _before_registry(said: Sequence[Said], registry: str) -> Iterator[Note]:
    """Yield the registrations before their registry began, and the facts before the offence."""
    for one in said:
        for name, since in (
            ("registered_on", _SINCE.get(registry, _PENAL_CODE)),
            ("fact_date", _PENAL_CODE),
            ("date", _PENAL_CODE),
        ):
            day = one.date(name)
            if day is not None and day.last < since:
                yield one.note(name, DefectCode.DATE_BEFORE_REGISTRY)


def _in_both_roles(said: Sequence[Said]) -> Iterator[Note]:
    names = {one.fields.get("name_key") for one in said if one.spec.kind is Kind.VICTIM}
    for one in said:
        whole = "paternal_surname" in one.fields and "given_names" in one.fields
        if one.spec.kind is Kind.SUSPECT and whole and one.fields.get("name_key") in names:
            yield one.note("name", DefectCode.VICTIM_AND_SUSPECT)


def _person(
    person: Said,
    fact: PartialDate | None,
    registered: PartialDate | None,
    dates: Sequence[PartialDate | None],
) -> Iterator[Note]:
    born, years = person.date("birth_date"), person.fields.get("age")
    if born is None:
        return
    on = fact or registered
    if any(date.certainly_before(born) for date in (*dates, registered) if date is not None):
        yield person.note("birth_date", DefectCode.BORN_AFTER_FACT)
    elif on is not None:
        said = years if isinstance(years, int | float) else None
        if age_between(born, on)[0] > OLDEST:
            yield person.note("birth_date", DefectCode.IMPLAUSIBLE_AGE)
        elif said is not None and (defect := check_age(said, born, on)):
            # Registered years after the fact, a person may have been younger; never older.
            if fact or said > age_between(born, on)[1]:
                yield person.note("age", defect.code, defect.suggestion)
        elif born.first == born.last and born.text in {d.text for d in (fact, registered) if d}:
            yield person.note("birth_date", DefectCode.AGE_UNUSUAL)


def _child(suspect: Said) -> Iterator[Note]:
    years = suspect.fields.get("age")
    if isinstance(years, int | float) and years < _LEAST_RESPONSIBLE:
        yield suspect.note("age", DefectCode.SUSPECT_IS_A_CHILD)


def _article(
    case: Said, fact: PartialDate | None, registered: PartialDate | None
) -> Iterator[Note]:
    uid = case.fields.get("provision")
    code = code_list(PROVISIONS).codes.get(uid) if isinstance(uid, str) else None
    if code is None:
        return
    on = fact or registered
    came_later = bool(code.valid_from and on and on.last < code.valid_from)
    if came_later or (fact is not None and not code.valid(fact)):
        number = in_force(code.code, on)
        suggestion = number.removeprefix("CP-") if number != code.code else ""
        yield case.note("provision", DefectCode.ARTICLE_NOT_IN_FORCE, suggestion)
