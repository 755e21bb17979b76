"""The pages around a first page, each linked to the others and to what has no page."""

from collections.abc import Callable, Iterator, Sequence

from trama.core.errors import Language
from trama.visualizations.around import Around
from trama.visualizations.network_page import network_page
from trama.visualizations.page_subjects import (
    FARTHEST,
    MOST_PAGES,
    Asker,
    Kind,
    Reached,
    Subject,
    commands,
)
from trama.visualizations.route_page import route_page
from trama.visualizations.shell import Part


def linked_pages(
    reached: Reached,
    asker: Asker,
    name: Callable[[Subject], str],
    *,
    synthetic: bool,
    understood: Sequence[str] = (),
) -> Iterator[tuple[str, str]]:
    """Yield the file name and the HTML of each subject's page, linked to the others.

    ``understood`` says on the first page how its subject was named.
    """
    first = next(iter(reached.found))
    links = {s.key: name(s) for s in reached.found if s.kind not in (Kind.NETWORK, Kind.PAIRS)}
    for subject, asked in reached.found.items():
        numbers, left_out = asker.numbers(asked), reached.left_out(asked)
        around = Around(
            links={key: file for key, file in links.items() if file != name(subject)},
            names=numbers,
            pages=_pages_beside(subject, reached, name, asker.language),
            commands=commands(asked, numbers, asker.language, left_out),
            alerts=[
                *(understood if subject == first else ()),
                *_without_page(len(left_out), asker.language),
            ],
        )
        draw = network_page if subject.kind in (Kind.NETWORK, Kind.PAIRS) else route_page
        yield (
            name(subject),
            draw(asked.query, asked.answer, asker.language, synthetic=synthetic, around=around),
        )


def _pages_beside(
    subject: Subject, reached: Reached, name: Callable[[Subject], str], language: Language
) -> list[Part]:
    """Return the links in the head of a page: to the first page, a suspect's network or cases."""
    spanish = language == "es"
    first = next(iter(reached.found))
    pages = []
    if subject != first:
        text = "Volver al principio" if spanish else "Back to the beginning"
        pages.append(Part(text, name(first)))
    network, suspect = (Subject(kind, subject.key) for kind in (Kind.NETWORK, Kind.SUSPECT))
    if subject.kind is Kind.SUSPECT and network in reached.found:
        text = "Con quiénes comparte casos (red)" if spanish else "With whom cases are shared"
        pages.append(Part(text, name(network)))
    if subject.kind is Kind.NETWORK and suspect in reached.found:
        text = "Casos de esta persona" if spanish else "Cases of this person"
        pages.append(Part(text, name(suspect)))
    return pages


def _without_page(number: int, language: Language) -> list[str]:
    """Return what is said above the picture of what the page names and no page shows."""
    if not number:
        return []
    return [
        f"Sin página enlazada quedan {number} casos, presuntos tratantes o lugares que nombra esta "
        f"página: se escriben hasta {MOST_PAGES} páginas, a {FARTHEST} pasos de la primera."
        if language == "es"
        else f"Without a linked page remain {number} cases, suspects or places that this page "
        f"names: at most {MOST_PAGES} pages are written, {FARTHEST} steps from the first."
    ]
