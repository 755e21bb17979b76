"""The orders of the dates in the columns of a file, found before the first row is mapped."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from trama.mapping.plan import MatchedTable
from trama.mapping.whole_tables import Taker
from trama.profiles.date_order import ORDERS, ColumnOrder, OrderTally
from trama.profiles.specs import FieldSpec, Profile, TableSpec
from trama.readers import Row
from trama.values.dates import DateOrder

ShownOrders = dict[tuple[str, str, str], frozenset[DateOrder]]
"""The orders that columns show, by profile, table and column; several for a column in doubt."""


def orders_as_texts(shown: ShownOrders, profile: str) -> tuple[str, ...]:
    """Return what the columns of a profile show, each as ``TABLE<tab>column<tab>order``, sorted.

    A graph keeps these texts, so that a later file that proves nothing is read alike.
    """
    return tuple(
        sorted(
            "\t".join((table, column, order))
            for (name, table, column), orders in shown.items()
            if name == profile
            for order in orders
        )
    )


def add_texts(shown: ShownOrders, profile: str, texts: Iterable[str]) -> None:
    """Add what the texts of ``orders_as_texts`` tell. A text of another form tells nothing."""
    for text in texts:
        table, _, rest = text.partition("\t")
        column, _, written = rest.rpartition("\t")
        order = next((each for each in ORDERS if each == written), None)
        if order is not None:
            key = (profile, table, column)
            shown[key] = shown.get(key, frozenset()) | {order}


class DateOrders:
    """The tallies of the columns of dates of a file, table by table, and the orders they show."""

    def __init__(self, matched: Sequence[MatchedTable], profile: Profile) -> None:
        this_year = datetime.now(UTC).year
        self._matched = matched
        self._profile = profile
        self._declared = [_declared(match, profile) for match in matched]
        self._tallies = [
            {column: OrderTally(profile.dates, this_year) for column in columns}
            for columns in self._declared
        ]

    def takers(self, number: int) -> list[Taker]:
        """Return what counts the rows of a table, or nothing if it has no column of dates."""
        positions = self._matched[number].header.positions
        columns = [(positions[name], tally) for name, tally in self._tallies[number].items()]

        def take(row: Row) -> None:
            for at, tally in columns:
                if at < len(row.cells):
                    tally.add(row.cells[at])

        return [take] if columns else []

    def judged(self, shown: ShownOrders) -> tuple[Mapping[str, ColumnOrder], ...]:
        """Return the order of each column of dates, table by table, once all rows are counted.

        1. Judge the columns that prove something, and add what they show to ``shown``: it has what
           the same columns of earlier files show.
        2. Judge the other columns by what the same column shows in other sheets and files. If it
           shows nothing there, another order in the table's other columns leaves a doubt.

        If the column «Fecha» of a file is month first, a later file with the single date 01/02/2024
        is month first too.
        """
        tables = list(zip(self._matched, self._tallies, self._declared, strict=True))
        for match, columns, orders in tables:
            for column, tally in columns.items():
                if tally.proves:
                    judged = tally.judge(orders[column], frozenset())
                    key = (self._profile.name, match.spec.name, column)
                    rivals = judged.rivals or (judged.order,)
                    shown[key] = shown.get(key, frozenset()).union(rivals)
        return tuple(
            {
                column: tally.judge(
                    orders[column], _elsewhere(column, orders, shown, self._profile, match.spec)
                )
                for column, tally in columns.items()
            }
            for match, columns, orders in tables
        )


def _declared(match: MatchedTable, profile: Profile) -> dict[str, DateOrder]:
    """Return the declared order of each column of dates that the table has."""
    spec = match.spec
    fields: list[FieldSpec] = [f for mention in spec.mentions for f in mention.fields]
    fields += spec.observations.fields if spec.observations else ()
    return {
        column: each.date_order or profile.dates.order
        for each in reversed(fields)
        for column in _date_columns(each)
        if column in match.header.positions
    }


def _date_columns(spec: FieldSpec) -> tuple[str, ...]:
    roles = ("from", "begin", "end") if spec.reading in ("date", "interval") else ("born", "on")
    return tuple(column for role in roles for column in spec.of(role))


def _elsewhere(
    column: str,
    declared: Mapping[str, DateOrder],
    shown: ShownOrders,
    profile: Profile,
    spec: TableSpec,
) -> frozenset[DateOrder]:
    """Return the orders that a column which proves nothing may be in."""
    same = shown.get((profile.name, spec.name, column))
    if same:
        return same
    beside = [shown.get((profile.name, spec.name, other), frozenset()) for other in declared]
    others = frozenset().union(*beside) - {declared[column]}
    return others | {declared[column]} if others else frozenset()
