"""The writing of page files: owner-only, never through a link, and never an empty page."""

from collections.abc import Sequence
from dataclasses import dataclass
from errno import ENOENT
from pathlib import Path

from trama.core.errors import Language, NothingToDraw, UsageError
from trama.core.home import write_private
from trama.cypher.header import ParameterType
from trama.exchange.linked_pages import counted_kinds, linked_pages
from trama.exchange.understood import asked_line, understood_lines
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.subjects import person_line
from trama.queries.lookups.synthetic import holds_synthetic_cases
from trama.terminal.page_hints import HINTS
from trama.terminal.session import Session
from trama.visualizations.around import Around
from trama.visualizations.page_subjects import (
    Asked,
    Asker,
    Subject,
    commands,
    drawing_of,
    file_name,
    reached_from,
    subject_of,
)
from trama.visualizations.route_page import OF_CASE, OF_VICTIM


def check_drawable(asked: Asked) -> None:
    """Raise NothingToDraw, with what was asked, if the answer has no rows."""
    if asked.answer.rows:
        return
    titles = asked.query.header.titles
    languages: tuple[Language, Language] = ("es", "en")
    said = []
    for language, words in zip(languages, HINTS[asked.query.name], strict=True):
        lines = understood_lines(asked.query, asked.answer, language)
        question = asked_line(asked.query, asked.answer, language)
        said.append(" ".join([*lines, question, words]).strip())
    raise NothingToDraw(what=(titles["es"], titles["en"]), hint=(said[0], said[1]))


@dataclass(frozen=True, slots=True)
class PageWriter:
    """The file of a page, who asks for it, and the names that the caller typed."""

    session: Session
    asker: Asker
    output: Path
    words: Sequence[str] = ()

    def write_alone(self, asked: Asked, *, movable: bool = False) -> None:
        """Draw an answer, with boxes that can be dragged if ``movable``, and say where it is.

        Raises:
            UsageError: the path cannot be written.
        """
        numbers = self.asker.numbers(asked)
        said = self._understood(asked)
        language = self.asker.language
        leads = Around(names=numbers, commands=commands(asked, numbers, language), alerts=said)
        more = {"movable": True} if movable else {}
        # The number of a case shows whether it is invented; other answers have none in each row.
        synthetic = asked.query.name not in (OF_CASE, OF_VICTIM) and self._holds_synthetic()
        draw = drawing_of(asked.query)
        page = draw(asked.query, asked.answer, language, synthetic=synthetic, around=leads, **more)
        write(self.session, self.output, page)
        report(self.session, self.output, len(asked.answer.rows), [])

    def write_linked(self, asked: Asked, most: int) -> None:
        """Write the page of an answer's subject, and beside it the pages of what it names.

        ``most`` is the number of pages.

        Raises:
            UsageError: the answer has no subject, or a path cannot be written.
        """
        first = subject_of(asked)
        if first is None:
            raise UsageError(
                detail=self.session.say(
                    "--linked vale para un caso, un presunto tratante, su red, las parejas, un "
                    "lugar o el mapa.",
                    "--linked serves for a case, a suspect, their network, the pairs, a place or "
                    "the map.",
                )
            )
        said = self._understood(asked)
        reached = reached_from(first, asked, self.asker, most)

        def name(subject: Subject) -> str:
            return self.output.name if subject == first else file_name(self.output.stem, subject)

        synthetic = self._holds_synthetic()
        pages = dict(linked_pages(reached, self.asker, name, synthetic=synthetic, understood=said))
        for file, page in pages.items():
            write(self.session, self.output.with_name(file), page)
        left_out = {one for asked in reached.found.values() for one in reached.left_out(asked)}
        rows = len(asked.answer.rows)
        kinds = counted_kinds(left_out, self.asker.language)
        report(self.session, self.output, rows, [*pages][1:], kinds)

    def _holds_synthetic(self) -> bool:
        return holds_synthetic_cases(self.asker.graph, self.asker.limits.seconds)

    def _understood(self, asked: Asked) -> list[str]:
        """Say how each place and person that the caller named was understood; return the doubts.

        A key means one place or person only, so it needs no line. The title of a page says whom
        and what it shows, so the page itself says only that other places bear the name.
        """
        lines = [*understood_lines(asked.query, asked.answer, self.session.language)]
        said = [
            line
            for place, line in zip(asked.answer.understood, lines, strict=True)
            if place.rivals or place.text != place.place
        ]
        lookup = Lookup(self.asker.graph, self.asker.viewer, self.asker.limits.seconds)
        for name, parameter in asked.query.parameters.items():
            meant = asked.answer.parameters.get(name)
            if parameter.type is ParameterType.PERSON and meant and meant not in self.words:
                told = person_line(str(meant), lookup)
                said.append(self.session.say(f"Persona: {told}", f"Person: {told}"))
        for line in said:
            self.session.notes.print(line, soft_wrap=True)
        places = zip(asked.answer.understood, lines, strict=True)
        return [line for place, line in places if place.rivals]


def write(session: Session, output: Path, page: str) -> None:
    """Write a page, readable by its owner only: pseudonyms are people too.

    Raises:
        UsageError: the path cannot be written, is a symbolic link or is no file.
    """
    check_target(session, output)
    try:
        write_private(output, page)
    except OSError as error:
        raise session.unwritable(output, error) from error


def check_target(session: Session, output: Path) -> None:
    """Check that a page may be written; a command does so before it computes for minutes.

    Raises:
        UsageError: the path is a symbolic link or is no file, or its folder does not exist.
    """
    if output.is_symlink():
        raise session.cannot_write(
            output, session.say("es un enlace simbólico", "it is a symbolic link")
        )
    if output.exists() and not output.is_file():
        raise session.cannot_write(output, session.say("no es un archivo", "it is no file"))
    if not output.parent.is_dir():
        raise session.unwritable(output, FileNotFoundError(ENOENT, "no folder"))


def report(
    session: Session, output: Path, rows: int, linked: list[str], left_out: str = ""
) -> None:
    """Say where the page is, how many pages stand beside it, and what has no page."""
    if session.as_json:
        document: dict[str, object] = {"file": str(output.absolute()), "rows": rows}
        more_pages = {"linked": linked, "without_page": left_out}
        session.json(document | (more_pages if linked else {}))
        return
    many = "" if rows == 1 else "s"
    session.notes.print(
        session.say(
            f"Escrita en {output.absolute()} ({rows} fila{many}). Ábrala con un navegador.",
            f"Written to {output.absolute()} ({rows} row{many}). Open it with a browser.",
        )
    )
    if linked:
        more = session.say(
            f" Sin página: {left_out}; --pages escribe más.",
            f" Without a page: {left_out}; --pages writes more.",
        )
        session.notes.print(
            session.say(
                f"Junto a ella, {len(linked)} páginas enlazadas ({output.stem}.*.html).",
                f"Beside it, {len(linked)} linked pages ({output.stem}.*.html).",
            )
            + (more if left_out else "")
        )
