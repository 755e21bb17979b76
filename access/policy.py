"""The roles, and what each may see: which sensitivity, which people, how small a count."""

from dataclasses import dataclass
from enum import StrEnum

from trama.core.errors import AccessDenied
from trama.graph.ontology.declare import Sensitivity

# Peru's own rule for tables that anyone may read: no cell tells of fewer people than this.
MINIMUM_PUBLIC_CELL = 10


class Role(StrEnum):
    """In which office somebody asks; SUPERVISOR keeps accounts and sees what an ANALYST sees."""

    PUBLIC = "public"
    INTEGRATOR = "integrator"
    ANALYST = "analyst"
    INVESTIGATOR = "investigator"
    SUPERVISOR = "supervisor"


_CLEARANCE = {
    Role.PUBLIC: Sensitivity.PUBLIC,
    Role.INTEGRATOR: Sensitivity.RESTRICTED,
    Role.ANALYST: Sensitivity.RESTRICTED,
    Role.INVESTIGATOR: Sensitivity.IDENTITY,
    Role.SUPERVISOR: Sensitivity.RESTRICTED,
}
_NAMES_SUSPECTS = frozenset({Role.ANALYST, Role.INVESTIGATOR, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who asks, as far as their role tells what they may see."""

    role: Role

    @property
    def minimum_cell(self) -> int:
        """The smallest number of people that they may be told of."""
        return MINIMUM_PUBLIC_CELL if self.role is Role.PUBLIC else 1

    def sees(self, sensitivity: Sensitivity) -> bool:
        """Returns whether they may see what is this sensitive."""
        return sensitivity.rank <= _CLEARANCE[self.role].rank

    def sees_person(self, *, victim: bool) -> bool:
        """Returns whether they may see who a person is, rather than a pseudonym."""
        return self.role is Role.INVESTIGATOR or (not victim and self.role in _NAMES_SUSPECTS)

    def admit(self, sensitivity: Sensitivity) -> None:
        """Let the viewer run a query that is this sensitive.

        Raises:
            AccessDenied: the query is more sensitive than what the role may see.
        """
        if not self.sees(sensitivity):
            raise AccessDenied(role=self.role)
