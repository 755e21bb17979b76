"""The guess of a file's profile: the score of each profile, its columns left over or missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from trama.core.errors import InputError
from trama.core.written_numbers import percent_text
from trama.mapping.grouped_headings import grouped_headings
from trama.mapping.plan import (
    OpenFile,
    OpenTable,
    TablePlan,
    column_name,
    opened_file,
    plan_tables,
)
from trama.profiles.library import check_profile, load_profile, profile_names
from trama.profiles.specs import Profile, TableSpec
from trama.values.cells import text_of

LOOKED_AT = 100  # rows of each sheet: no export has its header below them
CLEAR_SCORE = 0.5  # least score of a profile that a load takes unasked, from 0 to 1
CLEAR_LEAD = 0.1  # least lead of its score over the next: below it, either profile may be meant


@dataclass(frozen=True, slots=True)
class Guess:
    """The fit of one profile to a file.

    ``score`` is from 0 to 1: the share of the file's columns that the profile knows. Columns of
    the profile that the file lacks lower it by up to half. It is halved if a needed column is
    missing. ``left_over`` and ``missing`` name columns as ``SHEET.COLUMN``, or as ``COLUMN`` in a
    file with one sheet.
    """

    profile: str
    score: float
    left_over: tuple[str, ...]
    missing: tuple[str, ...]


def guess(path: Path, own: Path | None = None) -> list[Guess]:
    """Return the profiles, shipped or kept in ``own``, that fit the file at all, the best first.

    Raises:
        InputError: the file cannot be read.
    """
    with opened_file(path, LOOKED_AT) as file:
        return _guesses(file, own)


def fitting_profile(file: OpenFile, own: Path | None = None) -> Profile:
    """Return the profile, shipped or kept in ``own``, that fits the file of a load that names none.

    Raises:
        InputError: no profile fits it clearly; the error names the closest profile.
    """
    guesses = _guesses(file, own)
    if guesses:
        best = guesses[0]
        lead = best.score - (guesses[1].score if len(guesses) > 1 else 0.0)
        if best.score >= CLEAR_SCORE and lead >= CLEAR_LEAD:
            return load_profile(best.profile, own)
    raise _unclear(file.path, guesses)


def headings(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the columns of each sheet: its first row with as many texts as any row has.

    Raises:
        InputError: the file cannot be read.
    """
    with opened_file(path, LOOKED_AT) as file:
        return {table.raw.sheet: _headings(table) for table in file.tables if table.first}


def first_cells(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the first cells of each column as text, by sheet and heading, blanks included.

    Raises:
        InputError: the file cannot be read.
    """
    with opened_file(path, LOOKED_AT) as file:
        return {table.raw.sheet: _first_cells(table) for table in file.tables if table.first}


def _first_cells(table: OpenTable) -> dict[str, tuple[str, ...]]:
    at, texts = _heading_row(table)
    below = [tuple(map(text_of, row.cells)) for row in table.first[at + 1 :]]
    return {
        heading: tuple(row[place] if place < len(row) else "" for row in below)
        for heading in _headings(table)
        for place in [texts.index(heading)]
    }


def _guesses(file: OpenFile, own: Path | None) -> list[Guess]:
    """Return the guesses with a score above 0, the best first.

    A kept profile with problems is passed over: it may not stop the load of other files.
    """
    checked = [check_profile(name, own) for name in profile_names(own)]
    sound = [found.profile for found in checked if found.profile and not found.problems]
    guesses = [_guess(file.tables, profile) for profile in sound]
    fitting = [guess for guess in guesses if guess.score > 0]
    return sorted(fitting, key=lambda guess: (-guess.score, guess.profile))


def _headings(table: OpenTable) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, _heading_row(table)[1])))


def _heading_row(table: OpenTable) -> tuple[int, tuple[str, ...]]:
    """Return the row of the headings, from 0, and its texts: '' for a cell without a text.

    It is the first row with as many texts as any row has, its groups in the row above included.
    """
    candidates: list[tuple[int, tuple[str, ...]]] = []
    above: tuple[str, ...] = ()
    for at, row in enumerate(table.first):
        texts = tuple(
            text_of(cell) if isinstance(cell, str) and cell.strip() else "" for cell in row.cells
        )
        candidates.append((at, grouped_headings(above, texts) or texts))
        above = texts
    return max(candidates, key=lambda candidate: sum(map(bool, candidate[1])))


def _unclear(path: Path, guesses: list[Guess]) -> InputError:
    if not guesses:
        return InputError(
            file=path.name,
            why_es="ningún perfil conoce sus columnas. Diga --profile con uno suyo; "
            "`trama profile guess` explica cómo empezarlo",
            why_en="no profile knows its columns. Name your own profile with --profile; "
            "`trama profile guess` explains how to begin it",
        )
    best = guesses[0]
    missing = ", ".join(best.missing[:8]) or "-"
    return InputError(
        file=path.name,
        why_es=f"ningún perfil encaja con claridad; el más cercano es {best.profile}"
        f" ({percent_text(best.score, 'es')}; le faltan: {missing}). Diga --profile",
        why_en=f"no profile fits clearly; the closest is {best.profile}"
        f" ({best.score:.0%}; missing: {missing}). Name the profile with --profile",
    )


def _guess(tables: Sequence[OpenTable], profile: Profile) -> Guess:
    """Return the fit of a profile to the tables of a file.

    A file with 9 of a profile's 10 columns and 1 other column scores 0.855: 9/10 · (0.5 + 0.45).
    """
    plan = plan_tables(tables, profile)
    if not plan.matched:
        return Guess(profile.name, 0.0, (), ())
    several = len(tables) > 1
    left_over = _left_over(plan, several=several)
    missing = _missing(plan, profile, several=several)
    known = sum(len(match.header.positions) for match in plan.matched)
    wanted = sum(len(spec.columns) for spec in _wanted(plan, profile))
    score = known / (known + len(left_over)) * (0.5 + 0.5 * min(1.0, known / wanted))
    if plan.missing:
        score /= 2
    return Guess(profile.name, round(score, 3), left_over, missing)


def _left_over(plan: TablePlan, *, several: bool) -> tuple[str, ...]:
    """Return the file's columns that the profile does not know, and its strange sheets as ``*``."""
    columns = [
        column_name(match.table.raw.sheet if several else "", heading)
        for match in plan.matched
        for heading, _ in match.header.left_over
    ]
    return tuple(columns + [column_name(strange.raw.sheet, "*") for strange in plan.strange])


def _wanted(plan: TablePlan, profile: Profile) -> list[TableSpec]:
    """Return the profile's tables without those whose columns another table of the file has.

    The facts of HTCDS stand in the one sheet of people, or in a sheet of their own.
    """
    there = [match.spec for match in plan.matched]
    held = [{column.name for column in spec.columns} for spec in there]
    return [
        spec
        for spec in profile.tables
        if spec in there or not any({c.name for c in spec.columns} <= columns for columns in held)
    ]


def _missing(plan: TablePlan, profile: Profile, *, several: bool) -> tuple[str, ...]:
    """Return the profile's columns that the file lacks, needed or not."""
    missing = []
    for spec in _wanted(plan, profile):
        there = {
            name for match in plan.matched if match.spec is spec for name in match.header.positions
        }
        label = spec.name if several or len(profile.tables) > 1 else ""
        missing += [
            column_name(label, column.name) for column in spec.columns if column.name not in there
        ]
    return tuple(missing)
