"""The surroundings of the columns of one table: they tell whose a column of a person is.

A column that its heading leaves open is settled by its neighbours, the name of the sheet, and the
rest of the table. A column that nothing settles stays a doubt: a victim is never read as a suspect.
"""

from collections.abc import Sequence
from dataclasses import replace

from trama.profiles.guessing.cell_tests import COUNTS
from trama.profiles.guessing.columns import LIKELY_AT, ColumnGuess
from trama.profiles.guessing.headings import Subject

PERSON_USES = frozenset(
    {
        "name",
        "surnames",
        "paternal",
        "maternal",
        "given",
        "given_2",
        "initials",
        "document",
        "document_type",
        "sex",
        "age",
        "nationality",
        "nickname",
        "person_code",
    }
)
VICTIM_USES = frozenset(
    {
        "education",
        "marital_status",
        "occupation",
        "vulnerability",
        "bond",
        "identity_reserved",
        "recruitment",
        "means",
        "purposes",
        "address",
        *COUNTS,
    }
)
# Facts of a case that stand in a victim's record, whoever the heading names besides.
OF_THE_CASE = frozenset({"bond", "recruitment", "means", "purposes", "vulnerability"})
SUSPECT_USES = frozenset({"role", "situation", "phones", "accounts"})
OF_A_PERSON = frozenset({"birth", "residence"})
DEFAULT = 0.65  # most surety of what only the rest of the table settles
OPEN = 0.45  # surety of what nothing settles
_NEIGHBOUR = 0.8  # most surety of a person's column that only its neighbours settle
_NAMES = frozenset({"name", "surnames", "paternal", "maternal", "given", "given_2"})


class Surroundings:
    """The surroundings of a table's columns, which are settled one by one from the left.

    ``about`` is the subject that the name of the sheet or the file tells.
    """

    def __init__(self, guesses: Sequence[ColumnGuess], about: Subject) -> None:
        self._guesses = guesses
        self._about = about
        self._named: set[Subject] = {
            g.subject for g in guesses if g.subject in ("victim", "suspect")
        }
        self._before: Subject = ""  # the subject of the last column that names one
        self._settled: list[ColumnGuess] = []
        # Whoever has a whole name under a heading of their own does not have the bare names too.
        self._others_named = self._named == {"suspect"} and any(
            guess.subject == "suspect" and guess.use == "name" for guess in guesses
        )

    def settled(self) -> list[ColumnGuess]:
        """Return the guesses, each column of a person with its subject, or as a doubt."""
        if any(guess.use == "person_kind" and guess.sure >= LIKELY_AT for guess in self._guesses):
            return list(self._guesses)  # the row says whose its columns are
        for guess in self._guesses:
            self._before = guess.subject or self._before
            settled = self._settle(guess)
            if self._others_named and settled.use in _NAMES:
                self._before = settled.subject or self._before
            self._settled.append(settled)
        return self._settled

    def _settle(self, guess: ColumnGuess) -> ColumnGuess:
        if guess.subject:
            return guess
        if guess.use in PERSON_USES:
            return self._person(guess)
        if guess.use in VICTIM_USES:
            return replace(guess, subject="victim")
        if guess.use in SUSPECT_USES:
            return self._means_or_role(guess)
        if guess.moment in OF_A_PERSON:
            return replace(guess, subject=self._before or self._about or "victim")
        if guess.use == "plates" and "suspect" in (self._before, self._about):
            return replace(guess, subject="suspect")
        return guess

    def _person(self, guess: ColumnGuess) -> ColumnGuess:
        """Return a person's column with the subject that its surroundings tell."""
        if guess.use in _NAMES and not guess.headed and self._other_names(guess):
            es = "hay otra columna de nombres: ¿de quién es?"
            return guess.capped("", OPEN, es, "there is another column of names: whose is it?")
        if self._others_named and self._about != "suspect":
            return self._beside_suspect(guess)
        if len(self._named) == 1 and (
            self._about in self._named or not self._about or self._before
        ):
            return replace(guess, subject=next(iter(self._named)))
        if not self._named:
            return self._unnamed(guess)
        taken = any(g.use == guess.use and g.subject == "victim" for g in self._settled)
        if self._before == "victim":
            return guess.capped("victim", _NEIGHBOUR, "sigue a la víctima", "follows the victim")
        if self._before == "suspect" and (taken or guess.use == "nickname"):
            return guess.capped("suspect", _NEIGHBOUR, "sigue al imputado", "follows the suspect")
        if not self._before and self._about in ("victim", "suspect"):
            es, en = "por el nombre de la hoja", "by the sheet's name"
            return guess.capped(self._about, _NEIGHBOUR, es, en)
        es, en = "¿de la víctima o del imputado?", "of the victim or of the suspect?"
        return guess.capped("", OPEN, es, en)

    def _beside_suspect(self, guess: ColumnGuess) -> ColumnGuess:
        """Return a person's column of a table that has the suspect's whole name under its heading.

        Bare names before the suspect's are the victim's, and so are the columns after them. Columns
        after the suspect's name are the suspect's, but for names: those are a doubt.
        """
        is_name = guess.use in _NAMES
        if self._before == "suspect" and not is_name:
            return replace(guess, subject="suspect")
        if self._before == "suspect":
            es = "la fila tiene los nombres de dos personas: ¿de quién es?"
            return guess.capped("", OPEN, es, "the row has the names of two people: whose is it?")
        if self._before == "victim" or is_name:
            es = "el imputado tiene su propia columna: se toma por la víctima"
            en = "the suspect has a column of their own: taken as the victim's"
            return guess.capped("victim", DEFAULT + 0.1, es, en)
        es, en = "¿de la víctima o del imputado?", "of the victim or of the suspect?"
        return guess.capped("", OPEN, es, en)

    def _unnamed(self, guess: ColumnGuess) -> ColumnGuess:
        """Return a person's column of a table whose headings name nobody."""
        if self._about in ("victim", "suspect"):
            return replace(guess, subject=self._about)
        if self._several_people():
            es = "la fila tiene los nombres de dos personas: ¿de quién es?"
            return guess.capped("", OPEN, es, "the row has the names of two people: whose is it?")
        if any(each.use in ("role", "situation") for each in self._guesses):
            es, en = "por las demás columnas", "by the other columns"
            return guess.capped("suspect", DEFAULT, es, en)
        es = "nada dice de quién: se toma por víctima"
        en = "nothing says whose: taken as the victim's"
        return guess.capped("victim", DEFAULT + 0.1, es, en)

    def _other_names(self, guess: ColumnGuess) -> bool:
        return any(g.use in _NAMES and g.heading != guess.heading for g in self._guesses)

    def _several_people(self) -> bool:
        """Return whether the columns hold two names: a whole one beside parts, or a part twice."""
        uses = [g.use for g in self._guesses if g.use in _NAMES and not g.number and not g.subject]
        return len(uses) > len(set(uses)) or ("name" in uses and len(uses) > 1)

    def _means_or_role(self, guess: ColumnGuess) -> ColumnGuess:
        """Return a column of means or role with its subject: a suspect's, if any is named.

        A telephone after a victim's columns is hers, whoever else the table names.
        """
        beside = self._before or self._about
        may_be_hers = guess.use in ("phones", "accounts") and beside != "suspect"
        hers = "victim" in (self._before, self._about) or "suspect" not in self._named
        return replace(guess, subject="victim" if may_be_hers and hers else "suspect")
