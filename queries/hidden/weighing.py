"""The search for values of an answer that identify somebody whom the viewer may not know.

The graph and the answer decide whether a value identifies somebody, never the text of the query: a
query can be rewritten so that no check of its text sees what it reads.

1. Collect the texts of an answer that could hold anything: no code, day, or literal of the query.
2. Ask for the protected people around the answer: of its cases, and those whom it names, as far as
   they are known by a word of it. A text that holds one of their names, nicknames, documents,
   telephones, accounts or plates is hidden. The people of every other case of a hostel, company or
   account in the answer are asked for too.
3. Ask the indexes for every other protected person: names, documents, telephones, accounts, plates.
4. A text that neither the cases nor the places nor the small public tables explain, nor an indexed
   property that its column declares, is looked for in all records of all protected people; a date
   among their dates of birth only.
5. A text that is none of these, nor a value of the property that its column declares, is hidden:
   nobody knows what it says. So a name that a query cuts, turns round or spells is hidden.
6. The uid of a case is hidden with its number: it is a digest of the number without a key, so that
   whoever guesses a document in the number could check the guess.

Example: ``shared_means`` answers an analyst with ``+51999111222`` and cases 1 and 2. Step 2 finds
that the victim of case 9, a suspect in case 1, uses that telephone. The telephone is hidden.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from trama.access.policy import Viewer
from trama.core.text import fold
from trama.cypher.vocabulary import vocabulary
from trama.graph.engine import Graph
from trama.ontology.declare import Sensitivity
from trama.queries.catalog import SavedQuery
from trama.queries.hidden.around import Around
from trama.queries.hidden.collecting import Asked, collect
from trama.queries.hidden.hidden import NOTHING, Hidden, KnownPerson
from trama.queries.hidden.lookup import HiddenLookup
from trama.queries.hidden.texts import name_keys, numbers, parts, words
from trama.values.documents import types_of
from trama.values.partial_date import is_partial_date

_SHORTEST_DOCUMENT = 7  # signs; a shorter text is a code of something else


def find_hidden(
    query: SavedQuery,
    rows: Sequence[Mapping[str, Any]],
    values: Mapping[str, Any],
    graph: Graph,
    viewer: Viewer,
    seconds: float,
) -> Hidden:
    """Return what the viewer may not see in the rows of an answer.

    ``values`` are the parameters as the query got them. ``seconds`` bounds each look-up.

    Raises:
        EngineError: a look-up failed; then nothing may leave.
    """
    if viewer.sees_person(victim=True):
        return NOTHING
    hidden, people = hidden_texts(collect(query, rows, values), graph, viewer, seconds)
    return Hidden(hidden, people)


def hidden_texts(
    asked: Asked, graph: Graph, viewer: Viewer, seconds: float
) -> tuple[frozenset[str], Mapping[str, KnownPerson]]:
    """Return the texts that the viewer may not see, and the people asked for by uid.

    Raises:
        EngineError: a look-up failed; then nothing may leave.
    """
    if viewer.sees_person(victim=True) or not (asked.texts or asked.people or asked.cases):
        return frozenset(), {}
    lookup = HiddenLookup(graph, seconds, everybody=not viewer.sees_person(victim=False))
    around = _around(asked, lookup)
    texts = asked.texts - around.numbers.keys()
    hidden = {text for text in texts if around.identifies(text)}
    hidden |= _indexed(texts - hidden, around.shown, lookup)
    unexplained = texts - hidden - around.shown
    unexplained -= _places(unexplained, lookup)
    unexplained -= _declared(unexplained, asked.declared, lookup, indexed=True)
    days = {text for text in unexplained if is_partial_date(text)}
    hidden |= _born_on(days, lookup)
    words = _unshared(unexplained - days, lookup)
    if words:
        hidden |= _anywhere(words, lookup)
    strange = (days | words) - hidden - asked.free
    hidden |= strange - _declared(strange, asked.declared, lookup, indexed=False)
    hidden |= {
        uid
        for uid, numbers in around.numbers.items()
        if any(number in hidden or around.identifies(number) for number in numbers)
    }
    return frozenset(hidden), around.people


def _around(asked: Asked, lookup: HiddenLookup) -> Around:
    """Return the cases and people of an answer, and the protected people around it.

    Only people come who are known by a word of the answer, or of a number of its cases.
    """
    around = Around()
    if asked.cases:
        around.add_cases(lookup.rows("shown", cases=[*asked.cases]))
    if asked.people:
        around.add_asked(lookup.rows("truth", people=[*asked.people]))
    numbers = {number for numbers in around.numbers.values() for number in numbers}
    texts = asked.texts - around.numbers.keys() | numbers
    given = {"cases": [*asked.cases], "words": dict.fromkeys(words(texts), True)}
    around.add_people(lookup.rows("known_around", people=[*asked.people], **given))
    means = {uid: True for text in asked.texts for uid in around.means.get(text, ())}
    if means:
        around.add_people(lookup.rows("named_after", means=means, **given))
    return around


def _indexed(texts: set[str], shown: set[str], lookup: HiddenLookup) -> set[str]:
    """Return the texts that identify a protected person by a value that has an index.

    A value that a case rightly shows (``shown``) is no list of numbers: only the whole of it is
    looked up, and the names in it.
    """
    keys: dict[str, dict[str, set[str]]] = {
        kind: {} for kind in ("names", "documents", "phones", "accounts", "plates", "uids")
    }
    for text in texts:
        whole = fold(text)
        wholly = {whole, whole.replace(" ", "")}
        inside = wholly if text in shown else numbers(text) | wholly
        spelt = {whole} if text in shown else {" ".join(part) for part in parts(text)} | {whole}
        for kind, found in (
            ("names", name_keys(text)),
            ("documents", {f"{type_}:{n}" for n in inside for type_ in _document_types(n)}),
            ("phones", {f"Phone:{n}" for n in (*inside, *(f"51{n}" for n in inside))}),
            ("accounts", {f"Account:{key}" for key in spelt}),
            ("plates", {f"Vehicle:{key}" for key in inside | spelt}),
            ("uids", {text, *text.split()}),
        ):
            for key in found:
                keys[kind].setdefault(key, set()).add(text)
    hidden: set[str] = set()
    for row in lookup.rows("indexed", **{kind: [*keys[kind]] for kind in keys}):
        hidden |= keys[row["kind"]][row["key"]]
    return hidden


def _document_types(number: str) -> list[str]:
    """Return the types of document that a number of this form may have, of seven signs or more."""
    return types_of(number) if len(number) >= _SHORTEST_DOCUMENT else []


def _places(texts: set[str], lookup: HiddenLookup) -> set[str]:
    """Return the texts that are the uid or the name of a place."""
    if not texts:
        return set()
    folded = {text: fold(text) for text in texts}
    rows = lookup.rows("places", uids=[*texts], names=[*folded.values()])
    found = {row["key"] for row in rows}
    return {text for text, name in folded.items() if text in found or name in found}


def _unshared(texts: set[str], lookup: HiddenLookup) -> set[str]:
    """Return the texts that no small table has, in any spelling, and no published figure."""
    if texts:
        shared = {fold(row["text"]) for row in lookup.rows("shared_words") if row["text"]} - {""}
        texts = {text for text in texts if fold(text) not in shared}
    # No index holds what observations say: they are read for the texts that nothing else explains.
    if texts:
        asked_for = dict.fromkeys(texts, True)
        texts = texts - {row["text"] for row in lookup.rows("observed_words", texts=asked_for)}
    return texts


def _born_on(days: set[str], lookup: HiddenLookup) -> set[str]:
    """Return the dates on which a protected person was born."""
    if not days:
        return set()
    return {row["day"] for row in lookup.rows("born_on", days=[*days])}


def _anywhere(texts: set[str], lookup: HiddenLookup) -> set[str]:
    """Return the texts that a record of a protected person holds, where no index helps."""
    forms = {form: text for text in texts for form in (fold(text), text.upper(), text)}
    return {forms[row["text"]] for row in lookup.rows("anywhere", texts=dict.fromkeys(forms, True))}


def _declared(
    texts: set[str], properties: set[str], lookup: HiddenLookup, *, indexed: bool
) -> set[str]:
    """Return the texts that are values of the harmless properties that have, or lack, an index."""
    found: set[str] = set()
    for name in sorted(properties):
        declared = vocabulary().property(name)
        if not declared or declared.sensitivity is Sensitivity.IDENTITY:
            continue
        if texts - found and indexed is (declared.indexed or declared.unique):
            found |= lookup.values(name, texts - found, indexed=indexed)
    return found
