"""The writing of page files: owner-only, never through a link, and never an empty page."""

from collections.abc import Callable, Mapping
from pathlib import Path

from trama.cli.session import Session
from trama.core.errors import NothingToDraw
from trama.core.home import write_private
from trama.queries.lookups.synthetic import holds_synthetic_cases
from trama.visualizations.around import Around
from trama.visualizations.page_subjects import (
    Asked,
    Asker,
    Kind,
    Subject,
    commands,
    file_name,
    linked_pages,
    named_in,
    reached_from,
)


def check_drawable(asked: Asked, hint: tuple[str, str]) -> None:
    """Raise NothingToDraw if the answer has no rows."""
    if not asked.answer.rows:
        titles = asked.query.header.titles
        raise NothingToDraw(what=(titles["es"], titles["en"]), hint=hint)


def holds_synthetic(asker: Asker) -> bool:
    """Return whether the graph holds invented cases."""
    return holds_synthetic_cases(asker.graph, asker.limits.seconds)


def around(asked: Asked, asker: Asker) -> Around:
    """Return what a page without linked pages leads to: what to type for each."""
    numbers = asker.numbers(asked)
    return Around(names=numbers, commands=commands(asked, numbers, asker.language))


def write_drawn(
    session: Session,
    asker: Asker,
    asked: Asked,
    output: Path,
    draw: Callable[..., str],
    *,
    synthetic: bool,
) -> None:
    """Draw an answer by ``draw``, write the page alone, and say where it is.

    Raises:
        UsageError: the path cannot be written.
    """
    leads = around(asked, asker)
    page = draw(asked.query, asked.answer, asker.language, synthetic=synthetic, around=leads)
    write(session, output, page)
    report(session, output, len(asked.answer.rows), [])


def write_linked(session: Session, asker: Asker, first: Subject, output: Path) -> None:
    """Write the page of a subject, and beside it the pages of what it names."""
    found = reached_from(first, asker)
    check_drawable(found[first], hint_for(first.kind))

    def name(subject: Subject) -> str:
        return output.name if subject == first else file_name(output.stem, subject)

    pages = dict(linked_pages(found, asker, name, synthetic=holds_synthetic(asker)))
    for file, page in pages.items():
        write(session, output.with_name(file), page)
    left_out = len({subject for asked in found.values() for subject in named_in(asked)} - {*found})
    report(session, output, len(found[first].answer.rows), [*pages][1:], left_out)


def write(session: Session, output: Path, page: str) -> None:
    """Write a page, readable by its owner only: pseudonyms are people too.

    Raises:
        UsageError: the path cannot be written, is a symbolic link or is no file.
    """
    why = None
    if output.is_symlink():
        why = session.say("es un enlace simbólico", "it is a symbolic link")
    elif output.exists() and not output.is_file():
        why = session.say("no es un archivo", "it is no file")
    if why is None:
        try:
            write_private(output, page)
        except OSError as error:
            why = error.strerror or type(error).__name__
    if why is not None:
        raise session.cannot_write(output, why)


def report(session: Session, output: Path, rows: int, linked: list[str], left_out: int = 0) -> None:
    """Say where the page is, and how many pages stand beside it."""
    if session.as_json:
        document: dict[str, object] = {"file": str(output.absolute()), "rows": rows}
        session.json(document | ({"linked": linked} if linked else {}))
        return
    many = "" if rows == 1 else "s"
    session.notes.print(
        session.say(
            f"Escrita en {output.absolute()} ({rows} fila{many}). Ábrala con un navegador.",
            f"Written to {output.absolute()} ({rows} row{many}). Open it with a browser.",
        )
    )
    if linked:
        more = session.say(f" Sin página: {left_out}.", f" Without a page: {left_out}.")
        session.notes.print(
            session.say(
                f"Junto a ella, {len(linked)} páginas enlazadas ({output.stem}.*.html).",
                f"Beside it, {len(linked)} linked pages ({output.stem}.*.html).",
            )
            + (more if left_out else "")
        )


def hint_for(kind: Kind) -> tuple[str, str]:
    """Return what to do if there is nothing to draw of a subject."""
    return _HINTS[kind]


_HINTS: Mapping[Kind, tuple[str, str]] = {
    Kind.CASE: (
        "Ningún registro cuenta una etapa. Vea lo demás con `trama query run case_timeline`.",
        "No registry tells a stage. See the rest with `trama query run case_timeline`.",
    ),
    Kind.SUSPECT: (
        "No figura como presunto tratante. Vea `trama query run recurring_suspects`.",
        "The person is no suspect of any case. See `trama query run recurring_suspects`.",
    ),
    Kind.PLACE: (
        "Pruebe otro nivel (`--level province`), o vea los tramos con `trama page places`.",
        "Try another level (`--level province`), or see all legs with `trama page places`.",
    ),
}
