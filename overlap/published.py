"""The range of distinct victims that two published totals allow, with the reason in a sentence.

Two totals are all that most readers have. They bound the number of distinct people and say nothing
of where in between it lies.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trama.core.errors import BadParameter, Language
from trama.core.written_numbers import number_text

VICTIMS = "VICTIMAS"
_GROUPED = 1_000  # from here on thousands stand apart: no year is mistaken for a count here


@dataclass(frozen=True, slots=True)
class PublishedTotal:
    """A registry's published count of victims in a year, with its source."""

    registry: str
    year: int
    victims: int
    source: str = ""

    def __post_init__(self) -> None:
        if self.victims < 0:
            raise BadParameter(
                name="victims",
                why_es="un total no puede ser menor que 0",
                why_en="a total cannot be below 0",
            )


@dataclass(frozen=True, slots=True)
class DistinctRange:
    """The fewest and the most distinct victims that two totals of one year allow."""

    one: PublishedTotal
    other: PublishedTotal

    @property
    def fewest(self) -> int:
        """The larger total: everybody of the smaller registry stands in the larger too."""
        return max(self.one.victims, self.other.victims)

    @property
    def most(self) -> int:
        """The sum of the totals: nobody stands in both registries."""
        return self.one.victims + self.other.victims

    @property
    def most_in_both(self) -> int:
        """The smaller total: the most people who can stand in both registries."""
        return min(self.one.victims, self.other.victims)

    def sentence(self, language: Language = "es") -> str:
        """Return the range and why no more can be said, for a reader."""
        template = _SENTENCES[language]

        def written(number: int) -> str:
            return number_text(number, language, grouped_from=_GROUPED)

        return template.format(
            year=self.one.year,
            one=self.one.registry,
            other=self.other.registry,
            in_one=written(self.one.victims),
            in_other=written(self.other.victims),
            fewest=written(self.fewest),
            most=written(self.most),
            both=written(self.most_in_both),
        )


_SENTENCES: dict[Language, str] = {
    "es": (
        "En {year}, {one} contó {in_one} víctimas y {other} contó {in_other}: entre {fewest} y "
        "{most} víctimas distintas, si cada registro contó una vez a cada persona. Con los "
        "totales publicados no se puede decir más: cualquier número de personas entre 0 y {both} "
        "puede estar en ambos, y un total no dice quiénes son."
    ),
    "en": (
        "In {year}, {one} counted {in_one} victims and {other} counted {in_other}: between "
        "{fewest} and {most} distinct victims, if each registry counted each person once. "
        "Published totals allow no more: any number of people from 0 to {both} may stand in both, "
        "and a total does not say who they are."
    ),
}


def distinct_range(one: PublishedTotal, other: PublishedTotal) -> DistinctRange:
    """Return the range of distinct victims that two registries' totals of one year allow.

    Example: 725 and 1,307 allow 1,307 (all 725 stand in both) to 2,032 (nobody does).

    Raises BadParameter if the totals are of different years or of the same registry.
    """
    if one.year != other.year:
        raise BadParameter(
            name="year",
            why_es="los dos totales son de años distintos",
            why_en="the two totals are of different years",
        )
    if one.registry == other.registry:
        raise BadParameter(
            name="registry",
            why_es="los dos totales son del mismo registro",
            why_en="the two totals are of the same registry",
        )
    return DistinctRange(one, other)


def published_totals(rows: Iterable[Mapping[str, object]], year: int) -> list[PublishedTotal]:
    """Return the totals of victims among the rows of the query ``registry_totals`` for a year.

    Rows of complaints, and counts of the graph itself, are no published totals of victims; nor are
    figures of several years. A corrected figure is no second total, whoever repeats it. A registry
    with two published totals gives both: choosing between them is the reader's.
    """
    victims = [row for row in rows if row.get("measure") == VICTIMS and row.get("registry")]
    corrected = {
        (row["registry"], row["value"]) for row in victims if row.get("corrected_to") is not None
    }
    return [
        PublishedTotal(
            registry=str(row["registry"]),
            year=year,
            victims=round(float(str(row["value"]))),
            source=str(row.get("source") or ""),
        )
        for row in victims
        if row.get("basis") in ("RECALCULADO", "PUBLICADO")
        and row.get("until") is None
        and (row["registry"], row["value"]) not in corrected
    ]
