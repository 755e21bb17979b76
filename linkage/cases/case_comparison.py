"""All levels of a pair of cases, the levels that count, and their explanation in sentences."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import get_type_hints

from trama.compare.comparison import Explained
from trama.compare.sentences import Language, Level, sentence, title
from trama.core.written_dates import day_text
from trama.linkage.cases.case_fields import ComparedCase
from trama.linkage.cases.case_levels import (
    AgencyLevel,
    CodesLevel,
    CountLevel,
    FactDateLevel,
    FactPlaceLevel,
    NamedRegistrationLevel,
    PeopleKnownLevel,
    RegistrationDateLevel,
    ThingsLevel,
    compare_agencies,
    compare_fact_dates,
    compare_fact_places,
    compare_named_registrations,
    compare_people_known,
    compare_provisions,
    compare_purposes,
    compare_registration_dates,
    compare_suspect_counts,
    compare_things,
    compare_victim_counts,
)
from trama.ontology.codelists import code_name
from trama.places.gazetteer import gazetteer
from trama.values.partial_date import PartialDate

_NOTHING = "NOTHING_TO_COMPARE"
_VAGUE = frozenset({FactDateLevel.NOTHING_TO_COMPARE, FactDateLevel.YEAR_FITS})


@dataclass(frozen=True, slots=True)
class CaseComparison:
    """The levels of a pair of cases and the two cases; a field is the name of its comparator."""

    one: ComparedCase = field(repr=False)
    other: ComparedCase = field(repr=False)
    named_registrations: NamedRegistrationLevel
    fact_dates: FactDateLevel
    registration_dates: RegistrationDateLevel
    fact_places: FactPlaceLevel
    agencies: AgencyLevel
    victim_counts: CountLevel
    suspect_counts: CountLevel
    people_known: PeopleKnownLevel
    shared_things: ThingsLevel
    provisions: CodesLevel
    purposes: CodesLevel

    @property
    def same_registry(self) -> bool:
        """Return whether both cases are of one registry, which then registered one case twice."""
        return self.one.key.registry == self.other.key.registry

    def weighed_levels(self) -> dict[str, Level]:
        """Return the levels that count, by comparator. One with nothing to tell is left out.

        The dates of registration count only if the dates of the facts are vague: cases with facts
        of one week are registered in the same weeks, so the second date would count twice.
        """
        levels: dict[str, Level] = {name: getattr(self, name) for name in CASE_LEVELS}
        if self.fact_dates not in _VAGUE:
            del levels["registration_dates"]
        return {name: level for name, level in levels.items() if level.name != _NOTHING}


CASE_LEVELS: Mapping[str, tuple[str, ...]] = {
    name: tuple(level.name for level in levels if level.name != _NOTHING)
    for name, levels in get_type_hints(CaseComparison).items()
    if name not in {"one", "other"}
}
"""The names of the levels of each comparator, from the strongest agreement on."""


def compare_cases(one: ComparedCase, other: ComparedCase) -> CaseComparison:
    """Return all levels of a pair of cases."""
    return CaseComparison(
        one,
        other,
        named_registrations=compare_named_registrations(one, other),
        fact_dates=compare_fact_dates(one, other),
        registration_dates=compare_registration_dates(one, other),
        fact_places=compare_fact_places(one, other),
        agencies=compare_agencies(one, other),
        victim_counts=compare_victim_counts(one, other),
        suspect_counts=compare_suspect_counts(one, other),
        people_known=compare_people_known(one, other),
        shared_things=compare_things(one, other),
        provisions=compare_provisions(one, other),
        purposes=compare_purposes(one, other),
    )


def explain_cases(
    comparison: CaseComparison, lang: Language = "es", *, reveal: bool = False
) -> tuple[Explained, ...]:
    """Return a sentence for each comparator that had something to compare.

    The two values stand in the sentences only if ``reveal``.
    """
    lines = []
    for name in CASE_LEVELS:
        level: Level = getattr(comparison, name)
        if level.name != _NOTHING:
            values = [
                _VALUES[name](case, lang) if reveal else ""
                for case in (comparison.one, comparison.other)
            ]
            told = sentence(level, lang=lang, reveal=reveal, one=values[0], other=values[1])
            lines.append(Explained(name, title(name, lang), level, told))
    return tuple(lines)


def _place(case: ComparedCase) -> str:
    place = gazetteer().get(case.place) if case.place else None
    return f"{place.name} ({place.uid})" if place else case.place or ""


def _day(date: PartialDate | None, lang: Language) -> str:
    return day_text(date.text, lang) if date else ""


def _thing(thing: str) -> str:
    """Return a phone, plate or account as written, or an establishment with its place."""
    _, _, written = thing.partition(":")
    name, at, place = written.rpartition("@")
    known = gazetteer().get(place) if at else None
    return f"{name} ({known.name})" if known else written


def _names(codes: Iterable[str], list_name: str, lang: Language) -> str:
    return ", ".join(code_name(list_name, code, lang) for code in sorted(codes))


_VALUES: Mapping[str, Callable[[ComparedCase, Language], str]] = {
    "named_registrations": lambda case, _: case.named or case.key.number,
    "fact_dates": lambda case, lang: _day(case.fact_date, lang),
    "registration_dates": lambda case, lang: _day(case.registered_on, lang),
    "fact_places": lambda case, _: _place(case),
    "agencies": lambda case, _: case.agency or "",
    "victim_counts": lambda case, _: str(case.victims),
    "suspect_counts": lambda case, _: str(case.suspects),
    "people_known": lambda *_: "",
    "shared_things": lambda case, _: ", ".join(map(_thing, sorted(case.things))),
    "provisions": lambda case, lang: _names(case.provisions, "provision", lang),
    "purposes": lambda case, lang: _names(case.purposes, "purpose", lang),
}
