"""The sheets of a form's export (KoboToolbox, ODK): repeated groups hang on their submission.

A row of a repeated group names no case. It names its submission in ``_submission__id``, and the
first sheet has that number in ``_id``. So ``_id`` is the key of the case, if no case has two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from trama.profiles.guessing.columns import ColumnGuess

SUBMISSION = "_id"
OF_SUBMISSION = "_submission__id"
_SURE = 0.9


def submissions_of(
    guessed: Mapping[str, Sequence[ColumnGuess]],
    cells: Mapping[str, Mapping[str, Sequence[str]]],
) -> str | None:
    """Return the sheet of submissions on which other sheets hang. Return None if there is none.

    A case with two submissions would be two cases: then its sheets are not joined.
    """
    if not any(_has(its, OF_SUBMISSION) for its in guessed.values()):
        return None
    parents = [
        sheet
        for sheet, its in guessed.items()
        if _has(its, SUBMISSION) and not _has(its, OF_SUBMISSION)
    ]
    if len(parents) != 1:
        return None
    (sheet,) = parents
    number = next((g.heading for g in guessed[sheet] if g.use == "case_number" and g.read), None)
    cases = [cell for cell in cells.get(sheet, {}).get(number or "", ()) if cell]
    return sheet if len(cases) == len(set(cases)) else None


def keyed_by_submission(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Return the guesses of a sheet; its number of the submission says which case a row is of."""
    return [
        replace(
            guess,
            use="case_number",
            moment="",
            subject="",
            number=0,
            sure=_SURE,
            read=True,
            es="es el número de la ficha: une las hojas del formulario",
            en="it is the number of the submission: it joins the sheets of the form",
        )
        if guess.heading in (SUBMISSION, OF_SUBMISSION)
        else guess
        for guess in guesses
    ]


def _has(guesses: Sequence[ColumnGuess], heading: str) -> bool:
    return any(guess.heading == heading for guess in guesses)
