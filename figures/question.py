"""A question about a quoted number: what is said, of when, and when it was said."""

from dataclasses import dataclass

from trama.core.errors import BadParameter
from trama.figures.open_data import month_number
from trama.figures.quoted import Quoted, read_quoted
from trama.values.partial_date import PartialDate

USUAL_ROWS, MOST_ROWS = 10, 200
TOLERANCE = 0.005
"""The part of a number by which a recipe may miss it: farther off it is another number."""

AROUND = 0.1
"""The part of a number by which others of its size differ from it, to each side."""

_LONGEST = 40  # characters of a number as it is written


@dataclass(frozen=True, slots=True)
class Question:
    """A quoted number, the time that its sentence speaks of, and the time when it was said.

    ``near`` and ``stated`` are partial dates: a year, a month or a day.
    """

    written: str
    quoted: Quoted
    near: PartialDate | None
    stated: PartialDate | None
    limit: int = USUAL_ROWS

    @property
    def near_months(self) -> tuple[int, int] | None:
        """The first and the last month that the sentence speaks of."""
        if self.near is None:
            return None
        first, last = self.near.first, self.near.last
        return month_number(first.year, first.month), month_number(last.year, last.month)

    def may_mean(self, first: int, last: int) -> bool:
        """Return whether the sentence may speak of the time from a month to a month.

        At most a year lies between that time and the one the sentence gives.
        """
        near = self.near_months
        return near is None or (first - 12 <= near[1] and near[0] <= last + 12)

    @property
    def stated_month(self) -> int | None:
        """The month in which the sentence was said; of a year, the month after it."""
        if self.stated is None:
            return None
        last = self.stated.last
        return month_number(last.year, last.month) + (len(self.stated.text) == 4)


def ask(
    number: str, near: str | None = None, stated: str | None = None, limit: int = USUAL_ROWS
) -> Question:
    """Return the question of these texts.

    Raises:
        BadParameter: the number is no count and no percentage, or a date is none.
    """
    written = " ".join(number.split())[:_LONGEST]
    dates = (_date("near", near), _date("stated", stated))
    return Question(written, read_quoted(written), *dates, limit)


def _date(name: str, text: str | None) -> PartialDate | None:
    if text is None:
        return None
    try:
        return PartialDate.parse(text.strip())
    except ValueError:
        raise BadParameter(
            name=name,
            why_es="se espera un año, un mes o un día: 2023, 2023-05 o 2022-12-07",
            why_en="a year, a month or a day is expected: 2023, 2023-05 or 2022-12-07",
        ) from None
