"""The options of a drafted profile that the cells of a file show.

A column is the tuple of its cells as text, in the order of the rows, blanks included. Each function
proposes an option only if cells prove it: a draft that says too much would join or part people.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from trama.core.text import fold
from trama.ontology.codelists import code_list
from trama.profiles.specs import NameOrder
from trama.values.identifiers import identifier, is_missing_key
from trama.values.least_count import least_count
from trama.values.lists import pieces
from trama.values.quantities import whole_count
from trama.values.several_people import several_people
from trama.values.word_tables import table

Column = Sequence[str]

_LEAST_NAMES = 2  # names in one order, to propose it
_LEAST_SHARE = 0.8  # of the cells that must be alike, so that one odd cell does not decide
# The separator that a profile declares, by the sign or word that parts people in a cell.
_PEOPLE_SEPARATORS = {"/": "/", ";": ";", "|": "|", "&": "&", "+": "+", "Y": " y ", "E": " e "}
_STAGE_SEPARATORS = ("/", ";", "|", "+", ",", " y ")


def fills_down(column: Column, others: Sequence[Column]) -> bool:
    """Return whether a key stands on the first row of its group only.

    The first cell is written, and below written ones there are blanks in rows with other cells. A
    key that is written on two rows in turn stands on every row: a blank there is a lack. A lone
    cell below the last key («Fuente: …») is a footer, and shows nothing.
    """
    rows = []
    for at, cell in enumerate(column):
        beside = sum(bool(other[at]) for other in others if at < len(other))
        footer = beside == 1 and len(others) > 1 and not any(column[at:])
        if cell or (beside and not footer):
            rows.append(cell)
    repeated = any(cell and cell == below for cell, below in pairwise(rows))
    return bool(rows) and bool(rows[0]) and "" in rows and not repeated


def name_order(column: Column) -> NameOrder | None:
    """Return the order that the given names of a column show. Return None if they show none.

    Names with a comma show nothing. A usual given name at one end of a name tells which end it is.
    """
    given = frozenset(map(str, table("words")["given_names"]))
    first = last = 0
    for cell in column:
        words = fold(cell).split()
        if "," in cell or len(words) < 2:
            continue
        first += words[0] in given and words[-1] not in given
        last += words[-1] in given and words[0] not in given
    if max(first, last) < _LEAST_NAMES or min(first, last) > (1 - _LEAST_SHARE) * (first + last):
        return None
    return "given_first" if first > last else "surname_first"


def people_separators(column: Column) -> list[str]:
    """Return the separators of the people that cells of a column of names list."""
    found = (_PEOPLE_SEPARATORS.get(several_people(cell) or "") for cell in column)
    return sorted({separator for separator in found if separator})


def stage_separators(column: Column) -> list[str]:
    """Return the separators between phases, of cells whose parts are all known phases.

    ``TRANSPORTE/TRASLADO`` is one phase as a whole, and lists none.
    """
    phases = code_list("phase")
    found = set()
    for separator in _STAGE_SEPARATORS:
        for cell in column:
            if phases.find(cell, None):
                continue
            parts = pieces(cell, (separator,))
            if len(parts) > 1 and all(phases.find(part, None) for part in parts):
                found.add(separator)
    return sorted(found)


def is_count(column: Column) -> bool:
    """Return whether nearly all written cells are counts: ``3``, ``15+``, ``al menos 3``."""
    return _mostly(column, lambda cell: least_count(cell).value is not None)


def is_bound(column: Column) -> bool:
    """Return whether a count of the column is a bound: ``15+``."""
    return any(
        whole_count(cell).value is None and least_count(cell).value is not None
        for cell in column
        if cell
    )


def is_code(column: Column) -> bool:
    """Return whether the cells are codes: with a digit, without blanks, and no damaged number."""
    return _mostly(
        column,
        lambda cell: (
            " " not in cell
            and any(map(str.isdigit, cell))
            and identifier(cell).value is not None
            and not is_missing_key(cell)
        ),
    )


def holds_across_cases(codes: Column, cases: Column, names: Column) -> bool:
    """Return whether a code stands in two cases, and with one name wherever it stands.

    Codes that begin anew in each case (1, 2, 3) stand with other names.
    """
    named: dict[str, set[str]] = {}
    in_cases: dict[str, set[str]] = {}
    for code, case, name in zip(codes, cases, names, strict=False):
        if code and name:
            named.setdefault(code, set()).add(fold(name))
            in_cases.setdefault(code, set()).add(case)
    shared = any(len(cases) > 1 for cases in in_cases.values())
    return shared and all(len(names) == 1 for names in named.values())


def cells_of(cells: Mapping[str, Column], heading: str | None) -> Column:
    """Return the cells of a column. Return () if no cells are known."""
    return cells.get(heading, ()) if heading else ()


def _mostly(column: Column, holds: Callable[[str], bool]) -> bool:
    written = [cell for cell in column if cell]
    return bool(written) and sum(map(holds, written)) >= _LEAST_SHARE * len(written)
