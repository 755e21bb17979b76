"""The pages around a first page, each linked to the others and to what has no page."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from trama.core.errors import Language
from trama.visualizations.around import Around
from trama.visualizations.page_subjects import (
    FARTHEST,
    Asker,
    Kind,
    Reached,
    Subject,
    commands,
    drawing_of,
)
from trama.visualizations.shell import Part

# What a page may name: one of it, and several.
_NAMED: Mapping[Kind, Mapping[Language, tuple[str, str]]] = {
    Kind.CASE: {"es": ("caso", "casos"), "en": ("case", "cases")},
    Kind.SUSPECT: {
        "es": ("presunto tratante", "presuntos tratantes"),
        "en": ("suspect", "suspects"),
    },
    Kind.NETWORK: {"es": ("red", "redes"), "en": ("network", "networks")},
    Kind.PLACE: {"es": ("lugar", "lugares"), "en": ("place", "places")},
    Kind.WAYS: {"es": ("tramo", "tramos"), "en": ("leg", "legs")},
}


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
    alone = (Kind.NETWORK, Kind.PAIRS, Kind.MAP)
    links = {s.key: name(s) for s in reached.found if s.kind not in alone}
    for subject, asked in reached.found.items():
        numbers, left_out = asker.numbers(asked), reached.left_out(asked)
        around = Around(
            links={key: file for key, file in links.items() if file != name(subject)},
            names=numbers,
            pages=_pages_beside(subject, reached, name, asker.language),
            commands=commands(asked, numbers, asker.language, left_out),
            alerts=[
                *(understood if subject == first else ()),
                *_without_page(left_out, len(reached.found), asker.language),
            ],
        )
        draw = drawing_of(asked.query)
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


def counted_kinds(subjects: Iterable[Subject], language: Language) -> str:
    """Return how many subjects of each kind there are, ``12 casos, 1 lugar``."""
    kinds = Counter(subject.kind for subject in subjects)
    return ", ".join(
        f"{kinds[kind]} {words[language][kinds[kind] != 1]}"
        for kind, words in _NAMED.items()
        if kinds[kind]
    )


def _without_page(subjects: Sequence[Subject], written: int, language: Language) -> list[str]:
    """Return what is said above the picture of what the page names and no page shows."""
    if not subjects:
        return []
    number, kinds = len(subjects), counted_kinds(subjects, language)
    return [
        f"Sin página enlazada quedan {number} de los que nombra esta página ({kinds}): se "
        f"escribieron {written} páginas, hasta {FARTHEST} pasos de la primera. Al final, «Para "
        "seguir» dice qué escribir para cada uno; --pages 500 escribe más páginas de una vez."
        if language == "es"
        else f"Without a linked page remain {number} of those that this page names ({kinds}): "
        f"{written} pages were written, up to {FARTHEST} steps from the first. At the end, “To go "
        "on” says what to type for each; --pages 500 writes more pages at once."
    ]
