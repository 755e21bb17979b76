"""Which profile fits a file: a score for each, and which columns are left over or missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from trama.core.errors import InputError
from trama.ingest.mapping.plan import Opened, OpenFile, Plan, column_name, opened_file, plan
from trama.ingest.profile.profiles import load_profile, profile_names
from trama.ingest.profile.specs import Profile

LOOKED_AT = 100  # rows of each sheet: a header below them would be no export's
CLEAR_SCORE = 0.5
CLEAR_LEAD = 0.1


@dataclass(frozen=True, slots=True)
class Guess:
    """How well one profile fits a file.

    ``score`` is from 0 to 1: the share of the file's columns that the profile knows, lowered by up
    to half for columns of the profile that the file lacks, and halved where a needed one is
    missing. ``left_over`` and ``missing`` name columns as ``SHEET.COLUMN`` (or ``COLUMN`` where
    there is one sheet).
    """

    profile: str
    score: float
    left_over: tuple[str, ...]
    missing: tuple[str, ...]


def guess(path: Path) -> list[Guess]:
    """Returns the shipped profiles that fit the file at all, the best first.

    Raises:
        InputError: the file cannot be read.
    """
    with opened_file(path, LOOKED_AT) as file:
        return _guesses(file)


def fitting_profile(file: OpenFile) -> Profile:
    """Returns the profile that fits the file, for a load that names none.

    Raises:
        InputError: no profile fits it clearly; says the closest one.
    """
    found = _guesses(file)
    if found:
        best = found[0]
        lead = best.score - (found[1].score if len(found) > 1 else 0.0)
        if best.score >= CLEAR_SCORE and lead >= CLEAR_LEAD:
            return load_profile(best.profile)
    raise _unclear(file.path, found)


def headings(path: Path) -> dict[str, tuple[str, ...]]:
    """Returns the columns of each sheet: its first row with as many texts as any row has.

    Raises:
        InputError: the file cannot be read.
    """
    with opened_file(path, LOOKED_AT) as file:
        return {one.table.sheet: _texts(one) for one in file.opened if one.first}


def _guesses(file: OpenFile) -> list[Guess]:
    found = [_guess(file.opened, load_profile(name)) for name in profile_names()]
    fitting = [one for one in found if one.score > 0]
    return sorted(fitting, key=lambda one: (-one.score, one.profile))


def _texts(opened: Opened) -> tuple[str, ...]:
    rows = [
        [cell.strip() for cell in row.cells if isinstance(cell, str) and cell.strip()]
        for row in opened.first
    ]
    most = max(map(len, rows))
    return tuple(dict.fromkeys(next(row for row in rows if len(row) == most)))


def _unclear(path: Path, found: list[Guess]) -> InputError:
    if not found:
        return InputError(
            file=path.name,
            why_es="ningún perfil conoce sus columnas. Diga --profile con uno suyo; "
            "`trama profile guess` explica cómo empezarlo",
            why_en="no profile knows its columns. Say --profile with one of your own; "
            "`trama profile guess` tells how to begin it",
        )
    best = found[0]
    missing = ", ".join(best.missing[:8]) or "-"
    return InputError(
        file=path.name,
        why_es=f"ningún perfil encaja con claridad; el más cercano es {best.profile}"
        f" ({best.score:.0%}; le faltan: {missing}). Diga --profile",
        why_en=f"no profile fits clearly; the closest is {best.profile}"
        f" ({best.score:.0%}; missing: {missing}). Say --profile",
    )


def _guess(opened: Sequence[Opened], profile: Profile) -> Guess:
    found = plan(opened, profile)
    if not found.placed:
        return Guess(profile.name, 0.0, (), ())
    several = len(opened) > 1
    left_over = _left_over(found, several=several)
    missing = _missing(found, profile, several=several)
    known = sum(len(one.header.positions) for one in found.placed)
    wanted = sum(len(spec.columns) for spec in profile.tables)
    score = known / (known + len(left_over)) * (0.5 + 0.5 * min(1.0, known / wanted))
    if found.missing:
        score /= 2
    return Guess(profile.name, round(score, 3), left_over, missing)


def _left_over(found: Plan, *, several: bool) -> tuple[str, ...]:
    columns = [
        column_name(one.opened.table.sheet if several else "", heading)
        for one in found.placed
        for heading, _ in one.header.left_over
    ]
    return tuple(columns + [column_name(one.table.sheet, "*") for one in found.strange])


def _missing(found: Plan, profile: Profile, *, several: bool) -> tuple[str, ...]:
    missing = []
    for spec in profile.tables:
        there = {name for one in found.placed if one.spec is spec for name in one.header.positions}
        label = spec.name if several or len(profile.tables) > 1 else ""
        missing += [
            column_name(label, column.name) for column in spec.columns if column.name not in there
        ]
    return tuple(missing)
