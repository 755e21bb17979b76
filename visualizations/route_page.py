"""The page of a route: of a case, a victim, a suspect or a place, or between two places."""

from collections.abc import Mapping, Sequence
from typing import Any

from trama.core.errors import Language
from trama.ontology.canonical_layer import Location, Suspect
from trama.ontology.codelists import code_list
from trama.ontology.lookup import legend
from trama.queries.catalog import SavedQuery
from trama.queries.run import QueryAnswer
from trama.visualizations import page_table, signs, tables
from trama.visualizations.around import NOTHING_AROUND, Around
from trama.visualizations.page_cases import case_items
from trama.visualizations.page_crowds import crowd_folds, crowds_told
from trama.visualizations.place_picture import Way, drawn_ways, letter, place_picture
from trama.visualizations.scene import hue
from trama.visualizations.shell import Cell, Heading, LegendEntry, Page, Part, render, static
from trama.visualizations.stage_lanes import Accused, Means, Step, Who
from trama.visualizations.stage_picture import stage_picture

OF_CASE, OF_VICTIM, OF_SUSPECT = "route_of_case", "route_of_victim", "cases_of_suspect"
BETWEEN, OF_PLACE = "routes_between", "legs_of_place"
# Columns of names: the table writes places by name, so they would say it twice.
_ONLY_FOR_MAPS = ("place_name", "place_names", "level", "latitude", "longitude", "used_kinds")
# Columns of uids: people know a case by its number, and the title names the only case.
_SAID_ELSEWHERE = {
    OF_CASE: ("case_numbers",),
    OF_VICTIM: ("case",),
    OF_SUSPECT: ("case", "suspect"),
}


def route_page(
    query: SavedQuery,
    answer: QueryAnswer,
    language: Language,
    *,
    synthetic: bool = False,
    around: Around = NOTHING_AROUND,
) -> str:
    """Return the HTML of the page that draws an answer of one of the queries of routes.

    The page shows the answer as it is: a pseudonym stays a pseudonym. ``synthetic`` says that the
    data is invented, for an answer without a case number that shows it.
    """
    steps = [] if query.name in (BETWEEN, OF_PLACE) else _steps(answer)
    said = _ONLY_FOR_MAPS + _SAID_ELSEWHERE.get(query.name, ())
    kept = tables.with_values(tables.without(query, said), answer)
    headings = page_table.headings(kept, language)
    written = page_table.cells(kept, answer, language, around.links, around.names)
    if query.name in (BETWEEN, OF_PLACE):
        ways, here = _ways(answer), answer.parameters.get("place")
        scene = place_picture(ways, language, here, around.links)
        alerts = _ways_left_out(ways, language)
        signs_used = _legend_of_ways(language, here)
        headings, written = _with_letters(headings, written, ways, language)
    else:
        scene, joined = stage_picture(steps, language, around.links)
        victims = {step.victim.pseudonym for step in steps if step.victim}
        told = ("victims", len(victims), scene.crowds, language)
        alerts = crowds_told(*told) if joined else []
        signs_used = _legend_of_stages(steps, language)
    page = Page(
        title=_title(query, answer, steps, language),
        subtitle=tables.asked(query, answer, language),
        legend=signs_used,
        columns=headings,
        rows=written,
        notes=tables.notes(query, answer, page_table.texts(written), language),
        alerts=[*around.alerts, *page_table.cut(answer, language), *alerts],
        links=around.pages,
        commands=around.commands,
        folds=crowd_folds(scene, around.links),
        cases=case_items(answer, language, around.links),
        warning=tables.warning(answer, language, synthetic=synthetic),
        language=language,
    )
    # Without rows there is no picture, so the page carries no script to draw one.
    scripts = ["tips.js", "picture.js"] if answer.rows else ["still.js"]
    return render("drawing.html", page, [static(name) for name in scripts], scene=scene)


def _with_letters(
    headings: Sequence[Heading],
    written: Sequence[Sequence[Cell]],
    ways: Sequence[Way],
    language: Language,
) -> tuple[list[Heading], list[list[Cell]]]:
    """Return the table with the letter of each drawn way in its first column."""
    drawn = drawn_ways(ways)
    first = Heading("Camino" if language == "es" else "Way")
    letters = [letter(number) if number < drawn else "" for number in range(len(ways))]
    return [first, *headings], [
        [Cell([Part(sign)], kind="whole"), *row] for sign, row in zip(letters, written, strict=True)
    ]


def _ways(answer: QueryAnswer) -> list[Way]:
    """Return the ways of the rows; a leg of a place is a way of two places."""
    return [
        Way(row.get("places") or [row["origin"], row["destination"]], row["cases"], row["victims"])
        for row in answer.rows
    ]


def _steps(answer: QueryAnswer) -> list[Step]:
    """Return the stages of the rows; a row of a case without stages has none."""
    asked = answer.parameters.get("victim")
    always = Who(str(asked), str(asked)) if asked else None
    people = [
        person
        for row in answer.rows
        for person in [row.get("victim"), *(row.get("suspects") or [])]
        if person is not None
    ]
    texts = signs.told_apart(people)
    return [_step(row, always, texts) for row in answer.rows if row["phase"]]


def _step(row: Mapping[str, Any], always: Who | None, texts: Mapping[str, str]) -> Step:
    numbers = row.get("case_numbers") or []
    people = row.get("suspects") or []
    roles = _beside(people, row.get("roles"))
    used = row.get("used") or []
    kinds = _beside(used, row.get("used_kinds"))
    return Step(
        case=", ".join(numbers) or str(row.get("case") or ""),
        victim=always or _who(row.get("victim"), texts),
        position=row["position"],
        phase=row["phase"],
        date=row["date"],
        place=row["place"],
        venue=row["venue"],
        transport=row["transport"],
        used=[Means(name, kind) for name, kind in zip(used, kinds, strict=True)],
        suspects=[
            Accused(who, role or None)
            for person, role in zip(people, roles, strict=True)
            if (who := _who(person, texts))
        ],
        registries=row["registries"] or [],
        case_uid=str(row.get("case") or ""),
    )


def _beside(items: Sequence[object], others: Sequence[str] | None) -> Sequence[str]:
    """Return the list that goes with another item by item, empty texts where it does not fit.

    A role that may not see some item gets a shorter list: nobody knows then which item is which.
    """
    return others if others and len(others) == len(items) else [""] * len(items)


def _who(person: Mapping[str, Any] | None, texts: Mapping[str, str]) -> Who | None:
    if person is None:
        return None
    return Who(person["pseudonym"], texts[person["pseudonym"]])


def _title(
    query: SavedQuery, answer: QueryAnswer, steps: Sequence[Step], language: Language
) -> str:
    """Return a title that no other page of the graph has, for a case, a person, a place, a way.

    Namesakes differ by key, and places of one name (Cusco) by level and code.
    """
    title = query.header.titles[language]
    if query.name == OF_CASE:
        numbers: Sequence[str] = next(
            (row["case_numbers"] for row in answer.rows if row.get("case_numbers")), []
        )
        known = ", ".join(numbers) or str(answer.parameters.get("case", ""))
        return f"{title}: {next((step.case for step in steps), known)}".rstrip(": ")
    if query.name == OF_VICTIM:
        return f"{title}: {answer.parameters['victim']}"
    if query.name == OF_SUSPECT:
        suspects = (signs.keyed_text(row["suspect"]) for row in answer.rows)
        return f"{title}: {next(suspects, answer.parameters['person'])}"
    if query.name == OF_PLACE:
        return f"{title}: {signs.place_title(answer.parameters['place'], language)}"
    asked = answer.parameters
    ends = " → ".join(signs.place_title(asked[name], language) for name in _ENDS)
    level = signs.level_text(asked.get("level"), language)
    words = ("por", "desde", "hasta") if language == "es" else ("by", "since", "until")
    said = zip(words, (level, asked.get("since"), asked.get("until")), strict=True)
    return ", ".join([f"{title}: {ends}", *(f"{word} {value}" for word, value in said if value)])


_ENDS = ("origin", "destination")


def _ways_left_out(ways: Sequence[Way], language: Language) -> list[str]:
    drawn = drawn_ways(ways)
    if drawn == len(ways):
        return []
    return [
        f"Se dibujan los {drawn} caminos con más víctimas, de {len(ways)}; la tabla tiene todos."
        if language == "es"
        else f"The {drawn} ways with most victims are drawn, of {len(ways)}; the table has all."
    ]


def _legend_of_stages(steps: Sequence[Step], language: Language) -> list[LegendEntry]:
    """Return the legend: the phases that occur, in the order of the law, then the other signs."""
    met = {step.phase for step in steps}
    spanish = language == "es"
    phases = [
        LegendEntry(signs.code_text("phase", code, language), signs.phase_colour(code), "box")
        for code in code_list("phase").codes
        if code in met
    ]
    victim = (
        "Cada víctima, una franja de un color; la flecha va a la etapa siguiente"
        if spanish
        else "Each victim a lane of one colour; the arrow leads to the next stage"
    )
    suspect = (
        "Presunto tratante, con su presunto rol; su línea llega a sus etapas. Se presume inocente"
        if spanish
        else "Suspect, with the alleged role; the line reaches the stages. Presumed innocent"
    )
    labels = dict.fromkeys(means.label for step in steps for means in step.used)
    return [
        *phases,
        LegendEntry(victim, hue(0), "lane"),
        *(
            [LegendEntry(suspect, signs.colour_of(Suspect), "line")]
            if any(step.suspects for step in steps)
            else []
        ),
        *(
            LegendEntry(signs.label_text(label, language), declared.colour, shape)
            for label in sorted(labels)
            if (declared := legend().get(label))
            for shape in ("diamond" if declared.symbol == "diamond" else "square",)
        ),
    ]


def _legend_of_ways(language: Language, here: str | None) -> list[LegendEntry]:
    spanish = language == "es"
    passed = "Lugar de paso" if spanish else "Place on the way"
    width = (
        "Camino de víctimas, con su letra en la tabla: más ancho, más víctimas"
        if spanish
        else "Way of victims, with its letter in the table: the wider, the more victims"
    )
    ends = "Origen y destino" if spanish else "Origin and destination"
    if here:
        passed = "Otro lugar" if spanish else "Other place"
        ends = signs.place_text(here, "es" if spanish else "en")
    return [
        LegendEntry(ends, signs.ENDS, "box"),
        LegendEntry(passed, signs.colour_of(Location), "hollow"),
        LegendEntry(width, hue(0), "line"),
    ]
