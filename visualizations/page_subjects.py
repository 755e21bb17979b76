"""The subjects of pages (cases, suspects, networks, pairs, places), and which lead to which.

A subject's page leads to the subjects that its rows name. File names hold uids and pseudonyms,
which identify nobody outside the graph.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from trama.access.policy import Viewer
from trama.core.errors import Language, UnknownName
from trama.graph.engine import Graph
from trama.places.gazetteer import gazetteer
from trama.queries.catalog import SavedQuery, saved_query
from trama.queries.lookups.numbers import cases_in, numbers_of
from trama.queries.lookups.places import find_place
from trama.queries.lookups.subjects import Lookup
from trama.queries.run import Limits, QueryAnswer, run
from trama.visualizations.around import LEVELS, leg_key
from trama.visualizations.network_answers import NETWORK, PAIRS, asked_person
from trama.visualizations.places_page import QUERY as LEGS
from trama.visualizations.places_page import places_page
from trama.visualizations.route_page import (
    BETWEEN,
    OF_CASE,
    OF_PLACE,
    OF_SUSPECT,
    OF_VICTIM,
    route_page,
)
from trama.visualizations.shell import Part
from trama.visualizations.signs import place_text, who_text

# Pages that one command writes unless asked for more, and how far they lie from the first.
MOST_PAGES, FARTHEST = 60, 2
# Commands under a page: more would make it longer than its answer.
MOST_COMMANDS = 300


class Kind(StrEnum):
    """The kind of a subject, as the file names of pages have it."""

    CASE = "caso"
    SUSPECT = "presunto"
    NETWORK = "red"
    PAIRS = "parejas"
    PLACE = "lugar"
    MAP = "mapa"
    WAYS = "caminos"


@dataclass(frozen=True, slots=True)
class Subject:
    """A case or a place by uid, a suspect or their network by pseudonym, pairs and the map by "".

    The ways of a leg have its key (`around.leg_key`).
    """

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
        """Return a query with its answer; parameters that are None are not given.

        A page that shows some rows only would count too few people in its groups. So a page asks
        for as many rows as the query allows, unless ``limit`` says otherwise. The legs of a place
        are asked at the level of the place itself, unless ``level`` says otherwise.
        """
        query = saved_query(name)
        given: dict[str, object] = {"limit": query.parameters["limit"].max}
        given |= {key: value for key, value in parameters.items() if value is not None}
        if name == OF_PLACE and "level" not in given:
            named = find_place(str(given["place"]), query.parameters["place"], None)
            given["level"] = level_of(named.place)
        return Asked(query, run(query, given, self.graph, self.viewer, self.limits))

    def about(self, subject: Subject) -> Asked:
        """Return the question of a subject's page with its answer."""
        if subject.kind is Kind.CASE:
            return self.ask(OF_CASE, case=subject.key)
        if subject.kind is Kind.SUSPECT:
            return self.ask(OF_SUSPECT, person=subject.key)
        if subject.kind is Kind.NETWORK:
            return self.ask(NETWORK, person=subject.key)
        if subject.kind is Kind.PAIRS:
            return self.ask(PAIRS)
        if subject.kind is Kind.WAYS:
            return self.ask(BETWEEN, **_leg_of(subject.key))
        return self.ask(OF_PLACE, place=subject.key)

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
    return LEVELS.get(level, "department")


def _leg_of(key: str) -> dict[str, str | None]:
    """Return the parameters of the question for the ways of a leg, from its key."""
    names = ("origin", "destination", "level", "since", "until")
    given = zip(names, key.split(" "), strict=True)
    return {name: None if value == "-" else value for name, value in given}


def case_or_victim(asker: Asker, word: str, **more: object) -> Asked:
    """Return the route of a case or of a victim.

    Raises:
        UnknownName: the word names neither a case nor a person that the viewer may see.
    """
    try:
        return asker.ask(OF_CASE, case=word, **more)
    except UnknownName:
        pass
    try:
        return asker.ask(OF_VICTIM, victim=word, **more)
    except UnknownName as error:
        raise UnknownName(
            kind=("caso ni víctima", "case or victim"),
            name=word,
            hint=(
                "Se pide RETA:…, SISTRA:… o el seudónimo X-… de una víctima.",
                "Say RETA:…, SISTRA:… or the pseudonym X-… of a victim.",
            ),
        ) from error


def drawing_of(query: SavedQuery) -> Callable[..., str]:
    """Return the function that draws the page of a query."""
    if query.name in (NETWORK, PAIRS):
        # networkx takes half a second to load: no other page waits for it.
        from trama.visualizations.network_page import network_page  # noqa: PLC0415 - see above

        return network_page
    return places_page if query.name == LEGS else route_page


def named_in(asked: Asked) -> dict[Subject, str]:
    """Return the subjects that the rows of an answer name, with their names, in order."""
    found: dict[Subject, str] = {}
    legs = asked.query.name in (LEGS, OF_PLACE)
    for row in asked.answer.rows:
        if legs and row["origin"] != row["destination"]:
            found.setdefault(Subject(Kind.WAYS, leg_key(row, asked.answer.parameters)), "")
        if suspect := row.get("suspect"):
            found.setdefault(Subject(Kind.NETWORK, suspect["pseudonym"]), who_text(suspect))
        for person in [*(row.get("suspects") or []), row.get("one"), row.get("other")]:
            if person is not None:
                found.setdefault(Subject(Kind.SUSPECT, person["pseudonym"]), who_text(person))
        ends = [row.get("place"), row.get("origin"), row.get("destination")]
        for place in [*ends, *(row.get("places") or [])]:
            if place and gazetteer().get(place):
                found.setdefault(Subject(Kind.PLACE, place), "")
        for case in [row.get("case"), *(row.get("case_uids") or [])]:
            if case:
                found.setdefault(Subject(Kind.CASE, case), "")
    return found


def subject_of(asked: Asked) -> Subject | None:
    """Return the subject of an answer's page. Return None if the page is of no subject.

    A person is named by the pseudonym in the rows, whatever the caller wrote.
    """
    said = asked.answer.parameters
    if asked.query.name == OF_CASE:
        return Subject(Kind.CASE, str(said["case"]))
    if asked.query.name == OF_PLACE:
        return Subject(Kind.PLACE, str(said["place"]))
    if asked.query.name == PAIRS:
        return Subject(Kind.PAIRS, "")
    if asked.query.name == LEGS:
        return Subject(Kind.MAP, "")
    if asked.query.name == NETWORK:
        return Subject(Kind.NETWORK, asked_person(asked.answer))
    if asked.query.name == OF_SUSPECT and asked.answer.rows:
        return Subject(Kind.SUSPECT, str(asked.answer.rows[0]["suspect"]["pseudonym"]))
    return None


@dataclass(slots=True)
class Reached:
    """The pages around a first page: the answers by subject, and the subjects without an answer."""

    found: dict[Subject, Asked]
    unanswered: set[Subject] = field(default_factory=set)

    def left_out(self, asked: Asked) -> list[Subject]:
        """Return the subjects that an answer names and that have no page, though they could."""
        return [
            subject
            for subject in named_in(asked)
            if subject not in self.found and subject not in self.unanswered
        ]


def reached_from(first: Subject, asked: Asked, asker: Asker, most: int | None = None) -> Reached:
    """Return the first subject and those that its pages lead to, with their answers.

    Subjects nearer to the first come first, and ways last except around the map. A subject without
    an answer has no page. ``most`` pages are written, ``MOST_PAGES`` if it is None.
    """
    most = MOST_PAGES if most is None else most
    reached = Reached({first: asked})
    ring = [first]
    for _ in range(FARTHEST):
        new = dict.fromkeys(
            subject for known in ring for subject in reached.left_out(reached.found[known])
        )
        ring = []
        for subject in sorted(
            new, key=lambda s: s.kind is Kind.WAYS and first.kind is not Kind.MAP
        ):
            if len(reached.found) >= most:
                break
            try:
                answered = asker.about(subject)
            except UnknownName:
                reached.unanswered.add(subject)
                continue
            if answered.answer.rows:
                reached.found[subject] = answered
                ring.append(subject)
            else:
                reached.unanswered.add(subject)
    return reached


def file_name(stem: str, subject: Subject) -> str:
    """Return the file name of a linked page, ``ruta.presunto-X-ABCDEFGHJK.html``."""
    return f"{stem}.{subject.kind}-{re.sub(r'[^0-9A-Za-z-]', '-', subject.key)}.html"


def commands(
    asked: Asked,
    numbers: Mapping[str, str],
    language: Language,
    subjects: Iterable[Subject] | None = None,
) -> list[Part]:
    """Return what to type for the pages of the first subjects, of all that an answer names."""
    names = named_in(asked)
    found = []
    for subject in islice(names if subjects is None else subjects, MOST_COMMANDS):
        text = names[subject]
        if subject.kind is Kind.CASE:
            known = numbers.get(subject.key, subject.key)
            found.append(Part(known, f"trama page route {subject.key} -o caso.html"))
        elif subject.kind is Kind.SUSPECT:
            found.append(Part(text, f"trama page suspect {subject.key} -o presunto.html"))
        elif subject.kind is Kind.WAYS:
            found.append(Part(*_ways_command(subject.key, language)))
        elif subject.kind is Kind.NETWORK:
            said = f"Red de {text}" if language == "es" else f"Network of {text}"
            found.append(Part(said, f"trama page network {subject.key} -o red.html"))
        else:
            level = level_of(subject.key)
            more = "" if level == "department" else f" --level {level}"
            known = place_text(subject.key, language)
            found.append(Part(known, f"trama page place {subject.key}{more} -o lugar.html"))
    return [*found, *_victim_commands(asked)]


def _victim_commands(asked: Asked) -> list[Part]:
    """Return what to type for the whole route of each victim of a case, over all her cases.

    No file that a command names by itself has a victim's pseudonym in its name.
    """
    if asked.query.name != OF_CASE:
        return []
    victims = [row["victim"] for row in asked.answer.rows if row.get("victim")]
    names = {str(one["pseudonym"]): who_text(one) for one in victims}
    return [
        Part(name, f"trama page route {key} -o victima.html")
        for key, name in islice(names.items(), MOST_COMMANDS)
    ]


def _ways_command(key: str, language: Language) -> tuple[str, str]:
    """Return the ends of a leg in words, and what to type for the page of its ways."""
    leg = _leg_of(key)
    ends = " → ".join(place_text(leg[end], language) for end in ("origin", "destination"))
    given = "".join(f" --{name} {leg[name]}" for name in ("since", "until") if leg[name])
    level = "" if leg["level"] == "department" else f" --level {leg['level']}"
    typed = f"trama page route {leg['origin']} {leg['destination']}{level}{given} -o caminos.html"
    return (f"Caminos {ends}" if language == "es" else f"Ways {ends}"), typed
