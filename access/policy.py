"""The roles and what each may see: how sensitive a property, which people, how small a count.

A victim's name is for the INVESTIGATOR alone. A suspect's name is for the ANALYST and the
SUPERVISOR too. Everybody else reads pseudonyms.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from trama.core.errors import AccessDenied, JudgingDenied
from trama.core.question_errors import NotForPublic
from trama.ontology.declare import Sensitivity

# People; Peru's own rule for public tables: no cell counts fewer of them.
MINIMUM_PUBLIC_CELL = 10


class Role(StrEnum):
    """The office in which somebody asks.

    A SUPERVISOR decides who has access, and sees what an ANALYST sees.
    """

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
# From the role that may do least; an ANALYST and a SUPERVISOR see the same.
_RIGHTS = (Role.PUBLIC, Role.INTEGRATOR, Role.ANALYST, Role.SUPERVISOR, Role.INVESTIGATOR)
_NAMES_SUSPECTS = frozenset({Role.ANALYST, Role.INVESTIGATOR, Role.SUPERVISOR})
_JUDGES = frozenset({Role.INVESTIGATOR, Role.SUPERVISOR})
_LINKS = frozenset({Role.ANALYST, Role.INVESTIGATOR, Role.SUPERVISOR})
_RUNS_OWN_QUERIES = frozenset({Role.ANALYST, Role.INVESTIGATOR, Role.SUPERVISOR})
EXPLORES = frozenset({Role.ANALYST, Role.INVESTIGATOR, Role.SUPERVISOR})
"""The roles that explore, and keep what they found."""


def role_without_token(given: Iterable[Role]) -> Role:
    """Return the role of whoever shows no token, where tokens of the roles ``given`` were made.

    It is ANALYST at most, and never more than any of the tokens gives: so nobody gains a right by
    leaving a token out. The owner of the home folder can still read its files; see
    docs/access.md.
    """
    return min((Role.ANALYST, *given), key=_RIGHTS.index)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who asks; their role decides what they may see."""

    role: Role

    @property
    def minimum_cell(self) -> int:
        """The smallest number of people that a cell may show them."""
        return MINIMUM_PUBLIC_CELL if self.role is Role.PUBLIC else 1

    def shown_count(self, people: float) -> float | None:
        """Return a count of people as the viewer may see it. Return None if it is too small.

        The public sees counts of ten and more, rounded down to tens. So every sum and difference of
        public counts is a multiple of ten: whoever subtracts a province from its department, or
        both registries from the whole, never learns of fewer than ten people. Suppression alone
        would need a search for complementary cells over all queries, levels and years, and again
        after each load. The method is rounding to a base, after suppression (Hundepool et al.,
        Statistical Disclosure Control, Wiley 2012, chapter 5).

        >>> Viewer(Role.PUBLIC).shown_count(47), Viewer(Role.PUBLIC).shown_count(9)
        (40, None)
        """
        if people < self.minimum_cell:
            return None
        return people - people % self.minimum_cell

    @property
    def clearance(self) -> Sensitivity:
        """The most sensitive that they may see; what they write is as sensitive."""
        return _CLEARANCE[self.role]

    def sees(self, sensitivity: Sensitivity) -> bool:
        """Return whether they may see something this sensitive."""
        return sensitivity.rank <= _CLEARANCE[self.role].rank

    def sees_person(self, *, victim: bool) -> bool:
        """Return whether they may see who a person is; otherwise they see a pseudonym."""
        return self.role is Role.INVESTIGATOR or (not victim and self.role in _NAMES_SUSPECTS)

    def admit_judge(self) -> None:
        """Let the viewer judge whether two records, or two cases, are the same.

        Raises:
            JudgingDenied: the role may not judge. Only those few judge who answer for identities.
        """
        if self.role not in _JUDGES:
            raise JudgingDenied(role=self.role)

    def admit_link(self) -> None:
        """Let the viewer link the records of a graph, train a model on them, or read its models.

        A linkage joins people, and its report counts them exactly.

        Raises:
            AccessDenied: the role only reads what others made.
        """
        if self.role not in _LINKS:
            raise AccessDenied(role=self.role)

    @property
    def counts_people(self) -> bool:
        """Return whether they may count the people of the graph; the public reads releases."""
        return self.role is not Role.PUBLIC and self.sees(Sensitivity.RESTRICTED)

    def admit_counts(self) -> None:
        """Let the viewer count what is in the graph.

        Raises:
            NotForPublic: the public may not; says which published tables it reads instead.
        """
        if self.role is Role.PUBLIC:
            raise NotForPublic
        self.admit(Sensitivity.RESTRICTED)

    def admit_explorer(self) -> None:
        """Let the viewer keep questions and workspaces of their own, and what they found.

        Raises:
            AccessDenied: the role explores nothing.
        """
        if self.role not in EXPLORES:
            raise AccessDenied(role=self.role)

    @property
    def runs_own_queries(self) -> bool:
        """Return whether they may run queries that did not come with Trama."""
        return self.role in _RUNS_OWN_QUERIES

    @property
    def settles(self) -> bool:
        """Return whether they decide between two readers who disagree."""
        return self.role is Role.SUPERVISOR

    def admit(self, sensitivity: Sensitivity) -> None:
        """Let the viewer run a query this sensitive.

        Raises:
            AccessDenied: the query is more sensitive than the role may see.
        """
        if not self.sees(sensitivity):
            raise AccessDenied(role=self.role)
