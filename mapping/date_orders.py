"""The orders of the dates in the columns of a file, found before the first row is mapped.

The file is read a second time for them, unless all rows of its tables are in memory already.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from trama.core.errors import InputError
from trama.mapping.plan import MatchedTable
from trama.profiles.date_order import ORDERS, ColumnOrder, OrderTally
from trama.profiles.specs import FieldSpec, Profile, TableSpec
from trama.readers import Row, open_tables
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


def date_orders(
    path: Path, matched: Sequence[MatchedTable], profile: Profile, shown: ShownOrders
) -> tuple[Mapping[str, ColumnOrder], ...]:
    """Return the order of each column of dates, table by table.

    1. Add the cells of every column of dates to its tally.
    2. Judge the columns that prove something, and add what they show to ``shown``: it has what the
       same columns of earlier files show.
    3. Judge the other columns by what the same column shows in other sheets and files. If it shows
       nothing there, another order in the table's other columns leaves a doubt.

    If the column «Fecha» of a file is month first, a later file with the single date 01/02/2024 is
    month first too.
    """
    this_year = datetime.now(UTC).year
    declared = [_declared(match, profile) for match in matched]
    tallies = [
        {column: OrderTally(profile.dates, this_year) for column in columns} for columns in declared
    ]
    _count(path, matched, tallies)
    for match, columns, orders in zip(matched, tallies, declared, strict=True):
        for column, tally in columns.items():
            if tally.proves:
                judged = tally.judge(orders[column], frozenset())
                key = (profile.name, match.spec.name, column)
                rivals = judged.rivals or (judged.order,)
                shown[key] = shown.get(key, frozenset()).union(rivals)
    return tuple(
        {
            column: tally.judge(
                orders[column], _elsewhere(column, orders, shown, profile, match.spec)
            )
            for column, tally in columns.items()
        }
        for match, columns, orders in zip(matched, tallies, declared, strict=True)
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


def _count(
    path: Path, matched: Sequence[MatchedTable], tallies: Sequence[Mapping[str, OrderTally]]
) -> None:
    """Add the cells of the columns of dates to their tallies. Add those before a damage only."""
    long: dict[tuple[str, str], int] = {}
    for number, (match, columns) in enumerate(zip(matched, tallies, strict=True)):
        if columns and match.table.whole:
            _add(match.table.first, match, columns)
        elif columns:
            long[match.table.raw.file, match.table.raw.sheet] = number
    if not long:
        return
    with open_tables(path) as tables:
        for table in tables:
            number = long.get((table.file, table.sheet), -1)
            if number >= 0:
                with suppress(InputError):  # the mapping meets the same damage, and reports it
                    _add(table.rows, matched[number], tallies[number])


def _add(rows: Iterable[Row], match: MatchedTable, tallies: Mapping[str, OrderTally]) -> None:
    header_line = match.table.first[match.header.index].line
    columns = [(match.header.positions[name], tally) for name, tally in tallies.items()]
    for row in rows:
        if row.line > header_line:
            for at, tally in columns:
                if at < len(row.cells):
                    tally.add(row.cells[at])
