"""The cells of a row of judgements, as `trama review export` or a person writes them.

A person may write the words that the screen shows: mismo, distinto, persona, a decimal comma, and
``at`` as 15/03/2020 08:30 by the clock of this machine. ``at`` is ISO 8601 else, without an offset
in UTC. ``blind`` is blind for a second reading, which decides nothing, and else ''.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from trama.canonical.judging import Opinion
from trama.linkage.judgements import Subject, Verdict
from trama.readers.table import Cell
from trama.review.judgement_export import BLIND, COLUMNS
from trama.review.review_words import KEYS, VERDICTS
from trama.values.defects import DefectCode

_CLOCKS_APART = timedelta(hours=1)  # by which the clock of another machine may run ahead
_SUBJECTS = {"persona": "person", "caso": "case"}
_VERDICTS = {word: verdict for verdict, words in VERDICTS.items() for word in words} | {
    word: str(key) for keys in KEYS.values() for key, word in keys.values() if key in VERDICTS
}
_MOMENTS = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y")


def opinion_of(
    cells: Mapping[str, Cell], by: str
) -> tuple[Opinion | None, Mapping[str, DefectCode]]:
    """Return the opinion of a row, or None and the defect of each wrong column."""
    text = {name: cell_text(cells.get(name)) for name in COLUMNS}
    subject, verdict = text["subject"].lower(), text["verdict"].lower()
    subject, verdict = _SUBJECTS.get(subject, subject), _VERDICTS.get(verdict, verdict)
    wrong: dict[str, DefectCode] = {}
    if subject not in [*Subject]:
        wrong["subject"] = DefectCode.JUDGEMENT_SUBJECT
    if verdict not in [*Verdict]:
        wrong["verdict"] = DefectCode.JUDGEMENT_VERDICT
    if text["one"] and text["one"] == text["other"]:
        wrong["other"] = DefectCode.JUDGEMENT_OF_ITSELF
    wrong |= {name: DefectCode.JUDGEMENT_END_UNKNOWN for name in ("one", "other") if not text[name]}
    score = _score(text["score"])
    needs_score = bool(text["model"]) and verdict == Verdict.SAME
    if bool(text["score"]) != (score is not None) or (score is None and needs_score):
        wrong["score"] = DefectCode.JUDGEMENT_SCORE
    if score is not None and not text["model"]:
        wrong["score"] = DefectCode.JUDGEMENT_SCORE
    if text["blind"].lower() not in ("", BLIND) or (text["blind"] and text["model"]):
        wrong["blind"] = DefectCode.JUDGEMENT_BLIND
    instant = instant_of(text["at"])
    if text["at"] and (instant is None or instant > datetime.now(UTC) + _CLOCKS_APART):
        wrong["at"] = DefectCode.JUDGEMENT_MOMENT
    if wrong:
        return None, wrong
    opinion = Opinion(
        Subject(subject),
        text["one"],
        text["other"],
        Verdict(verdict),
        by=text["by"] or by,
        at=instant.isoformat() if instant else "",
        reason=text["reason"],
        score=score,
        model=text["model"],
        blind=bool(text["blind"]),
    )
    return opinion, {}


def instant_of(text: str) -> datetime | None:
    """Return the moment of a text, in UTC; None if it is no moment."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return _spanish_instant(text)
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)


def cell_text(cell: Cell) -> str:
    """Return a cell as text, a day of a workbook in ISO 8601."""
    if isinstance(cell, date):  # a datetime is a date too
        return cell.isoformat()
    return "" if cell is None else str(cell).strip()


def _score(text: str) -> float | None:
    try:
        score = float(text.replace(",", "."))
    except ValueError:
        return None
    return score if 0 <= score <= 1 else None


def _spanish_instant(text: str) -> datetime | None:
    for form in _MOMENTS:
        try:
            return datetime.strptime(text, form).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None
