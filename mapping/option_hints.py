"""The options of a profile that the first rows of a table show to be missing.

Without such an option a value is set aside, a row is rejected, or a name is read in the wrong order
in silence. Each is told once, at the header, with the option to be written: a person decides, and
a word of the profile, also one against it, ends the hint. An option that all cells prove is taken
on already (`trama.mapping.proven_options`), and not told here.
"""

from collections.abc import Iterator

from trama.mapping.plan import MatchedTable
from trama.mapping.totals import is_total
from trama.profiles.draft_options import (
    Column,
    fills_down,
    holds_across_cases,
    is_bound,
    name_order,
    people_separators,
    stage_separators,
)
from trama.profiles.specs import FieldSpec, MentionSpec, Profile
from trama.values.cells import text_of
from trama.values.defects import Defect, DefectCode, Outcome

Hint = tuple[str, Defect]
"""A column of the profile, and the defect whose suggestion is the option."""


def option_hints(match: MatchedTable, profile: Profile) -> Iterator[Hint]:
    """Yield the options that the first rows of a table of cases show to be missing.

    The cells ``15+`` under a column that counts victims give ``at_least: true``, unless the profile
    has that option.
    """
    if match.spec.observations is None:
        yield from _Hints(match, profile).all()


class _Hints:
    """The hints of one table, from its cells by column."""

    def __init__(self, match: MatchedTable, profile: Profile) -> None:
        self._spec = match.spec
        self._profile = profile
        below = match.table.first[match.header.index + 1 :]
        texts = [[text_of(cell) for cell in row.cells] for row in below]
        rows = [row for row in texts if not is_total(row)]
        self._cells: dict[str, Column] = {
            name: tuple(row[at] if at < len(row) else "" for row in rows)
            for name, at in match.header.positions.items()
        }
        self._key = self._of(*match.spec.key) if len(match.spec.key) == 1 else ()

    def all(self) -> Iterator[Hint]:
        """Yield every hint of the table, at most one for each column and option."""
        yield from self._of_key()
        told: set[Hint] = set()
        for mention in self._spec.mentions:
            for hint in self._of_mention(mention):
                if hint not in told:
                    told.add(hint)
                    yield hint

    def _of(self, *columns: str) -> Column:
        return self._cells.get(columns[0], ()) if columns else ()

    def _of_key(self) -> Iterator[Hint]:
        others = [cells for name, cells in self._cells.items() if name not in self._spec.key]
        silent = self._spec.fill_down is None and not self._spec.sure_filling
        if self._key and silent and fills_down(self._key, others):
            (column,) = self._spec.key
            yield _hint(column, f"key: {{columns: {column}, fill_down: true}}")

    def _of_mention(self, mention: MentionSpec) -> Iterator[Hint]:
        count = mention.count
        if count and count.at_least is None and is_bound(self._of(count.column)):
            yield _hint(count.column, "at_least: true")
        for field in mention.fields:
            if field.reading == "name":
                yield from self._of_name(field, mention)
            elif field.target == "phase" and _lists_silently(mention):
                yield from self._of_phase(field)

    def _of_name(self, field: FieldSpec, mention: MentionSpec) -> Iterator[Hint]:
        names = self._of(*field.of("from"))
        silent = not (field.names_order or self._profile.names_order)
        if silent and name_order(names) == "given_first":
            yield _hint(field.of("from")[0], "order: given_first")
        if names and _lists_silently(mention) and (found := people_separators(names)):
            yield _hint(field.of("from")[0], f"separators: {found}")
        column = field.all_columns()[-1]
        for part in mention.key:
            code = part.column
            if code is None or part.across_cases or code in self._spec.key:
                continue
            if holds_across_cases(self._of(code), self._key, self._of(column)):
                yield _hint(code, f"{{column: {code}, across_cases: true}}")

    def _of_phase(self, field: FieldSpec) -> Iterator[Hint]:
        for column in field.of("from"):
            if found := stage_separators(self._of(column)):
                yield _hint(column, f"separators: {found}")


def _lists_silently(mention: MentionSpec) -> bool:
    return mention.separators is None and not mention.sure_lists


def _hint(column: str, option: str) -> Hint:
    return column, Defect(DefectCode.PROFILE_OPTION, Outcome.NOTED, option)
