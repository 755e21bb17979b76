"""The format of an exercise, and the reading of a YAML text into an exercise or its problems.

An exercise ``for: registering`` shows a form of the synthetic twin with one fault: the learner
names the column and mends the cell. One ``for: analysing`` asks a question: the learner names the
saved query and its parameters, and says what the answer does not say. No file holds an answer that
can be computed: a mended cell is read, and a query is run.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from pydantic import Field

from trama.core.checked_yaml import Declared, Document, Many, Marked, Parsed, Text, compose
from trama.core.errors import Language
from trama.core.problems import Problem, unknown_word
from trama.queries.catalog import catalog
from trama.training.forms import Form, column_names, form_of, texts_of
from trama.training.planted import read_form
from trama.values.defects import DefectCode

NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,48}")
"""The name of an exercise; its file has the same name."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Words(Declared):
    """A text in Spanish and in English."""

    es: Text
    en: Text

    def text(self, language: Language) -> str:
        """Return the text in a language."""
        return self.en if language == "en" else self.es


class FormFormat(Declared):
    """The form to show: a row of the twin's export of a registry, and the columns of it.

    ``where`` holds cells that the row has; the first row that has all of them is taken.
    """

    registry: Literal["RETA", "SISTRA"]
    sheet: Marked | None = None
    where: dict[str, str] = Field(default_factory=dict)
    show: Many[Marked]


class Fault(Declared):
    """The fault: the column, what stands in its cell instead, and the defect that it is."""

    column: Marked
    writes: str
    code: Marked


class Choice(Declared):
    """A sentence about what an answer does not say; ``right`` if that is so."""

    es: Text
    en: Text
    right: Parsed[bool] = False

    def text(self, language: Language) -> str:
        """Return the sentence in a language."""
        return self.en if language == "en" else self.es


class ExerciseFormat(Declared):
    """An exercise as its file declares it."""

    exercise: Marked
    for_: Literal["registering", "analysing"] = Field(alias="for")
    title: Words
    story: Words
    hints: Many[Words]
    form: FormFormat | None = None
    fault: Fault | None = None
    query: Marked | None = None
    parameters: dict[str, str] = Field(default_factory=dict)
    not_said: Many[Choice] = ()
    why: Words
    source: Words


@dataclass(frozen=True, slots=True)
class Exercise:
    """A sound exercise; ``form`` is the row of the twin, without the fault."""

    name: str
    declared: ExerciseFormat
    form: Form | None = None

    @property
    def registers(self) -> bool:
        """Return whether the exercise is for those who register."""
        return self.form is not None

    @property
    def fault(self) -> Fault:
        """Return the fault of an exercise for those who register."""
        assert self.declared.fault is not None  # noqa: S101 - a sound one has it
        return self.declared.fault

    @property
    def query(self) -> str:
        """Return the name of the query of an exercise for analysts."""
        return str(self.declared.query)

    def story(self, language: Language) -> str:
        """Return the story, with cells of the form where it names their columns in braces."""
        text = self.declared.story.text(language)
        if self.form is None:
            return text
        cells = self.form.cells
        return _PLACEHOLDER.sub(lambda found: cells.get(found[1], ""), text)

    def shown(self) -> list[tuple[str, str]]:
        """Return the columns to show and their cells, with the fault in its place."""
        if self.form is None or self.declared.form is None:
            return []
        cells = {**self.form.cells, str(self.fault.column): self.fault.writes}
        return [(str(name), cells.get(name, "")) for name in self.declared.form.show]


def read_exercise(text: str) -> tuple[Exercise | None, list[Problem]]:
    """Return the exercise in a YAML text, None if it has a problem; and all of its problems.

    1. Check the format. Every problem has its line.
    2. For those who register: check the columns, find the row of the twin, and check that the fault
       is the defect that the file says, and that the row had no such defect before.
    3. For analysts: check the names of the query and its parameters, and that at least one sentence
       about what the answer does not say is right, and one is wrong.
    """
    document = compose(text)
    declared = document.read(ExerciseFormat)
    if declared is None:
        return None, document.problems
    if not NAME.fullmatch(declared.exercise):
        document.complain(
            document.line("exercise"),
            "un nombre tiene letras minúsculas sin tilde, cifras y «-»",
            "a name has small letters without accents, digits and “-”",
        )
    if not declared.hints and not document.problems:
        document.lack(["hints"], ["hints"], "falta al menos una pista", "at least one hint")
    form = None
    if declared.for_ == "registering":
        form = _check_form(document, declared)
    else:
        _check_query(document, declared)
    if document.problems or (declared.for_ == "registering") != (form is not None):
        return None, sorted(set(document.problems))
    return Exercise(str(declared.exercise), declared, form), []


def _check_form(document: Document, declared: ExerciseFormat) -> Form | None:
    if not _has(document, declared, ("form", "fault")):
        return None
    form, fault = declared.form, declared.fault
    assert form is not None  # noqa: S101 - as above
    assert fault is not None  # noqa: S101 - as above
    known = column_names(form.registry, form.sheet)
    if known is None:
        sheets = ("CASOS", "AGRAVIADOS", "IMPUTADOS", "HECHOS")
        document.complain(document.line("form", "sheet"), *unknown_word(str(form.sheet), sheets))
        return None
    document.members([*form.show, fault.column], known)
    _check_words(document, ("form", "where"), form.where, known)
    document.member(fault.code, [code.value for code in DefectCode])
    for language in ("es", "en"):
        told = _PLACEHOLDER.findall(declared.story.text("en" if language == "en" else "es"))
        for word in told:
            if word not in known:
                document.complain(document.line("story", language), *unknown_word(word, known))
    if fault.column not in form.show:
        document.complain(
            document.line("form", "show"),
            f"«{fault.column}» tiene la falla y no se muestra",
            f"“{fault.column}” has the fault and is not shown",
        )
    if document.problems:
        return None
    return _planted(document, form, fault)


def _planted(document: Document, form: FormFormat, fault: Fault) -> Form | None:
    """Return the row of the form; None, and add a problem, if the fault is no such defect in it."""
    found = form_of(form.registry, form.sheet, form.where)
    if found is None:
        _complain_of_cells(document, form)
        return None
    column = str(fault.column)
    before = read_form(found, {}).codes_of(column)
    after = read_form(found, {column: fault.writes}).codes_of(column)
    if fault.code not in after or fault.code in before:
        told = ", ".join(sorted(after - before)) or "—"
        document.complain(
            document.line("fault"),
            f"«{fault.writes}» no da el defecto {fault.code} en {fault.column}; da: {told}",
            f"“{fault.writes}” is no defect {fault.code} in {fault.column}; it is: {told}",
        )
        return None
    return found


def _complain_of_cells(document: Document, form: FormFormat) -> None:
    """Add a problem for each cell that no row of the twin has; one for all, if each is in some."""
    strange = False
    for column, text in form.where.items():
        known = texts_of(form.registry, form.sheet, column)
        if text not in known:
            strange = True
            near = get_close_matches(text, sorted(known), n=3, cutoff=0.0)
            told = ", ".join(f"«{one}»" for one in near) or "—"
            document.complain(
                document.line("form", "where", column),
                f"ninguna fila del gemelo tiene {column} «{text}»; tiene, por ejemplo: {told}",
                f"no row of the twin has {column} “{text}”; it has, for example: {told}",
            )
    if not strange:
        document.complain(
            document.line("form", "where"),
            "ninguna fila del gemelo tiene esas celdas a la vez: quite una",
            "no row of the twin has all of these cells: take one away",
        )


def _check_query(document: Document, declared: ExerciseFormat) -> None:
    if not _has(document, declared, ("query", "not_said")) or declared.query is None:
        return
    queries = catalog()
    name = document.member(declared.query, list(queries.names))
    if name is not None:
        known = list(queries.get(name).parameters)
        _check_words(document, ("parameters",), declared.parameters, known)
    if len({choice.right for choice in declared.not_said}) == 1:
        document.complain(
            document.line("not_said"),
            "hace falta una frase cierta (right: true) y una que no lo sea",
            "one sentence must be right (right: true), and one must not",
        )


def _has(document: Document, declared: ExerciseFormat, keys: Iterable[str]) -> bool:
    """Return whether the exercise has what its kind needs; each absent key is a problem."""
    missing = [key for key in keys if not getattr(declared, key)]
    for key in missing:
        document.lack(
            [],
            [key],
            f"falta «{key}», que un ejercicio «{declared.for_}» pide",
            f"“{key}” is missing, which an exercise “{declared.for_}” needs",
        )
    return not missing


def _check_words(
    document: Document, path: tuple[str, ...], given: Iterable[str], known: Iterable[str]
) -> None:
    words = list(known)
    for key in given:
        if key not in words:
            document.complain(document.line(*path, key), *unknown_word(key, words))
