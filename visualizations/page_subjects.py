"""The subjects of pages and their questions: a case, a suspect, a place; which lead to which.

A subject's page leads to the subjects that its rows name. File names hold uids and pseudonyms,
which identify nobody outside the graph.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from trama.access.policy import Viewer
from trama.core.errors import Language, UnknownName
from trama.graph.engine import Graph
from trama.places.gazetteer import gazetteer
from trama.queries.catalog import SavedQuery, saved_query
from trama.queries.lookups.numbers import cases_in, numbers_of
from trama.queries.lookups.subjects import Lookup
from trama.queries.run import Limits, QueryAnswer, run
from trama.visualizations.around import Around
from trama.visualizations.route_page import (
    OF_CASE,
    OF_PLACE,
    OF_SUSPECT,
    OF_VICTIM,
    route_page,
)
from trama.visualizations.shell import Part
from trama.visualizations.signs import place_text, who_text

# Pages that one command writes at most, and how far they lie from the first.
MOST_PAGES, FARTHEST = 60, 2
# Commands under a page.
MOST_COMMANDS = 8
_LEVELS = {"DISTRITO": "district", "PROVINCIA": "province", "PAIS": "country"}


class Kind(StrEnum):
    """The kind of a subject, as the file names of pages have it."""

    CASE = "caso"
    SUSPECT = "presunto"
    PLACE = "lugar"


@dataclass(frozen=True, slots=True)
class Subject:
    """A case by uid, a suspect by pseudonym, or a place by uid."""

    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and its answer."""

    query: SavedQuery
    answer: QueryAnswer


@dataclass(frozen=True, slots=True)
class Asker:
    """The graph that is asked, the viewer who asks, and the language of the pages."""

    graph: Graph
    limits: Limits
    viewer: Viewer
    language: Language

    def ask(self, name: str, **parameters: object) -> Asked:
        """Return a query with its answer; parameters that are None are not given."""
        query = saved_query(name)
        given = {key: value for key, value in parameters.items() if value is not None}
        return Asked(query, run(query, given, self.graph, self.viewer, self.limits))

    def about(self, subject: Subject) -> Asked:
        """Return the question of a subject's page with its answer."""
        if subject.kind is Kind.CASE:
            return self.ask(OF_CASE, case=subject.key)
        if subject.kind is Kind.SUSPECT:
            return self.ask(OF_SUSPECT, person=subject.key)
        return self.ask(OF_PLACE, place=subject.key, level=level_of(subject.key))

    def numbers(self, asked: Asked) -> Mapping[str, str]:
        """Return the numbers of the cases that an answer names, by uid."""
        lookup = Lookup(self.graph, self.viewer, self.limits.seconds)
        return numbers_of(cases_in(asked.query.columns.values(), asked.answer.rows), lookup)


def level_of(place: str) -> str:
    """Return the level of a place as the parameter ``level`` has it."""
    known = gazetteer().get(place)
    level = known.level if known else ""
    if level == "SUBDIVISION":
        return "district" if gazetteer().at_level(place, "DEPARTAMENTO") != place else "department"
    return _LEVELS.get(level, "department")


def case_or_victim(asker: Asker, word: str) -> Asked:
    """Return the route of a case or of a victim.

    Raises:
        UnknownName: the word names neither a case nor a person that the viewer may see.
    """
    try:
        return asker.ask(OF_CASE, case=word)
    except UnknownName:
        pass
    try:
        return asker.ask(OF_VICTIM, victim=word)
    except UnknownName as error:
        raise UnknownName(
            kind=("caso ni víctima", "case or victim"),
            name=word,
            hint=(
                "Se pide RETA:…, SISTRA:… o el seudónimo X-… de una víctima.",
                "Say RETA:…, SISTRA:… or the pseudonym X-… of a victim.",
            ),
        ) from error


def named_in(asked: Asked) -> dict[Subject, str]:
    """Return the subjects that the rows of an answer name, with their names, in order."""
    found: dict[Subject, str] = {}
    for row in asked.answer.rows:
        for person in [*(row.get("suspects") or []), row.get("one"), row.get("other")]:
            if person is not None:
                found.setdefault(Subject(Kind.SUSPECT, person["pseudonym"]), who_text(person))
        for place in [row.get("place"), row.get("origin"), row.get("destination")]:
            if place and gazetteer().get(place):
                found.setdefault(Subject(Kind.PLACE, place), "")
        for case in [row.get("case"), *(row.get("case_uids") or [])]:
            if case:
                found.setdefault(Subject(Kind.CASE, case), "")
    return found


def reached_from(first: Subject, asker: Asker) -> dict[Subject, Asked]:
    """Return the first subject and those that its pages lead to, with their answers.

    Subjects nearer to the first come first. A subject without an answer has no page.
    """
    found = {first: asker.about(first)}
    ring = [first]
    for _ in range(FARTHEST):
        new = dict.fromkeys(
            subject for known in ring for subject in named_in(found[known]) if subject not in found
        )
        ring = []
        for subject in list(new)[: MOST_PAGES - len(found)]:
            try:
                asked = asker.about(subject)
            except UnknownName:
                continue
            if asked.answer.rows:
                found[subject] = asked
                ring.append(subject)
    return found


def linked_pages(
    found: Mapping[Subject, Asked], asker: Asker, name: Callable[[Subject], str], *, synthetic: bool
) -> Iterator[tuple[str, str]]:
    """Yield the file name and the HTML of each subject's page, linked to the others."""
    links = {subject.key: name(subject) for subject in found}
    first = next(iter(found))
    for subject, asked in found.items():
        names = asker.numbers(asked)
        back = "Volver al principio" if asker.language == "es" else "Back to the beginning"
        around = Around(
            links={key: file for key, file in links.items() if key != subject.key},
            names=names,
            pages=[] if subject == first else [Part(back, links[first.key])],
        )
        page = route_page(
            asked.query, asked.answer, asker.language, synthetic=synthetic, around=around
        )
        yield links[subject.key], page


def file_name(stem: str, subject: Subject) -> str:
    """Return the file name of a linked page, ``ruta.presunto-X-ABCDEFGHJK.html``."""
    return f"{stem}.{subject.kind}-{re.sub(r'[^0-9A-Za-z-]', '-', subject.key)}.html"


def commands(asked: Asked, numbers: Mapping[str, str], language: Language) -> list[Part]:
    """Return what to type for the pages of the first subjects that an answer names."""
    found = []
    for subject, text in named_in(asked).items():
        if subject.kind is Kind.CASE:
            known = numbers.get(subject.key, subject.key)
            found.append(Part(known, f"trama page route {subject.key} -o caso.html"))
        elif subject.kind is Kind.SUSPECT:
            found.append(Part(text, f"trama page suspect {subject.key} -o presunto.html"))
        else:
            level = level_of(subject.key)
            more = "" if level == "department" else f" --level {level}"
            known = place_text(subject.key, language)
            found.append(Part(known, f"trama page place {subject.key}{more} -o lugar.html"))
    return found[:MOST_COMMANDS]
