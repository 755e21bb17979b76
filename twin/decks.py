"""The decks that a twin is dealt from: one set for RETA's cases, one for SISTRA's alone."""

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


class Decks:
    """Deals the values of one case or victim, keeping RETA's published shares."""

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
            "both": Deck({"FISCALIA": 1}, random),
            "reta": Deck({**destinations, "FISCALIA": destinations["FISCALIA"] * 0.2}, random),
            "sistra": Deck({"": 1}, random),
        }

    def kind(self, year: int, wanted: str | None = None) -> str:
        """Returns which registries have a case: both, reta or sistra."""
        deck = self._kinds[year]
        return deck.deal() if wanted is None else deck.deal_only(wanted)

    def scope(self, year: int, *, in_reta: bool, wanted: str | None) -> str:
        """Returns NACIONAL or INTERNACIONAL, by the shares of that year."""
        deck = self._scopes[year, in_reta]
        return deck.deal() if wanted is None else deck.deal_only(wanted)

    def department(self, *, in_reta: bool, wanted: str | None) -> str:
        """Returns the two digits of the department of the fact."""
        deck = self._departments[in_reta]
        return deck.deal() if wanted is None else deck.deal_only(wanted)

    def value(self, name: str, *, in_reta: bool) -> str:
        """Returns the next value of a RETA list."""
        return self._values[name, in_reta].deal()

    def handed_to(self, kind: str) -> str:
        """Returns RETA's destination of the fact; a case that has a carpeta went to FISCALIA."""
        return self._handed[kind].deal()

    def venue_written(self, year: int) -> bool:
        """Returns whether RETA wrote the kind of place; in 2017 to 2019 it often did not."""
        return self._filled[year].deal() == "SI"

    def purpose(self, ages: list[int], *, in_reta: bool) -> str:
        """Returns a purpose that these ages make plausible."""
        children, adults = min(ages) < _CHILD, max(ages) >= _CHILD + 6

        def fits(purpose: str) -> bool:
            if purpose == SALE:
                return children
            return not (children and not adults and purpose == SEXUAL)

        return self._values["purpose", in_reta].deal(fits)

    def real_purpose(self, purpose: str) -> str:
        """Returns what the purpose was where RETA could not identify it."""
        return self._identified.deal() if purpose == NOT_IDENTIFIED else purpose

    def venue(self, purpose: str, department: str, *, in_reta: bool) -> str:
        """Returns a kind of place that goes with the purpose and the department."""

        def fits(venue: str) -> bool:
            if venue == _OTHER_VENUE:
                return True
            if venue == "MINERIA ARTESANAL":
                return department in {"17", "21", "08", "04"}
            return (venue in _SEXUAL_VENUES) == (purpose == SEXUAL)

        return self._values["venue", in_reta].deal(fits)
