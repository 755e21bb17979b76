"""The page of people who share cases: recurring pairs, or the network of a suspect."""

from collections.abc import Mapping, Sequence
from typing import Any

from trama.core.errors import Language
from trama.ontology.canonical_layer import Suspect
from trama.queries.catalog import SavedQuery
from trama.queries.run import QueryAnswer
from trama.visualizations import page_table, signs, tables
from trama.visualizations.around import NOTHING_AROUND, Around
from trama.visualizations.network_answers import NETWORK, asked_person
from trama.visualizations.network_drawing import as_network, subgraph, vis_network_script
from trama.visualizations.network_picture import Pair, network_picture
from trama.visualizations.page_crowds import crowd_folds, crowds_told
from trama.visualizations.scene import Scene
from trama.visualizations.shell import LegendEntry, Page, render, static
from trama.visualizations.stage_lanes import Who


def network_page(
    query: SavedQuery,
    answer: QueryAnswer,
    language: Language,
    *,
    synthetic: bool = False,
    around: Around = NOTHING_AROUND,
    movable: bool = False,
) -> str:
    """Return the HTML of the page that draws an answer of `suspect_network` or `recurring_pairs`.

    ``movable`` draws it with vis-network, whose boxes can be dragged.
    """
    texts = signs.told_apart(row[end] for row in answer.rows for end in ("one", "other"))
    pairs = [_pair(row, texts) for row in answer.rows]
    asked = asked_person(answer) if query.name == NETWORK else None
    scene, joined = network_picture(pairs, language, asked, around.links)
    kept = tables.with_values(list(query.columns.values()), answer)
    written = page_table.cells(kept, answer, language, around.links, around.names)
    page = Page(
        title=_title(query, pairs, asked, language),
        subtitle=tables.asked(query, answer, language),
        legend=_legend(asked, scene, language),
        columns=page_table.headings(kept, language),
        rows=written,
        notes=tables.notes(query, answer, page_table.texts(written), language),
        alerts=[
            *around.alerts,
            *page_table.cut(answer, language),
            *(crowds_told("people", len(texts), scene.crowds, language) if joined else []),
        ],
        links=around.pages,
        commands=around.commands,
        folds=crowd_folds(scene, around.links),
        warning=tables.warning(answer, language, synthetic=synthetic),
        language=language,
    )
    if not answer.rows:
        return render("drawing.html", page, [static("still.js")], scene=scene)
    if movable:
        scripts = [vis_network_script(), static("network.js")]
        network = as_network(subgraph(scene))
        return render("network.html", page, scripts, network=network, scene=scene)
    return render("drawing.html", page, [static("tips.js"), static("picture.js")], scene=scene)


def _pair(row: Mapping[str, Any], texts: Mapping[str, str]) -> Pair:
    keys = (str(row[end]["pseudonym"]) for end in ("one", "other"))
    one, other = (Who(key, texts[key]) for key in keys)
    return Pair(one, other, row["cases"])


def _title(query: SavedQuery, pairs: Sequence[Pair], asked: str | None, language: Language) -> str:
    title = query.header.titles[language]
    if asked is None:
        return title
    people = (who for pair in pairs for who in (pair.one, pair.other))
    name = next((who.name for who in people if who.pseudonym == asked), asked)
    return f"{title}: {name}" if asked in name else f"{title}: {name} ({asked})"


def _legend(asked: str | None, scene: Scene, language: Language) -> list[LegendEntry]:
    spanish = language == "es"
    colour = signs.colour_of(Suspect)
    person = "Presunto tratante; se presume inocente" if spanish else "Suspect; presumed innocent"
    line = (
        "Casos en común, con su número: más ancha, más casos. Compartir un caso no es ser culpable"
        if spanish
        else "Cases in common, with their number: the wider, the more. To share a case is not guilt"
    )
    subject = "La persona por la que se pregunta" if spanish else "The person asked about"
    group = (
        "Con alguien de un grupo, sin número: la tabla tiene los casos"
        if spanish
        else "With somebody of a group, without a number: the table has the cases"
    )
    return [
        *([LegendEntry(subject, colour, "box")] if asked else []),
        LegendEntry(person, colour, "hollow"),
        LegendEntry(line, signs.NEUTRAL, "line"),
        *([LegendEntry(group, signs.NEUTRAL, "thin")] if scene.crowds else []),
    ]
