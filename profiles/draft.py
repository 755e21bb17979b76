"""Drafts of profiles: the YAML of a profile for a file that no profile reads, from its columns.

A draft is a sound profile. It reads the columns of which the guess is sure or likely, and says of
every column what it takes it for, how sure that is, and why. A person corrects and completes it.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import yaml

from trama.core.errors import Language
from trama.core.text import fold, heading_form
from trama.ontology.codelists import code_list
from trama.profiles.draft_options import Column
from trama.profiles.guessing.accounts import Account, Drafter
from trama.profiles.guessing.columns import ColumnGuess
from trama.profiles.guessing.form_sheets import SUBMISSION, keyed_by_submission, submissions_of
from trama.profiles.guessing.headings import Subject, subject_of, use_name
from trama.profiles.guessing.whole_table import CASE_USES, guess_table

_NOTE = """\
# Borrador de `trama profile guess`: corrija y complete cada línea. Qué puede decirse en cada una:
# docs/writing-a-profile.md. Luego: trama profile check ARCHIVO y trama profile add ARCHIVO.
# A draft by `trama profile guess`: correct and complete each line. All that a line can say:
# docs/writing-a-profile.md. Then: trama profile check FILE and trama profile add FILE.
"""
_LONGEST_REGISTRY = 24  # letters of a registry's name
_WIDTH = 100  # characters of a line
_CASE_SHEET = re.compile(r"\b(?:CASOS?|EXPEDIENTES?|CARPETAS?|DENUNCIAS?|CASES?)\b")
_NO_PLACE = (
    "no hay dónde guardarlo en esta tabla: no se lee",
    "this table has no place for it: not read",
)
_NO_CASE = (
    "la hoja no dice de qué caso es cada fila: no se lee",
    "the sheet does not say which case a row is of: not read",
)
_LEVELS = {
    "sure": ("seguro", "sure"),
    "likely": ("probable", "likely"),
    "doubtful": ("DUDOSO", "DOUBTFUL"),
    "none": ("no se sabe", "unknown"),
}
_SUBJECTS = {"victim": ("víctima", "victim"), "suspect": ("imputado", "suspect")}
_MOMENTS = {
    "birth": ("de nacimiento", "of birth"),
    "residence": ("de domicilio", "of residence"),
    "fact": ("del hecho", "of the fact"),
    "registered": ("de registro", "of registration"),
    "stage": ("de la etapa", "of the stage"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted profile: its YAML, and the guess of every column by sheet."""

    text: str
    guesses: Mapping[str, Sequence[ColumnGuess]]

    def documents(self, language: Language) -> list[dict[str, object]]:
        """Return the guess of every column as plain values."""
        return [
            {
                "sheet": sheet,
                "column": guess.heading,
                "use": guess.use or None,
                "subject": guess.subject or None,
                "moment": guess.moment or None,
                "number": guess.number or None,
                "sure": guess.sure,
                "level": guess.level,
                "read": guess.read,
                "why": guess.why(language),
            }
            for sheet, guesses in self.guesses.items()
            for guess in guesses
        ]

    def tables(self, language: Language) -> Iterator[tuple[str, list[str], list[Sequence[str]]]]:
        """Yield the sheets with the head and the rows of their guesses, for people."""
        spanish = language == "es"
        head = ["columna", "se toma por", "seguridad", "se lee", "por qué"]
        head = head if spanish else ["column", "taken for", "surety", "read", "why"]
        yes = "sí" if spanish else "yes"
        for sheet, guesses in self.guesses.items():
            rows: list[Sequence[str]] = [
                (g.heading, *told(g, language), yes if g.read else "no", g.why(language))
                for g in guesses
            ]
            yield sheet, head, rows


def draft(
    name: str,
    columns: Mapping[str, Sequence[str]],
    cells: Mapping[str, Mapping[str, Column]] | None = None,
    *,
    file_name: str = "",
    language: Language = "es",
) -> Draft:
    """Return the draft of a profile called ``name`` for tables of these columns, by sheet.

    1. Guess the columns of each table together (``guess_table``). The name of the sheet, or of a
       file with one sheet, may tell whose rows they are.
    2. Choose the tables of cases: the sheets named so or with facts of a case; without any, all.
       In a form's export it is the sheet of submissions.
    3. Draft the accounts of each table, and say which guessed columns no account could take.

    ``cells`` has the first cells of each column, by sheet and heading. A table without a column for
    the case counts each line as a case. The language is that of the reasons beside the columns.

    Among the columns ``Expediente`` and ``Sexo`` the key is ``Expediente``, and a victim has
    ``sex: {read: sex, from: Sexo}``.
    """
    known = cells or {}
    guessed: dict[str, list[ColumnGuess]] = {}
    for sheet, headings in columns.items():
        about: Subject = subject_of(sheet)
        if not about and len(columns) == 1:
            about = subject_of(file_name)
        guessed[sheet] = guess_table(_distinct(headings), known.get(sheet, {}), about)
    form = submissions_of(guessed, known)
    if form is not None:
        guessed = {sheet: keyed_by_submission(guesses) for sheet, guesses in guessed.items()}
    parents = {form} if form is not None else _parents(guessed)
    tables, settled = [], {}
    for sheet, guesses in guessed.items():
        if sheet not in parents and "case_number" not in _uses(guesses):
            settled[sheet] = [_unread(guess, *_NO_CASE) for guess in guesses]
            continue
        key = SUBMISSION if sheet == form else None
        drafter = Drafter(guesses, known.get(sheet, {}), key=key)
        accounts = drafter.accounts(with_case=sheet in parents)
        settled[sheet] = _used(guesses, drafter.key(), accounts)
        sheets = [sheet] if len(columns) > 1 and sheet else []
        tables.append(
            _table(sheet or "DATOS", sheets, drafter.key(), settled[sheet], accounts, language)
        )
    return Draft(_head(name) + "tables:\n" + "".join(tables), settled)


def told(guess: ColumnGuess, language: Language) -> tuple[str, str]:
    """Return what a column is taken for and how sure that is, for people."""
    spanish = 0 if language == "es" else 1
    level = _LEVELS[guess.level][spanish]
    if not guess.use:
        return "-", level
    about = _SUBJECTS.get(guess.subject, ("", ""))[spanish]
    number = f" {guess.number}" if guess.number else ""
    moment = _MOMENTS.get(guess.moment, (guess.moment.lower(), guess.moment.lower()))[spanish]
    what = " ".join(part for part in (use_name(guess.use, language), moment) if part)
    return f"{about}{number}: {what}" if about else what, f"{level} {guess.sure:.0%}"


def _head(name: str) -> str:
    return _NOTE + _dump(
        {
            "profile": name,
            "registry": {"new": _registry(name)},
            "es": f"Exporte {name}",
            "en": f"Export {name}",
            "dates": {"order": "dmy"},
            "places": {"scheme": "INEI"},
        }
    )


def _dump(document: object, *, block: bool = False) -> str:
    """Return a value as YAML; small lists and mappings in one line, unless ``block``."""
    style = False if block else None
    return yaml.safe_dump(
        document, allow_unicode=True, sort_keys=False, default_flow_style=style, width=_WIDTH
    )


def _registry(name: str) -> str:
    """Return a name for the registry of a profile: a capital, then capitals, digits and ``_``."""
    known = fold(name).replace(" ", "_")
    taken = known in code_list("registry").codes
    begun = known if known[:1].isalpha() and len(known) > 1 and not taken else f"REGISTRO_{known}"
    return re.sub(r"[^A-Z0-9_]", "", begun)[:_LONGEST_REGISTRY]


def _distinct(headings: Sequence[str]) -> list[str]:
    """Return the headings that a profile tells apart, the first of those that are alike."""
    return list({heading_form(heading): heading for heading in reversed(headings)}.values())[::-1]


def _parents(guessed: Mapping[str, Sequence[ColumnGuess]]) -> set[str]:
    """Return the sheets of cases. Without any column of the case, each line is a case.

    A sheet without that column beside sheets with it is a legend or a list, and has no cases.
    """
    keyed = {sheet for sheet, its in guessed.items() if _uses(its) & {"case_number"}}
    facts = {sheet for sheet in keyed if _uses(guessed[sheet]) & (CASE_USES - {"case_number"})}
    named = {sheet for sheet in keyed if _CASE_SHEET.search(fold(sheet))}
    return named or facts or keyed or _telling(guessed)


def _telling(guessed: Mapping[str, Sequence[ColumnGuess]]) -> set[str]:
    """Return the sheets of which anything is read, all of them if nothing is."""
    return {sheet for sheet, its in guessed.items() if _uses(its)} or set(guessed)


def _uses(guesses: Sequence[ColumnGuess]) -> set[str]:
    return {guess.use for guess in guesses if guess.read}


def _used(
    guesses: Sequence[ColumnGuess], key: object, accounts: Sequence[Account]
) -> list[ColumnGuess]:
    """Return the guesses. A column that neither the key nor an account takes is not read."""
    texts = set(_texts([key, list(accounts)]))
    settled = []
    for guess in guesses:
        unplaced = guess.read and guess.heading not in texts
        settled.append(_unread(guess, *_NO_PLACE) if unplaced else guess)
    return settled


def _unread(guess: ColumnGuess, es: str, en: str) -> ColumnGuess:
    return replace(guess, read=False, es=f"{guess.es}; {es}", en=f"{guess.en}; {en}")


def _texts(value: object) -> list[str]:
    """Return every text of a nested value, keys included."""
    if isinstance(value, Mapping):
        return [text for pair in value.items() for part in pair for text in _texts(part)]
    if isinstance(value, (list, tuple)):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def _table(
    name: str,
    sheets: Sequence[str],
    key: object,
    guesses: Sequence[ColumnGuess],
    accounts: Sequence[Account],
    language: Language,
) -> str:
    """Return the YAML of a table, with a comment above each column."""
    above = f"sheets: {_dump(list(sheets))}" if sheets else ""
    columns = "".join(_column(guess, language) for guess in guesses)
    body = above + _dump({"key": key}, block=True) + "columns:\n" + textwrap.indent(columns, "  ")
    body += _dump({"accounts": list(accounts)})
    head = _dump({name: ""}, block=True).removesuffix(" ''\n") + "\n"
    return textwrap.indent(head, "  ") + textwrap.indent(body, "    ")


def _column(guess: ColumnGuess, language: Language) -> str:
    """Return the line of a column, and above it what it is taken for, how surely and why."""
    what, level = told(guess, language)
    comment = textwrap.fill(
        f"{what} · {level} · {guess.why(language)}",
        _WIDTH - 6,
        initial_indent="# ",
        subsequent_indent="#   ",
    )
    return f"{comment}\n{_dump({guess.heading: []}, block=True)}"
