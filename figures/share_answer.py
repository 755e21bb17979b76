"""The answer about a quoted percentage: the shares and growths that round to it."""

from typing import Any

from trama.core.errors import Language
from trama.core.written_numbers import percent_text
from trama.figures.count_answer import REGISTRY, Data, no_data
from trama.figures.figure_words import (
    DATE,
    PLACE,
    UNIT,
    count_text,
    edition_text,
    place_text,
    said,
    verdict,
)
from trama.figures.question import Question
from trama.figures.recipe_row import recipe_row
from trama.figures.shares import FoundShare, search_shares
from trama.figures.windows import iso_month, window_text, within
from trama.places.place import HOME

_DECIMALS = 1


def share_document(question: Question, data: Data, language: Language) -> dict[str, Any]:
    """Return the recipes of a quoted percentage, the likeliest first.

    Raises:
        BadParameter: no data are of the time that the sentence speaks of.
    """
    mask = within(data.searched.windows, question.near_months, question.stated_month)
    if not mask.any():
        raise no_data(data.open)
    outcome = search_shares(data.searched, question.quoted, mask)
    rows = [_row(question, data, one, language) for one in outcome.found[: question.limit]]
    best = rows[0]["chance"] if rows else None
    return {
        "recipes": outcome.recipes,
        "expected": round(outcome.expected, 3),
        "verdict": verdict(outcome.expected, outcome.recipes, best, language),
        "rows": rows,
        "notes": [said(UNIT, language), said(DATE, language)],
    }


def _row(question: Question, data: Data, one: FoundShare, language: Language) -> dict[str, Any]:
    series, windows = data.searched.series[one.series], data.searched.windows
    place = data.open.places[one.place]
    first, last = int(windows.first[one.window]), int(windows.last[one.window])
    return recipe_row(
        source=one.form,
        value=round(one.percent, 3),
        miss=round(one.percent - question.quoted.value, 3),
        chance=one.chance,
        part=one.part,
        whole=one.whole,
        registry=REGISTRY,
        unit="victim_registration",
        breakdown=series.key,
        counted=series.said(language),
        place=place,
        window=(first, last),
        edition=iso_month(data.open.last[-1]),
        sentence=_sentence(data, one, language),
        notes=[said(PLACE, language)] if place != HOME else [],
    )


def _sentence(data: Data, one: FoundShare, language: Language) -> str:
    windows = data.searched.windows
    first, last = int(windows.first[one.window]), int(windows.last[one.window])
    series, place = data.searched.series[one.series], data.open.places[one.place]
    who, everybody = series.said(language), data.searched.series[0].said(language)
    part, whole = count_text(one.part, language), count_text(one.whole, language)
    sign = "+" if one.form == "growth" and one.percent > 0 else ""
    percent = sign + percent_text(one.percent / 100, language, _DECIMALS)
    when, where = window_text(first, last, language), place_text(place, language)
    before = window_text(first - 12, last - 12, language)
    country, edition = place_text(HOME, language), edition_text(data.open.last[-1], language)
    spanish = {
        "share": f"De las {whole} {everybody} que RETA registró {where} {when}, {part} "
        f"({percent}) son {who}",
        "share_of_country": f"De las {whole} {everybody} que RETA registró {country} {when}, "
        f"{part} ({percent}) lo fueron {where}",
        "growth": f"RETA registró {whole} {who} {where} {before} y {part} {when}: {percent}",
    }
    english = {
        "share": f"Of the {whole} {everybody} that RETA registered {where} {when}, {part} "
        f"({percent}) are {who}",
        "share_of_country": f"Of the {whole} {everybody} that RETA registered {country} {when}, "
        f"{part} ({percent}) were registered {where}",
        "growth": f"RETA registered {whole} {who} {where} {before} and {part} {when}: {percent}",
    }
    sentence = (english if language == "en" else spanish)[one.form]
    return f"{sentence} {edition}."
