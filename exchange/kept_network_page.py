"""The page of a network that the graph keeps: who is in it, in which cases, where and when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trama.core.errors import Language
from trama.core.written_dates import day_text
from trama.core.written_numbers import number_text, percent_text
from trama.networks.kept_graph import shared_cases
from trama.ontology.canonical_layer import Suspect
from trama.ontology.codelists import code_name
from trama.queries.catalog import saved_query
from trama.queries.run import QueryAnswer
from trama.visualizations import page_table, signs, tables
from trama.visualizations.network_picture import Pair, network_picture
from trama.visualizations.network_times import network_times, stacked
from trama.visualizations.page_crowds import crowd_folds
from trama.visualizations.shell import Cell, Heading, LegendEntry, Page, render, static
from trama.visualizations.stage_lanes import Who

_BELOW = ("members", "routes", "bridges", "changes")
_OF_THE_PAGE = ("network",)  # a column that says the same in each row


@dataclass(frozen=True, slots=True)
class _Table:
    """A table below the picture, with its title and how to read it."""

    title: str
    said: Sequence[str]
    columns: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]


def kept_network_page(
    answers: Mapping[str, QueryAnswer],
    numbers: Mapping[str, str],
    told: Sequence[str],
    language: Language,
    *,
    synthetic: bool = False,
) -> str:
    """Return the HTML of the page of a network.

    ``answers`` are those of `KeptNetworks.one`, ``numbers`` the numbers of cases by uid, ``told``
    what the reader must know of when the network was calculated.
    """
    (network,) = answers["network"].rows
    names = signs.told_apart(one for row in answers["cases"].rows for one in row["people"])
    pairs, _ = network_picture(_pairs(answers["cases"], names), language)
    scene = stacked(pairs, network_times(answers["cases"].rows, names, numbers, language))
    headings, rows = _written(answers["cases"], numbers, language)
    page = Page(
        title=f"{'Red' if language == 'es' else 'Network'} {network['network']}",
        subtitle=_figures(network, language),
        legend=_legend(language),
        columns=headings,
        rows=rows,
        notes=tables.notes(
            saved_query("network_cases"), answers["cases"], page_table.texts(rows), language
        ),
        alerts=[*told, *_twice(network["cases"], answers["cases"], language)],
        folds=crowd_folds(scene, {}),
        warning=tables.warning(answers["cases"], language, synthetic=synthetic),
        language=language,
    )
    below = [_table(answers[part], numbers, language) for part in _BELOW if answers[part].rows]
    scripts = ["tips.js", "picture.js"] if rows else ["still.js"]
    return render(
        "kept_network.html", page, [static(name) for name in scripts], scene=scene, tables=below
    )


def _figures(network: Mapping[str, Any], language: Language) -> str:
    """Return the figures of a network as a sentence: the word recurrent never stands alone."""
    days = [day_text(network[end] or "", language) or "?" for end in ("first", "last")]
    state = code_name("network_state", network["state"], language)
    chance = number_text(network["expected"], language, 2)
    false, stands = (percent_text(network[one], language, 1) for one in ("rate", "survives"))
    people, cases, least = (network[one] for one in ("members", "cases", "overturned_by"))
    if language == "es":
        return (
            f"{state}. {people} presuntos tratantes; dos o más de ellos están juntos en {cases} "
            f"casos, de {days[0]} a {days[1]}; por azar serían {chance}. Entre las redes hasta "
            f"esta se espera un {false} de falsas. Sigue en pie en el {stands} de los sorteos de "
            f"vínculos dudosos. Sin {least} de sus casos no se la llamaría recurrente."
        )
    return (
        f"{state}. {people} suspects; two or more of them stand together in {cases} cases, from "
        f"{days[0]} to {days[1]}; by chance it would be {chance}. Of the networks down to this "
        f"one {false} are expected to be false. It stands in {stands} of the draws of doubtful "
        f"links. Without {least} of its cases it would not be called recurrent."
    )


def _twice(counted: int, cases: QueryAnswer, language: Language) -> Iterator[str]:
    """Yield how many more cases are drawn than are counted: cases that may be one count once."""
    more = len(cases.rows) - counted
    if more <= 0 or cases.truncated:
        return
    if language == "es":
        yield (
            f"El dibujo y las tablas tienen {len(cases.rows)} casos, no {counted}: los que pueden "
            "ser uno mismo, escrito dos veces, están todos, y arriba cuentan como uno."
        )
    else:
        yield (
            f"The drawing and the tables have {len(cases.rows)} cases, not {counted}: those that "
            "may be one, filed twice, are all there, and count as one above."
        )


def _pairs(cases: QueryAnswer, names: Mapping[str, str]) -> list[Pair]:
    """Return the pairs of people of the network, with the cases that they share."""
    return [
        Pair(Who(one, names[one]), Who(other, names[other]), len(uids))
        for (one, other), uids in sorted(shared_cases(cases).items())
    ]


def _written(
    answer: QueryAnswer, numbers: Mapping[str, str], language: Language
) -> tuple[list[Heading], list[list[Cell]]]:
    query = saved_query(answer.query)
    kept = tables.with_values(tables.without(query, _OF_THE_PAGE), answer)
    return (
        page_table.headings(kept, language),
        page_table.cells(kept, answer, language, None, numbers),
    )


def _table(answer: QueryAnswer, numbers: Mapping[str, str], language: Language) -> _Table:
    header = saved_query(answer.query).header
    headings, rows = _written(answer, numbers, language)
    said = [*page_table.cut(answer, language), *_note(header.notes, language)]
    return _Table(header.titles[language], said, headings, rows)


def _note(notes: Mapping[str, str] | None, language: Language) -> Iterator[str]:
    if notes:
        yield notes[language]


def _legend(language: Language) -> list[LegendEntry]:
    spanish = language == "es"
    person = "Presunto tratante; se presume inocente" if spanish else "Suspect; presumed innocent"
    line = (
        "Casos en común, con su número: más ancha, más casos. Es un indicio, no una prueba"
        if spanish
        else "Cases in common, with their number: the wider, the more. A lead, not a proof"
    )
    return [
        LegendEntry(person, signs.colour_of(Suspect), "hollow"),
        LegendEntry(line, signs.NEUTRAL, "line"),
        LegendEntry(
            "Un caso, del primer al último día en que puede ser"
            if spanish
            else "A case, from the first to the last day on which it may be",
            signs.colour_of(Suspect),
            "box",
        ),
    ]
