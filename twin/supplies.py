"""What cases share beside people: phones, accounts, plates, establishments, companies."""

from random import Random

from trama.twin.marginals import table
from trama.twin.sampling import choose

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
MARK = "(SINTETICO)"


class Supplies:
    """Gives out establishments, companies, plates and accounts, all invented and marked."""

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
        """Returns the name of a new establishment of that kind."""
        kinds, names = self._venues.get(venue, self._venues["OTRO/ESPECIFICAR"])
        self._count += 1
        return f"{choose(random, kinds)} {choose(random, names)} {self._count} {MARK}"

    def company(self, transport: str, random: Random) -> str:
        """Returns one of the transport companies that any traveller may take."""
        return choose(random, self._companies[transport])

    def own_company(self) -> str:
        """Returns a new transport company."""
        self._count += 1
        return f"TRANSPORTES Y SERVICIOS T{self._count} S.A.C. {MARK}"

    def plate(self) -> str:
        """Returns a new plate; Peru gives out none that begins with Q."""
        self._count += 1
        block, number = divmod(self._count, 1000)
        first, second = divmod(block, len(LETTERS))
        return f"Q{LETTERS[first % len(LETTERS)]}{LETTERS[second]}-{number:03d}"

    def account(self) -> str:
        """Returns a new account of a social network."""
        self._count += 1
        return f"facebook.com/sintetico.{self._count}"
