"""The page of a route: of a case, of a victim, or between two places."""

from collections.abc import Mapping, Sequence
from typing import Any

from trama.core.errors import Language
from trama.graph.ontology.canonical_layer import Location, Suspect, Victim
from trama.graph.ontology.codelists import code_list
from trama.queries.catalog import SavedQuery
from trama.queries.run import QueryAnswer
from trama.visualizations import signs, tables
from trama.visualizations.network_drawing import Subgraph, as_network, vis_network_script
from trama.visualizations.place_picture import Way, place_picture
from trama.visualizations.shell import LegendEntry, Page, render, static
from trama.visualizations.stage_picture import Accused, Step, Who, stage_picture

OF_CASE, OF_VICTIM, BETWEEN = "route_of_case", "route_of_victim", "routes_between"
# Columns of names: the table writes places by name, so they would say it twice.
_ONLY_FOR_MAPS = ("place_name", "place_names", "level", "latitude", "longitude")
# Columns of uids: people know a case by its number, and the title names the only case.
_SAID_ELSEWHERE = {OF_CASE: ("case_numbers",), OF_VICTIM: ("case",), BETWEEN: ()}


def route_page(
    query: SavedQuery, answer: QueryAnswer, language: Language, *, synthetic: bool = False
) -> str:
    """Return the HTML of the page that draws an answer of one of the three queries of routes.

    The page shows the answer as it is: a pseudonym stays a pseudonym. ``synthetic`` says that the
    data is invented, for an answer without a case number that shows it.
    """
    steps = [] if query.name == BETWEEN else _steps(answer, language)
    if query.name == BETWEEN:
        ways = [Way(row["places"], row["cases"], row["victims"]) for row in answer.rows]
        whole = place_picture(ways, language)
        drawn, left_out = whole.capped(), _ways_left_out(whole, language)
        legend = _legend_of_ways(language)
    else:
        drawn = stage_picture(steps, language).capped()
        left_out = _nodes_left_out(drawn, language)
        legend = _legend_of_stages(steps, language)
    kept = tables.with_values(
        tables.without(query, _ONLY_FOR_MAPS + _SAID_ELSEWHERE[query.name]), answer
    )
    written = tables.rows(kept, answer, language)
    page = Page(
        title=_title(query, answer, steps, language),
        subtitle=query.header.questions[language],
        legend=legend,
        columns=tables.titles(kept, language),
        rows=written,
        notes=[*left_out, *tables.notes(query, answer, written, language)],
        warning=tables.warning(answer, language, synthetic=synthetic),
        language=language,
    )
    # Without rows there is no picture, so the page carries no script to draw one.
    scripts = [vis_network_script(), static("network.js")] if answer.rows else [static("still.js")]
    return render("network.html", page, scripts, network=as_network(drawn))


def _steps(answer: QueryAnswer, language: Language) -> list[Step]:
    asked = answer.parameters.get("victim")
    always = Who(str(asked), str(asked)) if asked else None
    return [_step(row, always, language) for row in answer.rows]


def _step(row: Mapping[str, Any], always: Who | None, language: Language) -> Step:
    numbers = row.get("case_numbers") or []
    roles = row.get("roles") or [""] * len(row["suspects"] or [])
    details = (
        signs.code_text("venue", row["venue"], language),
        signs.code_text("transport", row["transport"], language),
        signs.shown(row["used"]),
        signs.codes_text("registry", row["registries"], language),
    )
    return Step(
        case=", ".join(numbers) or str(row.get("case") or ""),
        victim=always or _who(row.get("victim")),
        position=row["position"],
        phase=row["phase"],
        date=row["date"],
        place=row["place"],
        details=[detail for detail in details if detail],
        suspects=[
            Accused(who, role or None)
            for person, role in zip(row["suspects"] or [], roles, strict=True)
            if (who := _who(person))
        ],
    )


def _who(person: Mapping[str, Any] | None) -> Who | None:
    if person is None:
        return None
    return Who(person["pseudonym"], signs.who_text(person))


def _title(
    query: SavedQuery, answer: QueryAnswer, steps: Sequence[Step], language: Language
) -> str:
    title = query.header.titles[language]
    if query.name == OF_CASE:
        return f"{title}: {next((step.case for step in steps), '')}".rstrip(": ")
    if query.name == OF_VICTIM:
        return f"{title}: {answer.parameters['victim']}"
    ends = (signs.place_text(answer.parameters[name], language) for name in _ENDS)
    return f"{title}: {' → '.join(ends)}"


_ENDS = ("origin", "destination")


def _ways_left_out(drawn: Subgraph, language: Language) -> list[str]:
    if not drawn.left_out:
        return []
    return [
        f"No se dibujan {drawn.left_out} caminos con menos víctimas; la tabla los tiene."
        if language == "es"
        else f"{drawn.left_out} ways with fewer victims are not drawn; the table has them."
    ]


def _nodes_left_out(drawn: Subgraph, language: Language) -> list[str]:
    if not drawn.left_out:
        return []
    return [
        f"El dibujo se cortó: quedan fuera {drawn.left_out} nodos; la tabla lo tiene todo."
        if language == "es"
        else f"The drawing was cut: {drawn.left_out} nodes are left out; the table has it all."
    ]


def _legend_of_stages(steps: Sequence[Step], language: Language) -> list[LegendEntry]:
    """Return the legend: the phases that occur, in the order of the law, then the other signs."""
    met = {step.phase for step in steps}
    spanish = language == "es"
    phases = [
        LegendEntry(
            signs.code_text("phase", code, language),
            signs.phase_colour(code),
            "box",
        )
        for code in code_list("phase").codes
        if code in met
    ]
    victim = "Víctima (seudónimo)" if spanish else "Victim (pseudonym)"
    suspect = (
        "Presunto tratante, con su presunto rol; se presume inocente"
        if spanish
        else "Suspect, with the alleged role; presumed innocent"
    )
    order = (
        "Etapa siguiente; el número dice cuántas víctimas"
        if spanish
        else "Next stage; the number says how many victims"
    )
    suspects = [LegendEntry(suspect, signs.colour_of(Suspect), "hollow")]
    return [
        LegendEntry(victim, signs.colour_of(Victim), "ellipse"),
        *phases,
        LegendEntry("Lugar" if spanish else "Place", signs.colour_of(Location), "hollow"),
        *(suspects if any(step.suspects for step in steps) else []),
        LegendEntry(order, signs.NEUTRAL, "line"),
    ]


def _legend_of_ways(language: Language) -> list[LegendEntry]:
    spanish = language == "es"
    passed = "Lugar de paso" if spanish else "Place on the way"
    width = (
        "Camino de víctimas: más ancho, más víctimas"
        if spanish
        else "Way of victims: the wider, the more victims"
    )
    return [
        LegendEntry("Origen y destino" if spanish else "Origin and destination", signs.ENDS, "box"),
        LegendEntry(passed, signs.colour_of(Location), "hollow"),
        LegendEntry(width, signs.LEG, "line"),
    ]
