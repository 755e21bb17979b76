"""The one search: a text that somebody knows, and everything that goes by it, best first."""

from trama.core.errors import BadParameter
from trama.queries.lookups.lookup import Clock, Lookup
from trama.queries.missing_steps import missing_step
from trama.queries.search.case_search import cases_numbered, cases_numbered_alike
from trama.queries.search.hits import Found, Hit, HitKind
from trama.queries.search.means_search import means_found
from trama.queries.search.named_people import Match
from trama.queries.search.people_search import (
    described,
    people_identified,
    people_named,
    people_with_document,
)
from trama.queries.search.place_search import places_named
from trama.queries.search.showing import shown_hits

LONGEST_TEXT = 200  # characters: every name, number and account is shorter
MOST_HITS = 200  # hits that one answer may have
USUAL_HITS = 20  # hits that fit a screen
_ORDER = {kind: number for number, kind in enumerate(HitKind)}


def find(text: str, lookup: Lookup, limit: int = USUAL_HITS) -> Found:
    """Return what goes by ``text``: cases, people, means and places, at most ``limit`` of them.

    The text may be a name, nickname, document, phone, account, plate, company, establishment,
    number of a case or a police report, pseudonym, identifier or place, in any spelling. The
    viewer gets what their role may see; somebody whom they may not name does not exist for them.
    Nothing of the text is kept or logged.

    Cost: exact keys and the words of names go through indexes. Endings of phones and companies are
    searched only if less than ``limit`` was found so, other spellings of a case's number only if no
    key is the text; their time grows with the graph. All statements share ``lookup.seconds``, and
    each brings a bounded number of candidates.

    Raises:
        BadParameter: the text is empty or too long, or the limit is out of bounds.
        QueryTimeout: the search took longer than ``lookup.seconds``.
        EngineError: the engine failed.
    """
    asked = _checked(text, limit)
    clock = Clock(lookup)
    means, users, whole_means = means_found(asked, lookup, clock, limit)
    exact = [
        *people_identified(asked, lookup, clock),
        *people_with_document(asked, lookup, clock),
        *users,
    ]
    # Who has that document, phone or plate is what was asked for: no number of a case is like it.
    cases = cases_numbered(asked, lookup, clock, in_any_spelling=not exact)
    if not (cases or exact):
        cases = cases_numbered_alike(asked, lookup, clock)
    named, whole_names = people_named(asked, lookup, clock, limit)
    people = _once([*exact, *named])
    shown = described(people[:limit], lookup, clock)
    hits = sorted(
        shown_hits([*cases, *shown, *means, *places_named(asked)], asked, lookup),
        key=_order,
    )
    more = max(0, len(hits) - limit) + max(0, len(people) - limit)
    missing = None if hits else missing_step((), lookup)
    return Found(tuple(hits[:limit]), more, whole_means and whole_names, missing)


def _order(hit: Hit) -> tuple[float, int, str, str]:
    """Return what hits are sorted by; places keep their order, which the likeliest begins."""
    if hit.kind is HitKind.PLACE:
        return -hit.score, _ORDER[hit.kind], "", ""
    return -hit.score, _ORDER[hit.kind], hit.name or hit.key, hit.key


def _checked(text: str, limit: int) -> str:
    """Return the text without blanks around it.

    Raises:
        BadParameter: the text is empty or too long, or the limit is out of bounds.
    """
    stripped = " ".join(text.split())
    if not any(sign.isalnum() for sign in stripped):
        raise BadParameter(name="text", why_es="escriba qué buscar", why_en="write what to find")
    if len(stripped) > LONGEST_TEXT:
        raise BadParameter(
            name="text",
            why_es=f"pasa de {LONGEST_TEXT} caracteres",
            why_en=f"it is longer than {LONGEST_TEXT} characters",
        )
    if not 1 <= limit <= MOST_HITS:
        raise BadParameter(name="limit", why_es=f"de 1 a {MOST_HITS}", why_en=f"1 to {MOST_HITS}")
    return stripped


def _once(people: list[Match]) -> list[Match]:
    """Return each person once, with the best reason, the best first."""
    best: dict[str, Match] = {}
    for match in people:
        if match.uid not in best or match.score > best[match.uid].score:
            best[match.uid] = match
    return sorted(best.values(), key=lambda match: (-match.score, match.uid))
