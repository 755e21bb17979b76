"""The cells of a row, and the cells that several people or stages of one row share or list."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trama.core.text import fold
from trama.graph.records import Kind
from trama.ontology.codelists import code_list
from trama.profiles.specs import FieldSpec, MentionSpec
from trama.values.cells import Cell, text_of
from trama.values.lists import pieces
from trama.values.several_people import is_whole_name
from trama.values.sure_names import are_sure_names

# Readings of what is one person's own: one value beside two people belongs to nobody for certain.
OWN_READINGS = frozenset({"name", "document", "nickname", "phones", "accounts", "plates", "age"})
# Readings that give a list: each of several people has the whole list.
_LISTS = frozenset({"codes", "texts", "flags"})
# The separators that may part people, or stages, beyond doubt: signs alone first, then words too.
_SIGNS_OF_PEOPLE = ("/", ";")
_OF_PEOPLE = (*_SIGNS_OF_PEOPLE, " y ")
_SIGNS_OF_STAGES = ("/", ";", "|", "+")
_OF_STAGES = (*_SIGNS_OF_STAGES, ",", " y ", " e ")


class RowCells(NamedTuple):
    """The cells of a row, padded to the header: as read, as trimmed text, and as written.

    A cell that the reader set aside is blank, except in ``written``.
    """

    cells: Sequence[Cell]
    texts: Sequence[str]
    written: Sequence[str]

    def with_texts(self, texts: dict[int, str]) -> "RowCells":
        """Return the row with other texts at some positions (from 0)."""
        cells, trimmed, written = list(self.cells), list(self.texts), list(self.written)
        for at, text in texts.items():
            cells[at], trimmed[at], written[at] = text or None, text_of(text), text
        return RowCells(cells, trimmed, written)

    def is_bare(self, positions: Collection[int], merged: Collection[int]) -> bool:
        """Return whether nothing was written at some positions: blank, or ``merged`` with above."""
        return all(at in merged or not self.written[at] for at in positions)

    def without(self, positions: Collection[int]) -> "RowCells":
        """Return the row with blank cells at some positions (from 0)."""
        blank = dict.fromkeys(positions, "")
        return self.with_texts(blank) if blank else self

    def taking(self, other: "RowCells", positions: Sequence[int]) -> "RowCells":
        """Return the row with the cells of another row at some positions (from 0)."""
        cells, texts, written = list(self.cells), list(self.texts), list(self.written)
        for at in positions:
            cells[at], texts[at], written[at] = other.cells[at], other.texts[at], other.written[at]
        return RowCells(cells, texts, written)


@dataclass(frozen=True, slots=True)
class Dealer:
    """The dealer of the cells of a mention that list several people or stages.

    ``leading`` are the columns that tell how many there are. ``own`` and ``shared`` are the
    others: one value in a cell of ``shared`` is everybody's, one in ``own`` is nobody's. Columns
    have their name and their position in a row, from 0.

    ``phases`` (folded text to code) is not None if only cells beyond doubt are cut, and ``prose``
    are the positions of free texts, which list nothing beyond doubt.
    """

    separators: tuple[str, ...]
    leading: tuple[tuple[str, int], ...]
    own: tuple[tuple[str, int], ...]
    shared: tuple[tuple[str, int], ...]
    names: bool
    phases: Mapping[str, str] | None = None
    prose: frozenset[int] = frozenset()

    @classmethod
    def of(
        cls, spec: MentionSpec, positions: Mapping[str, int], kept: Sequence[str]
    ) -> "Dealer | None":
        """Return the dealer of a mention. Return None if its cells list nobody.

        ``kept`` are the columns that are never cut: those of the case's key.
        """
        if not (spec.separators or spec.sure_lists):
            return None
        leading = [name for name in _leading(spec) if name not in kept]
        phase = next((field for field in spec.fields if field.target == "phase"), None)
        prose = [n for f in spec.fields for n in f.all_columns() if f.reading == "text"]
        prose += [n for f in spec.fields if f.reading == "place" for n in f.of("text")]
        own = [name for field in spec.fields if _is_own(field) for name in field.all_columns()]
        own += [part.column for part in spec.key if part.column]
        lists = [n for f in spec.fields if f.reading in _LISTS for n in f.all_columns()]
        rest = [n for f in spec.fields for n in f.all_columns() if n not in (*own, *lists)]

        def there(names: Sequence[str], *others: str) -> tuple[tuple[str, int], ...]:
            left_out = {*kept, *others}
            known = dict.fromkeys(n for n in names if n in positions and n not in left_out)
            return tuple((name, positions[name]) for name in known)

        return cls(
            separators=spec.separators or (_OF_STAGES if spec.kind is Kind.STAGE else _OF_PEOPLE),
            leading=there(leading),
            own=there(own, *leading),
            shared=there(rest, *leading),
            names=spec.kind is not Kind.STAGE,
            phases=(dict(phase.codes) if phase else {}) if spec.sure_lists else None,
            prose=frozenset(positions[name] for name in prose if name in positions),
        )

    def deal(self, row: RowCells) -> tuple[list[RowCells], list[tuple[str, str]]]:
        """Return the row of each person or stage, and the cells (column, text) given to nobody.

        1. Cut the leading cells. Return the row itself if they list fewer than two.
        2. Deal out each other cell that lists as many, in order.
        3. Leave a single value where everybody may share it. Give any other cell to nobody.

        Names ``A / B`` beside documents ``1 / 2`` and the role ``X`` give A with 1 and X, and B
        with 2 and X. Beside the single document ``1`` neither has a document.
        """
        sure_only = self.phases is not None
        return self._dealt(row, self.sure_separators(row) if sure_only else self.separators)

    def sure_separators(self, row: RowCells) -> tuple[str, ...]:
        """Return separators that cut a row into people, or different phases, beyond doubt.

        Return () if there are none: then the leading cell lists nobody for certain, or another cell
        does not fit. ``A / B`` beside the single document ``1`` stays whole.
        """
        written = [at for _, at in self.leading if row.texts[at]]
        if len(written) != 1:
            return ()
        signs = _SIGNS_OF_PEOPLE if self.names else _SIGNS_OF_STAGES
        for separators in (signs, _OF_PEOPLE if self.names else _OF_STAGES):
            rows, withheld = self._dealt(row, separators)
            if len(rows) < 2 or withheld:
                continue
            listed = [at for at in self.prose if len(pieces(row.texts[at], separators)) > 1]
            texts = [each.texts[written[0]] for each in rows]
            if not listed and self._are_sure(row.texts[written[0]], texts, separators):
                return separators
        return ()

    def _are_sure(self, whole: str, texts: Sequence[str], separators: tuple[str, ...]) -> bool:
        if self.names:
            return are_sure_names(texts, by_word=separators == _OF_PEOPLE)
        codes = {self._phase(text) for text in texts}
        return not self._phase(whole) and None not in codes and len(codes) == len(texts)

    def _phase(self, text: str) -> str | None:
        own = (self.phases or {}).get(fold(text))
        code = None if own else code_list("phase").find(text)
        return code.code if code else own

    def _dealt(
        self, row: RowCells, separators: tuple[str, ...]
    ) -> tuple[list[RowCells], list[tuple[str, str]]]:
        lists = {at: self._pieces(row, at, separators) for _, at in self.leading}
        count = max(map(len, lists.values()), default=0)
        if count < 2:
            return [row], []
        dealt = {at: texts for at, texts in lists.items() if len(texts) == count}
        withheld: list[tuple[str, int]] = []
        withheld += [(name, at) for name, at in self.leading if at not in dealt and row.texts[at]]
        for columns, may_share in ((self.own, False), (self.shared, True)):
            for name, at in columns:
                texts = pieces(row.texts[at], separators, plates=not may_share)
                if len(texts) == count:
                    dealt[at] = texts
                elif texts and not (may_share and len(texts) == 1):
                    withheld.append((name, at))
        blank = {at: "" for _, at in withheld}
        rows = [
            row.with_texts(blank | {at: texts[number] for at, texts in dealt.items()})
            for number in range(count)
        ]
        return rows, [(name, row.texts[at]) for name, at in withheld]

    def _pieces(self, row: RowCells, at: int, separators: tuple[str, ...]) -> list[str]:
        """Return the texts that a leading cell lists. A word cuts whole names only."""
        cell = row.cells[at]
        written = cell if isinstance(cell, str) else row.texts[at]
        texts = pieces(written, separators)
        if self.names and not all(map(is_whole_name, texts)):
            signs = tuple(sign for sign in separators if not sign.strip().isalpha())
            return pieces(written, signs)
        return texts


def _leading(spec: MentionSpec) -> tuple[str, ...]:
    """Return the columns that tell how many people or stages a row lists."""
    wanted = "phase" if spec.kind is Kind.STAGE else "name"
    named = next((field.all_columns() for field in spec.fields if field.target == wanted), ())
    codes = tuple(part.column for part in spec.key if part.column)
    numbers = next((f.of("number") for f in spec.fields if f.target == "document"), ())
    return named or codes or numbers


def _is_own(field: FieldSpec) -> bool:
    return field.reading in OWN_READINGS or field.target == "birth_date"
