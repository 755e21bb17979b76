"""The entries of two registries: a person, or a case, as one case of one registry has it.

Side a is RETA, the police, and side b SISTRA, the prosecutors. A registry counts entries; a person
who stands in two registrations is two entries and one person.
"""

from dataclasses import dataclass, field

from trama.ontology.codelists import code_list
from trama.ontology.provisions import first_number
from trama.values.age_bands import age_band

POLICE, PROSECUTORS = "RETA", "SISTRA"
"""The registries of side a and of side b."""

HANDED_OVER, WITHDRAWN = "FISCALIA", "DESISTIMIENTO"
"""The destinations of a RETA registration (D_) that say handed to the prosecutor, and withdrawn."""

FROM_POLICE = frozenset({"INFORME_POLICIAL", "OPERATIVO"})
"""The entry forms of a carpeta that say that the police brought the case."""

TRAFFICKING = frozenset({"CP-153", "CP-153-A"})
"""Trafficking and its aggravated forms, by the numbers before Ley 31146 (arts. 129-A and 129-B)."""


@dataclass(frozen=True, slots=True)
class RegistryCase:
    """A registration of RETA or a carpeta of SISTRA, as its records in the graph have it.

    ``case`` is the uid of the Case that it is part of. Days are ISO and may lack month or day.
    ``fact_since`` is the first day on which the fact may have happened. An unknown value is "".
    """

    registry: str
    number: str
    case: str
    registered_on: str = ""
    fact_since: str = ""
    department: str = ""
    unit: str = ""
    fiscal_district: str = ""
    entry_form: str = ""
    destination: str = ""
    provision: str = ""
    status: str = ""
    status_date: str = ""
    police_report: str = ""

    @property
    def end(self) -> str:
        """The case as an end of a judgement, ``RETA:number``."""
        return f"{self.registry}:{self.number}"

    @property
    def says_police(self) -> bool:
        """Return whether a carpeta names the police as its source: by registration, or form."""
        return bool(self.police_report) or self.entry_form in FROM_POLICE

    @property
    def offence(self) -> str:
        """The kind of offence: TRATA for trafficking, else the article by its earlier number."""
        first = first_number(self.provision)
        return "TRATA" if first in TRAFFICKING else first

    @property
    def is_archived(self) -> bool:
        """Return whether the carpeta was archived, dismissed, or ended in acquittal."""
        entry = code_list("procedural_status").codes.get(self.status)
        return bool(entry and entry.extra.get("excluded"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a registry counts: a victim of one case, or a case itself.

    ``record`` is the smallest uid of the records, of a case its end ``RETA:number``. ``whole`` is
    the uid of the person (of a case, of the Case) that the entry is part of. ``keys`` are the
    documents and codes that a registry states. ``age`` is in years, at the fact.
    """

    record: str
    whole: str
    of: RegistryCase
    sex: str = ""
    age: float | None = None
    keys: frozenset[str] = field(default=frozenset())

    @property
    def age_band(self) -> str:
        """The band of the age, "" if nobody gives the age."""
        return "" if self.age is None else age_band(self.age)

    def day(self, *, of_fact: bool) -> str:
        """Return the day by which the entry is counted: of the fact, else of the registry."""
        return self.of.fact_since if of_fact else self.of.registered_on

    def year(self, *, of_fact: bool) -> str:
        """Return the year by which the entry is counted, "" if it is not known."""
        return self.day(of_fact=of_fact)[:4]
