"""A route pattern: its steps and filters, each checked against the ontology and the gazetteer.

``read_pattern(text)`` is the way from a text to a pattern. It refuses names that do not exist, and
those that did not exist in the period, with their column and with what was probably meant.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from trama.core.errors import BadParameter, UnknownName
from trama.core.text import fold
from trama.cypher.header import Parameter, ParameterType
from trama.cypher.parameter_text import nearest, text_of
from trama.ontology.codelists import code_list
from trama.places.asked import near_places
from trama.queries.lookups.places import UnderstoodPlace, find_place
from trama.routes.language.filters import Filters, read_filters
from trama.routes.language.refusals import Written, bad_route, refused, unknown
from trama.routes.language.written import WrittenRoute, WrittenStep, read_written

MOST_STAGES = 12
"""Stages that a pattern may span: a victim's chain of the real registries has eight at most."""

_ANY, _MAYBE = "*", "?"
_PROSECUTORS = "SISTRA"  # the registry whose words for a phase are words of the language
_SHOWN = 3  # near names that a message lists


@dataclass(frozen=True, slots=True)
class Step:
    """A run of ``least`` to ``most`` stages in a row, each of one of the phases.

    ``verbs`` are codes of the law's verbs as asked, none for any stage. Records have phases and no
    verbs, so ``phases`` is what is searched. With ``places`` each stage lies in one of them.
    """

    verbs: tuple[str, ...]
    phases: frozenset[str]
    places: tuple[str, ...] = ()
    least: int = 1
    most: int = 1

    @property
    def leads(self) -> bool:
        """True if the step leads to the victims: it names a place, and must occur."""
        return bool(self.places) and self.least > 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """A route as it is asked for: steps one after another without a stage between, and filters.

    ``understood`` says which place each text was taken for.
    """

    steps: tuple[Step, ...]
    filters: Filters = field(default_factory=Filters)
    understood: tuple[UnderstoodPlace, ...] = ()


def read_pattern(text: str, more_registries: Callable[[], Collection[str]] = tuple) -> Pattern:
    """Return the pattern that a text writes.

    ``more_registries`` gives the registries that profiles founded; it is called only if a filter
    names a registry that the ontology lacks.

    Raises:
        BadRoute: the text breaks the grammar, asks for what does not exist, or has no limit.
    """
    written = read_written(text)
    understood: list[UnderstoodPlace] = []
    steps = tuple(_step(step, understood) for step in written.steps)
    if not any(step.least for step in steps):
        raise bad_route(1, "alguna etapa debe ser obligatoria", "some stage must be required")
    total = 0
    for step, piece in zip(steps, written.steps, strict=True):
        total += step.most
        if total > MOST_STAGES:
            raise bad_route(
                piece.column,
                f"pasa de {MOST_STAGES} etapas en total",
                f"it has more than {MOST_STAGES} stages in all",
            )
    return Pattern(steps, read_filters(written.filters, more_registries), tuple(understood))


def surveys(written: WrittenRoute) -> bool:
    """Return whether a route reads all victims: no step that must occur names a place.

    Raises:
        BadRoute: a repetition ends before it begins, or at zero.
    """
    return not any(step.places and _repeat(step.repeat)[0] for step in written.steps)


def _step(written: WrittenStep, understood: list[UnderstoodPlace]) -> Step:
    verbs = tuple(dict.fromkeys(chain.from_iterable(_verbs(word) for word in written.verbs)))
    known = code_list("verb").codes
    phases = frozenset(str(known[verb].extra["phase"]) for verb in verbs)
    if any(word.text == _ANY for word in written.verbs):
        verbs, phases = (), frozenset(code_list("phase").codes)
    least, most = _repeat(written.repeat)
    places = [_place(word) for word in written.places]
    understood += [place for place in places if place not in understood]
    return Step(verbs, phases, tuple(place.place for place in places), least, most)


def _verbs(word: Written) -> tuple[str, ...]:
    """Return the verbs that a word means: a verb, or all verbs of a phase; none for ``*``.

    Raises:
        BadRoute: the ontology has no such verb or phase.
    """
    if word.text == _ANY:
        return ()
    named = _named_verbs()
    phase = code_list("phase").find(word.text, _PROSECUTORS)
    verbs = named.get(fold(word.text)) or (named[fold(phase.code)] if phase else ())
    if not verbs:
        codes = code_list("verb").codes.values()
        meant = nearest(word.text, {verb.code: f"{verb.es} {verb.en}" for verb in codes})
        raise unknown(
            word,
            ("no hay conducta", "there is no verb"),
            {verb.es.lower(): verb.en.lower() for verb in codes if verb.code in meant or not meant},
        )
    return verbs


@cache
def _named_verbs() -> Mapping[str, tuple[str, ...]]:
    """Return the verbs that each folded name of a verb, or else of a phase, means."""
    verbs = code_list("verb").codes.values()
    named: dict[str, tuple[str, ...]]
    named = {fold(name): (one.code,) for one in verbs for name in (one.code, one.es, one.en)}
    for phase in code_list("phase").codes.values():
        of_phase = tuple(verb.code for verb in verbs if verb.extra["phase"] == phase.code)
        for name in (phase.code, phase.es, phase.en):
            named.setdefault(fold(name), of_phase)
    return named


def _repeat(written: tuple[Written, ...]) -> tuple[int, int]:
    """Return the least and the most stages of a step: ``{0,3}``, ``{2}``, ``?``; nothing is one.

    Raises:
        BadRoute: the most is zero, or less than the least.
    """
    if not written:
        return 1, 1
    if written[0].text == _MAYBE:
        return 0, 1
    least, most = int(written[0].text), int(written[-1].text)
    if most == 0 or most < least:
        raise bad_route(
            written[-1].column,
            "la repetición no puede terminar antes de empezar, ni en cero",
            "a repetition cannot end before it begins, or at zero",
        )
    return least, most


def _place(word: Written) -> UnderstoodPlace:
    """Return the place that a word means, as every query finds it.

    Raises:
        BadRoute: no place has the name, or several have it.
    """
    parameter = Parameter(
        name="route", type=ParameterType.PLACE, title_es="Lugar", title_en="Place"
    )
    try:
        return find_place(text_of(parameter, word.text), parameter, None)
    except UnknownName:
        near = near_places(word.text)[:_SHOWN]
        raise unknown(
            word,
            ("no existe el lugar", "there is no place"),
            {f"{place.name} ({place.uid})": f"{place.name} ({place.uid})" for place in near},
        ) from None
    except BadParameter as error:
        raise refused(word, error) from None
