"""The accounts of a drafted table: the case, people and stages that its guessed columns tell of.

Each function returns mappings as they stand in the YAML of a profile.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from trama.core.text import fold
from trama.profiles.draft_options import (
    Column,
    cells_of,
    fills_down,
    holds_across_cases,
    is_bound,
    name_order,
    people_separators,
    stage_separators,
)
from trama.profiles.guessing.cell_tests import share
from trama.profiles.guessing.columns import ColumnGuess
from trama.profiles.guessing.fields_of_uses import (
    CASE_FIELDS,
    IDENTIFYING,
    NAMING,
    OF_PEOPLE,
    OWN_PHASE,
    PERSON_FIELDS,
    PLACE_ROLES,
    READS_A_PLACE,
    SHOWS_PHASE,
    STAGE_FIELDS,
    SUSPECT_FIELDS,
    SUSPECT_LISTS,
    TELLING,
    VICTIM_FIELDS,
)
from trama.profiles.guessing.heading_words import words
from trama.profiles.guessing.headings import Subject, subject_of
from trama.profiles.guessing.surroundings import OF_THE_CASE
from trama.profiles.guessing.whole_table import PHASES

Account = dict[str, Any]


class Drafter:
    """The drafter of the accounts of one table, from the guesses of its columns and its cells."""

    def __init__(
        self, guesses: Sequence[ColumnGuess], cells: Mapping[str, Column], *, key: str | None = None
    ) -> None:
        """Store the guesses that are read; ``key`` is the table's, if not the case's number."""
        self._key = key
        self._read = [guess for guess in guesses if guess.read]
        self._cells = cells
        self._kind = self._heading("person_kind")
        self._coded: dict[str, str] = {}
        self.case = self._heading("case_number")

    def accounts(self, *, with_case: bool) -> list[Account]:
        """Return all accounts of the table; the case's own only if the table is one of cases."""
        people = [*self._people("victim"), *self._counted(), *self._people("suspect")]
        stages = [*self._phased(people)] or [*self._constant_phases(people)]
        case = [self._of_case()] if with_case else []
        return [*case, *people, *stages]

    def key(self) -> object:
        """Return the key of the table: its column of the case, or the number of the line."""
        if self._key is not None:
            return self._key
        if self.case is None:
            return {"line": True}
        return {"columns": self.case, "fill_down": True} if self._fills() else self.case

    def _heading(self, use: str, moment: str = "") -> str | None:
        return next(
            (g.heading for g in self._read if g.use == use and (not moment or g.moment == moment)),
            None,
        )

    def _of_case(self) -> Account:
        fields: Account = {
            use: {"read": reading, "from": column}
            for use, reading in CASE_FIELDS.items()
            if (column := self._heading(use)) is not None
        }
        for field, moment in (("registered_on", "registered"), ("fact_date", "fact")):
            if (column := self._heading("date", moment)) is not None:
                fields[field] = {"read": "date", "from": column}
        year, month = self._heading("year"), self._heading("month")
        if year is not None and "fact_date" not in fields:
            fields["fact_date"] = {"read": "year_month", "year": year}
            fields["fact_date"] |= {"month": month} if month is not None else {}
        if place := self._place([g for g in self._read if g.moment == "fact"]):
            fields["place"] = place
        return {"about": "case", "fields": fields}

    def _people(self, subject: Subject) -> Iterator[Account]:
        """Yield an account for each person of a subject: V, or V1, V2 of numbered columns."""
        whose = {subject, ""} if self._kind else {subject}
        own = [g for g in self._read if g.subject in whose and g.use in OF_PEOPLE]
        letter = subject[0]
        numbers = sorted({g.number for g in own if g.use in NAMING})
        common: dict[str, str] = {}
        if numbers[1:] and not any(g.use in IDENTIFYING for g in own if not g.number):
            # «Finalidad» beside «Víctima 1» and «Víctima 2» is of both; «Edad» is of nobody known.
            common = {g.use: g.heading for g in own if not g.number and g.use in OF_THE_CASE}
            numbers = [number for number in numbers if number]
        for number in numbers:
            group = {g.use: g.heading for g in own if g.number == number and not g.moment}
            group |= common
            fields = self._person_fields(group, subject)
            placed = [g for g in own if g.moment and g.number == number]
            columns = [column for use, column in group.items() if use not in common]
            if subject == "victim":
                fields |= self._lived(placed)
                columns += [g.heading for g in placed if g.moment in ("birth", "residence")]
            if not fields and "person_code" in group:
                # A table of stages names people by the codes that another table gives them.
                self._coded[subject] = group["person_code"]
            if not _IDENTIFIED_BY & fields.keys():
                continue
            called = f"{letter}{number}" if number else letter
            yield self._account(subject, called, group, fields, columns)

    def _account(
        self,
        subject: Subject,
        called: str,
        group: Mapping[str, str],
        fields: Account,
        columns: Sequence[str],
    ) -> Account:
        name = _name_column(fields)
        account: Account = {"about": subject, "called": called}
        if self._kind is not None:
            account["only"] = {self._kind: self._texts(subject)}
        written = [c for c in dict.fromkeys(columns) if c != self._kind]
        account["if_written"] = written
        if separators := people_separators(cells_of(self._cells, name)):
            account["separators"] = separators
        if self._stands_above(name):
            account["fill_down"] = True
        account["key"] = self._person_key(group.get("person_code"), name, fields)
        return account | {"fields": fields}

    def _texts(self, subject: Subject) -> list[str]:
        """Return the texts of the column of kinds that mean a subject: those seen, and others."""
        seen = {c for c in cells_of(self._cells, self._kind) if subject_of(c) == subject}
        known = list(words()["subjects"][subject])
        both = [f"{word[:-1]}{end}" for word in known if word[-1] in "AO" for end in "AO"]
        folded = {fold(text): text for text in (*both, *known, *sorted(seen))}
        return sorted(folded.values())

    def _person_fields(self, group: Mapping[str, str], subject: Subject) -> Account:
        fields: Account = {}
        if name := self._name(group):
            fields["name"] = name
        if "document" in group:
            kind = {"type": group["document_type"]} if "document_type" in group else {}
            fields["document"] = {"read": "document", "number": group["document"], **kind}
        own = VICTIM_FIELDS if subject == "victim" else SUSPECT_FIELDS
        for use, reading in {**PERSON_FIELDS, **own}.items():
            if use in group:
                fields[use] = {"read": reading, "from": group[use]}
        if "sex" in fields and (codes := self._sexes(group["sex"])):
            fields["sex"]["codes"] = codes
        if subject == "suspect":
            fields |= self._lists(group)
        return fields

    def _lists(self, group: Mapping[str, str]) -> Account:
        """Return a suspect's telephones, accounts and plates, of as many columns as there are."""
        subjects = {"suspect", ""}
        found: Account = {}
        for use in SUSPECT_LISTS:
            columns = [g.heading for g in self._read if g.use == use and g.subject in subjects]
            if use in group and columns:
                found[use] = {"read": use, "from": columns if len(columns) > 1 else columns[0]}
        return found

    def _name(self, group: Mapping[str, str]) -> Account:
        surnames = {r: group[r] for r in ("surnames", "paternal", "maternal") if r in group}
        given = [group[use] for use in ("given", "given_2") if use in group]
        if surnames and "surnames" in surnames:
            surnames = {"surnames": surnames["surnames"]}
        if surnames or len(given) > 1:
            first = {"given": given if len(given) > 1 else given[0]} if given else {}
            return {"read": "name", **surnames, **first}
        whole = [group[use] for use in ("name", "given", "initials") if use in group]
        if not whole:
            return {}
        name: Account = {"read": "name", "from": whole if len(whole) > 1 else whole[0]}
        if name_order(cells_of(self._cells, whole[0])) == "given_first":
            name["order"] = "given_first"
        return name

    def _sexes(self, column: str) -> dict[str, str]:
        """Return the codes of a column that pairs M (mujer) with H or V (hombre, varón)."""
        there = {fold(cell) for cell in cells_of(self._cells, column) if cell}
        man = there & {"H", "V"}
        if "M" in there and man and not there & {"F"}:
            return {"M": "F", **dict.fromkeys(sorted(man), "M")}
        return {}

    def _lived(self, placed: Sequence[ColumnGuess]) -> Account:
        """Return a victim's date of birth, birthplace and residence."""
        fields: Account = {}
        for guess in placed:
            if guess.use == "date" and guess.moment == "birth":
                fields["birth_date"] = {"read": "date", "from": guess.heading}
        for field, moment in (("birthplace", "birth"), ("residence", "residence")):
            if place := self._place([g for g in placed if g.moment == moment]):
                fields[field] = place
        homes = (g.heading for g in placed if g.use == "address" and g.moment == "residence")
        address = next(homes, None)
        if address is not None:
            fields["address"] = {"read": "text", "from": address}
            named = share("place_text", cells_of(self._cells, address))
            if "residence" not in fields and named and named.part >= READS_A_PLACE:
                fields["residence"] = {"read": "place", "text": address}
        return fields

    def _person_key(self, code: str | None, name: str | None, fields: Account) -> list[Account]:
        key: list[Account] = []
        if code is not None:
            across = holds_across_cases(
                cells_of(self._cells, code),
                cells_of(self._cells, self.case),
                cells_of(self._cells, name),
            )
            key.append({"column": code, "across_cases": True} if across else {"column": code})
        key += [{"all_of": ["name_key"]}] if "name" in fields else []
        key += [{"all_of": ["document_key"]}] if "document" in fields else []
        telling = [field for field in TELLING if field in fields]
        return [*key, {"any_of": telling}] if telling else key

    def _counted(self) -> Iterator[Account]:
        """Yield the unnamed victims of each column that counts them."""
        for use, (called, sex) in _COUNTED.items():
            column = self._heading(use)
            if column is None:
                continue
            count: Account = {"column": column}
            if is_bound(cells_of(self._cells, column)):
                count["at_least"] = True
            fields = {"sex": {"read": "constant", "value": sex}} if sex else {}
            yield {"about": "victim", "called": called, "count": count, "fields": fields}

    def _phased(self, people: Sequence[Account]) -> Iterator[Account]:
        """Yield the stage of a row that names its phase."""
        phase = self._heading("phase")
        if phase is None:
            return
        here = [g for g in self._read if g.moment == "stage"]
        fields: Account = {"phase": {"read": "code", "from": phase}}
        if (date := self._heading("date", "stage")) is not None:
            hour = self._heading("hour")
            fields["date"] = {"read": "date", "from": date} | ({"time": hour} if hour else {})
        if place := self._place(here):
            fields["place"] = place
        fields |= self._of_stage(tuple(STAGE_FIELDS), plates=True)
        stage = {"about": "stage", **self._named(people)}
        if separators := stage_separators(cells_of(self._cells, phase)):
            stage["separators"] = separators
        yield stage | {"fields": fields}

    def _constant_phases(self, people: Sequence[Account]) -> Iterator[Account]:
        """Yield a stage for each phase of which a column tells the place, the date or the bus."""
        for phase in PHASES:
            here = [g for g in self._read if g.moment == phase]
            here = here or [g for g in self._read if SHOWS_PHASE.get(g.use) == phase]
            if not here:
                continue
            fields: Account = {"phase": {"read": "constant", "value": phase}}
            if (date := self._heading("date", phase)) is not None:
                fields["date"] = {"read": "date", "from": date}
            if place := self._place(here):
                fields["place"] = place
            uses = tuple(use for use in STAGE_FIELDS if OWN_PHASE[use] == phase)
            fields |= self._of_stage(uses, plates=phase == OWN_PHASE["plates"])
            columns = [guess.heading for guess in here]
            stage = {"about": "stage", "called": phase.lower(), **self._named(people)}
            yield stage | {"if_written": columns, "fields": fields}

    def _of_stage(self, uses: Sequence[str], *, plates: bool) -> Account:
        fields: Account = {
            use: {"read": STAGE_FIELDS[use], "from": column}
            for use in uses
            if (column := self._heading(use)) is not None
        }
        plate = next((g.heading for g in self._read if g.use == "plates" and not g.subject), None)
        if plates and plate is not None:
            fields["plates"] = {"read": "plates", "from": plate}
        return fields

    def _named(self, people: Sequence[Account]) -> Account:
        """Return the people of a stage: those of its row, or those whose codes it names."""
        named: Account = {}
        for kind, about in (("victims", "victim"), ("suspects", "suspect")):
            mine = [person for person in people if person["about"] == about]
            if about in self._coded:
                named[kind] = {"column": self._coded[about]}
            elif mine:
                named[kind] = [person["called"] for person in mine]
        return named

    def _place(self, guesses: Iterable[ColumnGuess]) -> Account:
        roles = {
            PLACE_ROLES[guess.use]: guess.heading for guess in guesses if guess.use in PLACE_ROLES
        }
        return {"read": "place", **roles} if roles else {}

    def _fills(self) -> bool:
        others = [column for heading, column in self._cells.items() if heading != self.case]
        return self.case is not None and fills_down(cells_of(self._cells, self.case), others)

    def _stands_above(self, name: str | None) -> bool:
        """Return whether a person stands on the first row of a case only, as its key does."""
        keys, names = cells_of(self._cells, self.case), cells_of(self._cells, name)
        below = [not name for key, name in zip(keys, names, strict=False) if not key]
        return any(below) and self._fills()


# The account of each use that counts victims: what it is called, and their sex.
_COUNTED = {"count": ("n", ""), "count_women": ("mujeres", "F"), "count_men": ("varones", "M")}
# Fields by which an account of a drafted table tells one person from another.
_IDENTIFIED_BY = frozenset({"name", "document", *TELLING})


def _name_column(fields: Mapping[str, Any]) -> str | None:
    """Return the column of a whole name. Return None if there is none."""
    column = fields.get("name", {}).get("from")
    first = column[0] if isinstance(column, list) else column
    return None if first is None else str(first)
