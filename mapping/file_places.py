"""A second look at the places of a file: bare names that lie far from all its other places."""

from collections import Counter
from collections.abc import Iterator

from trama.core.text import fold
from trama.graph.records import Mention
from trama.mapping.mapped import MappedRow
from trama.places.distance import kilometres
from trama.places.find import bare_rivals, label
from trama.places.gazetteer import HOME, gazetteer
from trama.values.defects import Defect, DefectCode, Issue, Outcome

_LEAST_PLACES = 10  # cells with a place; fewer say nothing about where a file's cases happened
_LEAST_SHARE = 0.8  # part of a file's places that lie around one department in a local file
_FAR = 300.0  # kilometres; the largest departments are as wide
_MOST_LINES = 1_000  # lines kept for one bare name: memory stays flat


class FilePlaces:
    """The places of one file: first :meth:`add` every row, then read :meth:`issues`."""

    def __init__(self) -> None:
        self._cells: Counter[str] = Counter()
        self._bare: dict[tuple[str, str], list[tuple[str, str, int, str]]] = {}

    def add(self, file: str, sheet: str, row: MappedRow) -> None:
        """Count the places of a row, and keep the lines of names without a parent."""
        for mention in row.mentions:
            uid, text = mention.fields.get("place"), mention.fields.get("place_text")
            if not isinstance(uid, str) or not uid.startswith(f"{HOME}-"):
                continue
            self._cells[uid] += 1
            if isinstance(text, str) and _is_bare(text, uid):
                lines = self._bare.setdefault((uid, text), [])
                if len(lines) < _MOST_LINES:
                    lines.append((file, sheet, row.line, _column(mention, text)))

    def issues(self) -> Iterator[Issue]:
        """Yield an issue for each bare name that lies far from the other places of a local file.

        1. Find the department with most cells. The file is local if 80 % of its cells lie within
           300 km of it.
        2. A bare name is far if it lies outside these 300 km and no other place of its department
           stands in the file.

        Example: a file of Madre de Dios has the name JORGE CHAVEZ once. The only district of that
        name lies 1,100 km away, in Cajamarca: the cell may mean a settlement nearby.
        """
        main = self._main_department()
        if main is None:
            return
        for (uid, text), lines in self._bare.items():
            department = uid[: len(main)]
            alone = all(other == uid or not other.startswith(department) for other in self._cells)
            if not alone or not _is_far(uid, main):
                continue
            near = "".join(f", {label(rival)}" for rival in bare_rivals(text, main) if rival != uid)
            hint = f"{text}: ¿{label(uid)}{near}?"
            defect = Defect(DefectCode.PLACE_FAR, Outcome.NOTED, hint)
            for file, sheet, line, column in lines:
                yield Issue(file, sheet, line, column, defect, text)

    def _main_department(self) -> str | None:
        """Return the department around which a local file lies. Return None for another file."""
        departments: Counter[str] = Counter()
        for uid, cells in self._cells.items():
            departments[gazetteer().at_level(uid, "DEPARTAMENTO") or uid] += cells
        if departments.total() < _LEAST_PLACES:
            return None
        main = departments.most_common(1)[0][0]
        near = sum(cells for uid, cells in self._cells.items() if not _is_far(uid, main))
        return main if near >= _LEAST_SHARE * departments.total() else None


def _column(mention: Mention, text: str) -> str:
    """Return the column whose cell holds the text. Return '' if no cell equals it."""
    return next((name for name, cell in mention.written().items() if fold(cell) == fold(text)), "")


def _is_bare(text: str, uid: str) -> bool:
    """Return whether a text is a single name of a province or district, without its parents."""
    place = gazetteer().get(uid)
    fine = place is not None and place.level in {"DISTRITO", "PROVINCIA"}
    return fine and not any(sign in text for sign in "/,(-;|\n") and bool(fold(text))


def _is_far(uid: str, other: str) -> bool:
    distance = kilometres(uid, other)
    return distance is not None and distance > _FAR
