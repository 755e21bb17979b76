"""The decks from which the values of a twin are dealt, so that RETA's published shares come out.

Cases in RETA and cases in SISTRA alone have separate decks: the share of each value among the RETA
cases is then exact (see trama.twin.sampling.Deck).
"""

from random import Random

from trama.twin.calendar import Calendar
from trama.twin.geography import Atlas, department_shares
from trama.twin.marginals import reta_marginal
from trama.twin.sampling import Deck

NOT_IDENTIFIED = "NO IDENTIFICADO"
SALE = "VENTA DE NIÑOS"
SEXUAL = "EXPLOTACION SEXUAL"
_SEXUAL_VENUES = frozenset(
    {
        "NIGHT CLUB",
        "PROSTIBULO",
        "DISCOTECA",
        "CENTRO DE MASAJES",
        "CENTRO DE PRODUCCION DE PORNOGRAFIA",
        "ESTUDIO DE MODELAJE",
    }
)
_OTHER_VENUE = "OTRO/ESPECIFICAR"
_CHILD = 12
"""Years. VENTA DE NIÑOS needs a victim under this age; EXPLOTACION SEXUAL needs an older victim, or
an adult beside the child."""


class Decks:
    """The decks of one twin, each dealt a value at a time.

    A value is dealt in steps:

    1. Every list has a deck of 1,000 shuffled cards in the published shares. When the deck is used
       up, it is shuffled again.
    2. A value that depends on another (a venue on the purpose) is the next card that fits. The
       cards passed over stay in the deck for other cases.
    3. A planted case asks for its own value (``wanted``). One card of that value leaves the deck,
       so the shares still come out.

    Example: 290 of the 4,385 published victims were found in a NIGHT CLUB, so 66 of 1,000 cards say
    NIGHT CLUB. A case of MENDICIDAD passes over them and takes, for instance, MENDICIDAD/ VIA
    PUBLICA. All 66 stay for cases of EXPLOTACION SEXUAL.
    """

    def __init__(self, calendar: Calendar, atlas: Atlas, random: Random) -> None:
        self._kinds = {
            year: Deck(
                {"both": part.both, "reta": part.reta_only, "sistra": part.sistra_only}, random
            )
            for year, part in calendar.years.items()
        }
        self._scopes = {
            (year, in_reta): Deck(reta_marginal(f"scope {year}"), random)
            for year in calendar.years
            for in_reta in (True, False)
        }
        self._filled = {
            year: Deck(reta_marginal(f"venue filled {year}"), random) for year in calendar.years
        }
        self._departments = {
            in_reta: Deck(department_shares(atlas), random) for in_reta in (True, False)
        }
        names = (
            "sex_and_age",
            "purpose",
            "means",
            "recruitment",
            "venue",
            "bond",
            "education",
            "complainant",
        )
        self._values = {
            (name, in_reta): Deck(reta_marginal(name), random)
            for name in names
            for in_reta in (True, False)
        }
        identified = dict(reta_marginal("purpose"))
        identified.pop(NOT_IDENTIFIED)
        self._identified = Deck(identified, random)
        destinations = dict(reta_marginal("destination"))
        self._handed = {
            "both": Deck({"FISCALIA": 95, "PENDIENTE DE INVESTIGACION": 5}, random),
            "reta": Deck({**destinations, "FISCALIA": destinations["FISCALIA"] * 0.2}, random),
            "sistra": Deck({"": 1}, random),
        }

    def kind(self, year: int, wanted: str | None = None) -> str:
        """Return the registries that have a case: both, reta or sistra."""
        deck = self._kinds[year]
        return deck.deal() if wanted is None else deck.deal_only(wanted)

    def scope(self, year: int, *, in_reta: bool, wanted: str | None) -> str:
        """Return NACIONAL or INTERNACIONAL, in the shares of that year."""
        deck = self._scopes[year, in_reta]
        return deck.deal() if wanted is None else deck.deal_only(wanted)

    def department(self, *, in_reta: bool, wanted: str | None) -> str:
        """Return the department of the fact by its two INEI digits."""
        deck = self._departments[in_reta]
        return deck.deal() if wanted is None else deck.deal_only(wanted)

    def value(self, name: str, *, in_reta: bool) -> str:
        """Return the next value of a RETA list, e.g. of ``recruitment``."""
        return self._values[name, in_reta].deal()

    def handed_to(self, kind: str) -> str:
        """Return the authority that RETA says it handed the case to.

        RETA says FISCALIA of nearly all cases with a carpeta: some registrations are never updated.
        """
        return self._handed[kind].deal()

    def venue_written(self, year: int) -> bool:
        """Return whether RETA wrote the kind of venue; in 2017 to 2019 it often did not."""
        return self._filled[year].deal() == "SI"

    def purpose(self, ages: list[int], *, in_reta: bool) -> str:
        """Return a purpose that is plausible for victims of these ages, in years."""
        children, adults = min(ages) < _CHILD, max(ages) >= _CHILD + 6

        def fits(purpose: str) -> bool:
            if purpose == SALE:
                return children
            return not (children and not adults and purpose == SEXUAL)

        return self._values["purpose", in_reta].deal(fits)

    def real_purpose(self, purpose: str) -> str:
        """Return the true purpose: ``purpose``, or another if RETA wrote NO IDENTIFICADO."""
        return self._identified.deal() if purpose == NOT_IDENTIFIED else purpose

    def venue(self, purpose: str, department: str, *, in_reta: bool) -> str:
        """Return a kind of venue that fits the purpose and the department."""

        def fits(venue: str) -> bool:
            if venue == _OTHER_VENUE:
                return True
            if venue == "MINERIA ARTESANAL":
                return department in {"17", "21", "08", "04"}
            return (venue in _SEXUAL_VENUES) == (purpose == SEXUAL)

        return self._values["venue", in_reta].deal(fits)
