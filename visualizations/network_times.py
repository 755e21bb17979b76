"""The picture of when people stand in a case together: a lane a person, a bar a case."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from trama.core.errors import Language
from trama.core.written_dates import day_text
from trama.ontology.canonical_layer import Suspect
from trama.visualizations.lettering import width_of
from trama.visualizations.scene import FAINT, SOFT, Letters, Mark, Scene, Shape, box
from trama.visualizations.signs import colour_of

# Units are pixels.
LANE, SMALL, TOP, GAP, WIDTH, LEAST = 26.0, 12.0, 44.0, 14.0, 900.0, 9.0
MOST_LANES = 60
MOST_YEARS = 14  # written below the lanes; more years are written every second, third, …


def network_times(
    cases: Sequence[Mapping[str, Any]],
    names: Mapping[str, str],
    numbers: Mapping[str, str],
    language: Language,
) -> Scene:
    """Return the drawing of cases (rows of `network_cases`), empty if none has a date.

    ``names`` has the name of each person by pseudonym, ``numbers`` the number of a case by uid. The
    ``MOST_LANES`` people with the most cases have a lane, in that order. A case whose day
    is not known is as long as the time in which it can lie.
    """
    dated = [row for row in cases if row["first"] and row["last"]]
    lanes = _lanes(dated)
    if not lanes:
        return Scene()
    years = int(min(row["first"] for row in dated)[:4]), int(max(row["last"] for row in dated)[:4])
    begin, end = date(years[0], 1, 1).toordinal(), date(years[1] + 1, 1, 1).toordinal()
    left = max(width_of(names[who], SMALL) for who in lanes) + GAP

    def at(day: str) -> float:
        return left + WIDTH * (date.fromisoformat(day).toordinal() - begin) / (end - begin)

    scene = Scene(width=left + WIDTH, height=TOP + LANE * len(lanes) + 2 * GAP)
    scene.marks += _axis(years, at, scene, "Cuándo" if language == "es" else "When")
    for who, lane in lanes.items():
        y = _middle(lane)
        rule = Shape(f"M{left:.1f} {y:.1f}H{left + WIDTH:.1f}", FAINT)
        scene.marks.append(
            Mark("lane", [rule], [Letters(0, y + 4.2, names[who], SMALL)], keys=[who])
        )
    for row in dated:
        people = [one["pseudonym"] for one in row["people"] if one["pseudonym"] in lanes]
        days = " – ".join(dict.fromkeys(day_text(row[end], language) for end in ("first", "last")))
        said = [numbers.get(row["case"], row["case"]), days, *(names[who] for who in people)]
        ends = at(row["first"]), at(row["last"])
        scene.marks.append(_case(people, [_middle(lanes[who]) for who in people], ends, said))
    return scene


def stacked(upper: Scene, lower: Scene) -> Scene:
    """Return one drawing of two, the middles of both under each other."""
    if not lower.marks:
        return upper
    width = max(upper.width, lower.width + 4 * GAP)
    parts = (upper, 0.0), (lower, upper.height)
    return replace(
        upper,
        marks=[
            replace(mark, at=(mark.at[0] + (width - part.width) / 2, mark.at[1] + down))
            for part, down in parts
            for mark in part.marks
        ],
        width=width,
        height=upper.height + lower.height,
        breaks=[*upper.breaks, upper.height],
    )


def _lanes(cases: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return the lane of each person who is drawn."""
    stands: dict[str, int] = {}
    for row in cases:
        for one in row["people"]:
            stands[one["pseudonym"]] = stands.get(one["pseudonym"], 0) + 1
    drawn = sorted(stands, key=lambda who: (-stands[who], who))[:MOST_LANES]
    return {who: lane for lane, who in enumerate(drawn)}


def _middle(lane: int) -> float:
    return TOP + LANE * (lane + 0.5)


def _axis(
    years: tuple[int, int], at: Callable[[str], float], scene: Scene, title: str
) -> list[Mark]:
    """Return the title, and a line with its number where a year begins."""
    first, last = years
    step = -(-(last - first + 1) // MOST_YEARS)
    marks = [Mark("title", letters=[Letters(0, SMALL + 4, title, SMALL + 2, bold=True)])]
    for year in range(first, last + 1, step):
        x = at(f"{year}-01-01")
        rule = Shape(f"M{x:.1f} {TOP - 8:.1f}V{scene.height - GAP:.1f}", FAINT)
        marks.append(
            Mark("year", [rule], [Letters(x + 3, TOP - 10, str(year), SMALL, colour=SOFT)])
        )
    return marks


def _case(
    people: Sequence[str], lanes: Sequence[float], ends: tuple[float, float], said: Sequence[str]
) -> Mark:
    """Return a case: a bar on the lane of each of its people, joined by a line."""
    middle, wide = sum(ends) / 2, max(ends[1] - ends[0], LEAST)
    colour = colour_of(Suspect)
    joined = Shape(f"M{middle:.1f} {min(lanes):.1f}V{max(lanes):.1f}", SOFT, 1.6)
    bars = [
        Shape(
            box(middle - wide / 2, y - LEAST / 2, wide, LEAST, LEAST / 2), fill=colour, opacity=0.8
        )
        for y in lanes
    ]
    return Mark("case", [joined, *bars], tip="\n".join(said), keys=people)
