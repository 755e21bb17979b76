"""The comparators of two cases, each with its levels from one case to two."""

from enum import auto

from rapidfuzz.distance import OSA

from trama.compare.residences import PlaceLevel, place_level
from trama.compare.sentences import Level
from trama.linkage.case_identity import POLICE
from trama.linkage.cases.case_fields import ComparedCase
from trama.values.partial_date import PartialDate

_WEEK, _MONTH, _QUARTER, _YEAR = 7, 31, 92, 366  # days

_MOST_FITTING = 92
"""Days of the widest date that fits another: a year alone fits every fact of the year."""


class FactDateLevel(Level):
    """Levels of the dates of two facts."""

    SAME_DAY = auto()
    WITHIN_WEEK = auto()
    FITS = auto()
    WITHIN_MONTH = auto()
    WITHIN_QUARTER = auto()
    YEAR_FITS = auto()
    WITHIN_YEAR = auto()
    APART = auto()
    AFTER_REGISTRATION = auto()
    NOTHING_TO_COMPARE = auto()


class RegistrationDateLevel(Level):
    """Levels of the days on which two registries wrote a case down."""

    WITHIN_WEEK = auto()
    WITHIN_MONTH = auto()
    WITHIN_QUARTER = auto()
    WITHIN_YEAR = auto()
    APART = auto()
    NOTHING_TO_COMPARE = auto()


class FactPlaceLevel(Level):
    """Levels of the places of two facts; the names are those of ``PlaceLevel``."""

    SAME_PLACE = auto()
    OTHER_SCHEME = auto()
    SAME_PROVINCE = auto()
    NEAR = auto()
    SAME_DEPARTMENT = auto()
    SAME_COUNTRY = auto()
    OTHER_DEPARTMENT = auto()
    OTHER_COUNTRY = auto()
    NOTHING_TO_COMPARE = auto()


class NamedRegistrationLevel(Level):
    """Levels of the registration that a carpeta names, against the number of the other case."""

    NAMES_THE_OTHER = auto()
    NAME_THE_SAME = auto()
    SLIP = auto()
    NAMES_ANOTHER = auto()
    NOTHING_TO_COMPARE = auto()


class AgencyLevel(Level):
    """Levels of the units or offices of two cases of one registry."""

    SAME = auto()
    OTHER = auto()
    NOTHING_TO_COMPARE = auto()


class CountLevel(Level):
    """Levels of the numbers of victims, or of suspects."""

    SAME = auto()
    NEAR = auto()
    APART = auto()
    NOTHING_TO_COMPARE = auto()


class PeopleKnownLevel(Level):
    """Levels of what people both cases name: without any, the strongest evidence is missing."""

    SOMEBODY = auto()
    NOBODY = auto()
    NOTHING_TO_COMPARE = auto()


class ThingsLevel(Level):
    """Levels of the phones, accounts, plates and establishments that two cases name."""

    SEVERAL_SHARED = auto()
    SHARED = auto()
    OTHERS = auto()
    NOTHING_TO_COMPARE = auto()


class CodesLevel(Level):
    """Levels of two sets of codes: provisions of the law, or purposes of exploitation."""

    SAME = auto()
    SHARED = auto()
    OTHER = auto()
    NOTHING_TO_COMPARE = auto()


def compare_fact_dates(one: ComparedCase, other: ComparedCase) -> FactDateLevel:
    """Return how the dates of the facts agree. No registry writes a case down before its fact."""
    if one.fact_date is None or other.fact_date is None:
        return FactDateLevel.NOTHING_TO_COMPARE
    if _before_fact(one.registered_on, other) or _before_fact(other.registered_on, one):
        return FactDateLevel.AFTER_REGISTRATION
    between = _days_between(one.fact_date, other.fact_date)
    widest = max(_width(one.fact_date), _width(other.fact_date))
    if between == 0:
        if widest == 0:
            return FactDateLevel.SAME_DAY
        return FactDateLevel.FITS if widest <= _MOST_FITTING else FactDateLevel.YEAR_FITS
    if between <= _WEEK:
        return FactDateLevel.WITHIN_WEEK
    if between <= _MONTH:
        return FactDateLevel.WITHIN_MONTH
    if between <= _QUARTER:
        return FactDateLevel.WITHIN_QUARTER
    return FactDateLevel.WITHIN_YEAR if between <= _YEAR else FactDateLevel.APART


def compare_registration_dates(one: ComparedCase, other: ComparedCase) -> RegistrationDateLevel:
    """Return how near the days of registration are: the police hand a case on within weeks."""
    if one.registered_on is None or other.registered_on is None:
        return RegistrationDateLevel.NOTHING_TO_COMPARE
    between = _days_between(one.registered_on, other.registered_on)
    if between <= _WEEK:
        return RegistrationDateLevel.WITHIN_WEEK
    if between <= _MONTH:
        return RegistrationDateLevel.WITHIN_MONTH
    if between <= _QUARTER:
        return RegistrationDateLevel.WITHIN_QUARTER
    return RegistrationDateLevel.WITHIN_YEAR if between <= _YEAR else RegistrationDateLevel.APART


def compare_fact_places(one: ComparedCase, other: ComparedCase) -> FactPlaceLevel:
    """Return how the places of the facts agree."""
    if one.place is None or other.place is None:
        return FactPlaceLevel.NOTHING_TO_COMPARE
    first, second = sorted((one.place, other.place))
    level: PlaceLevel = place_level(first, second)
    return FactPlaceLevel[level.name]


def compare_named_registrations(one: ComparedCase, other: ComparedCase) -> NamedRegistrationLevel:
    """Return whether a carpeta names the registration that the other case is.

    Numbers run on, so a slip of one sign is often the number of a neighbour.
    """
    if one.named and other.named:
        if one.named == other.named:
            return NamedRegistrationLevel.NAME_THE_SAME
        return NamedRegistrationLevel.NAMES_ANOTHER
    for naming, named in ((one, other), (other, one)):
        if naming.named and named.key.registry == POLICE:
            if naming.named == named.number:
                return NamedRegistrationLevel.NAMES_THE_OTHER
            if OSA.distance(naming.named, named.number, score_cutoff=1) <= 1:
                return NamedRegistrationLevel.SLIP
            return NamedRegistrationLevel.NAMES_ANOTHER
    return NamedRegistrationLevel.NOTHING_TO_COMPARE


def compare_agencies(one: ComparedCase, other: ComparedCase) -> AgencyLevel:
    """Return whether two cases of one registry have the same unit or office."""
    if one.key.registry != other.key.registry or not one.agency or not other.agency:
        return AgencyLevel.NOTHING_TO_COMPARE
    return AgencyLevel.SAME if one.agency == other.agency else AgencyLevel.OTHER


def compare_victim_counts(one: ComparedCase, other: ComparedCase) -> CountLevel:
    """Return how the numbers of victims agree."""
    return _counts(one.victims, other.victims)


def compare_suspect_counts(one: ComparedCase, other: ComparedCase) -> CountLevel:
    """Return how the numbers of suspects agree."""
    return _counts(one.suspects, other.suspects)


def compare_people_known(one: ComparedCase, other: ComparedCase) -> PeopleKnownLevel:
    """Return whether both cases name victims, or both name suspects.

    Most pairs of cases are compared because people of theirs agree. Two cases of one district and
    week without people to compare are far less often one case.
    """
    victims, suspects = one.victims and other.victims, one.suspects and other.suspects
    return PeopleKnownLevel.SOMEBODY if victims or suspects else PeopleKnownLevel.NOBODY


def compare_things(one: ComparedCase, other: ComparedCase) -> ThingsLevel:
    """Return whether both cases name a phone, an account, a plate or an establishment."""
    shared = len(one.things & other.things)
    if shared:
        return ThingsLevel.SEVERAL_SHARED if shared > 1 else ThingsLevel.SHARED
    mine, theirs = ({thing.partition(":")[0] for thing in case.things} for case in (one, other))
    return ThingsLevel.NOTHING_TO_COMPARE if mine.isdisjoint(theirs) else ThingsLevel.OTHERS


def compare_provisions(one: ComparedCase, other: ComparedCase) -> CodesLevel:
    """Return whether both cases cite the same provisions of the law."""
    return _codes(one.provisions, other.provisions)


def compare_purposes(one: ComparedCase, other: ComparedCase) -> CodesLevel:
    """Return whether the victims were exploited for the same purposes."""
    return _codes(one.purposes, other.purposes)


def _before_fact(registered: PartialDate | None, case: ComparedCase) -> bool:
    return bool(registered and case.fact_date and registered.certainly_before(case.fact_date))


def _days_between(one: PartialDate, other: PartialDate) -> int:
    """Return the fewest days between two dates, 0 if they may be the same day."""
    return max((one.first - other.last).days, (other.first - one.last).days, 0)


def _width(found: PartialDate) -> int:
    return (found.last - found.first).days


def _counts(one: int, other: int) -> CountLevel:
    if not one or not other:
        return CountLevel.NOTHING_TO_COMPARE
    if one == other:
        return CountLevel.SAME
    near = abs(one - other) == 1 or 2 * min(one, other) >= max(one, other)
    return CountLevel.NEAR if near else CountLevel.APART


def _codes(one: frozenset[str], other: frozenset[str]) -> CodesLevel:
    if not one or not other:
        return CodesLevel.NOTHING_TO_COMPARE
    if one == other:
        return CodesLevel.SAME
    return CodesLevel.OTHER if one.isdisjoint(other) else CodesLevel.SHARED
