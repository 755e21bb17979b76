"""A letter and the list of units as JSON holds them: the command and the API answer alike."""

from typing import Any

from trama.quality.letter import Letter, Share
from trama.quality.letter_words import closing, opening
from trama.quality.mending import form_column, how_to_mend, what_is_wrong
from trama.quality.survey import Survey


def unit_rows(survey: Survey) -> list[dict[str, Any]]:
    """Return the units with their counts, those with most to mend first."""
    rows = [
        {
            "unit": unit.uid,
            "name": unit.name,
            "registry": unit.registry,
            "cases": unit.cases.total(),
            "to_mend": unit.flawed.total(),
        }
        for unit in survey.named()
    ]
    return sorted(rows, key=lambda row: (-row["to_mend"], row["unit"]))


def document(told: Letter) -> dict[str, Any]:
    """Return a letter. Counts are of cases; shares are parts of 1."""
    return {
        "unit": told.unit,
        "registry": told.registry,
        "since": told.since or None,
        "until": told.until or None,
        "counted": "case",
        "total": _share(told.total),
        "before": _share(told.before),
        "median": told.median,
        "units_compared": told.units,
        "findings": [
            {
                "code": one.flaw.code,
                "column": form_column(one.flaw),
                "what": {"es": what_is_wrong(one.flaw, "es"), "en": what_is_wrong(one.flaw, "en")},
                "mend": {"es": how_to_mend([one.flaw], "es"), "en": how_to_mend([one.flaw], "en")},
                "now": _share(one.now),
                "before": _share(one.before),
                "median": one.median,
            }
            for one in told.findings
        ],
        "trend": [{"period": each.label, **_dict(each.share)} for each in told.trend],
        "months": [{"period": each.label, **_dict(each.share)} for each in told.months],
        "opening": {"es": list(opening(told, "es")), "en": list(opening(told, "en"))},
        "not_said": {"es": list(closing(told, "es")), "en": list(closing(told, "en"))},
        "state": told.state,
        "synthetic": told.synthetic,
    }


def _share(share: Share | None) -> dict[str, int] | None:
    return None if share is None else _dict(share)


def _dict(share: Share) -> dict[str, int]:
    return {"part": share.part, "of": share.of}
