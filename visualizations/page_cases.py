"""The list of the cases of a person's page: numbers, dates, victims, and the way to their rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from trama.core.errors import Language
from trama.core.written_dates import day_text
from trama.queries.run import QueryAnswer
from trama.visualizations.shell import Item
from trama.visualizations.signs import counted, role_text


def case_items(answer: QueryAnswer, language: Language, links: Mapping[str, str]) -> list[Item]:
    """Return the cases of the rows in their order; none if the rows are of one case.

    ``links`` are the addresses of other pages, by uid of a case.
    """
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for row in answer.rows:
        if row.get("case") and row.get("case_numbers"):
            rows.setdefault(str(row["case"]), []).append(row)
    if len(rows) < 2:
        return []
    return [_item(own, links.get(case, ""), language) for case, own in rows.items()]


def _item(rows: Sequence[Mapping[str, Any]], href: str, language: Language) -> Item:
    numbers = rows[0]["case_numbers"]
    dates = sorted({str(row["date"]) for row in rows if row.get("date")})
    ends = (
        [day_text(date, language) for date in dict.fromkeys((dates[0], dates[-1]))] if dates else []
    )
    victims = {row["victim"]["pseudonym"] for row in rows if row.get("victim")}
    roles = dict.fromkeys(row["role"] for row in rows if row.get("role"))
    told = [
        ", ".join(numbers),
        " … ".join(ends),
        counted(len(victims), "victim", language) if victims else "",
        ", ".join(role_text(role, language) for role in roles),
    ]
    return Item(" · ".join(part for part in told if part), " ".join(numbers), href)
