"""Invented establishments, companies, plates and social-media accounts, created one by one."""

from random import Random

from trama.twin.marginals import table
from trama.twin.sampling import choose

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
MARK = "(SINTETICO)"


class Supplies:
    """The names of one twin, each new and marked as synthetic."""

    def __init__(self) -> None:
        self._count = 0
        self._venues = {
            row["venue"]: (row["kinds"].split("|"), row["names"].split("|"))
            for row in table("venue_names")
        }
        self._companies: dict[str, list[str]] = {}
        for row in table("companies"):
            self._companies.setdefault(row["kind"], []).append(row["name"])

    def establishment(self, venue: str, random: Random) -> str:
        """Return the name of a new establishment of the kind ``venue`` (RETA's word)."""
        kinds, names = self._venues.get(venue, self._venues["OTRO/ESPECIFICAR"])
        self._count += 1
        return f"{choose(random, kinds)} {choose(random, names)} {self._count} {MARK}"

    def company(self, transport: str, random: Random) -> str:
        """Return one of the transport companies that serve any traveller (BUS or FLUVIAL)."""
        return choose(random, self._companies[transport])

    def own_company(self) -> str:
        """Return a new transport company."""
        self._count += 1
        return f"TRANSPORTES Y SERVICIOS T{self._count} S.A.C. {MARK}"

    def plate(self) -> str:
        """Return a new plate; no plate of Peru begins with Q."""
        self._count += 1
        block, number = divmod(self._count, 1000)
        first, second = divmod(block, len(LETTERS))
        return f"Q{LETTERS[first % len(LETTERS)]}{LETTERS[second]}-{number:03d}"

    def social_account(self) -> str:
        """Return a new account of a social-media site."""
        self._count += 1
        return f"facebook.com/sintetico.{self._count}"
