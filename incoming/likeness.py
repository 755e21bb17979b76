"""The likeness of a mention and a record of one case, from 0 to 1.

A mention that is alike enough may be the record, corrected.
"""

from collections.abc import Mapping, Sequence

from rapidfuzz.fuzz import token_sort_ratio

from trama.graph.records import FieldValue, Kind
from trama.linkage.compatible import other_names

Fields = Mapping[str, FieldValue]

ENOUGH = 0.5
"""The least likeness of a correction: a mention less than half alike is about another subject."""

# Two ages may differ by one year: a birthday between registrations, or rounding.
_YEARS_APART = 1.0

# The weight of each field: a field that identifies better weighs more.
_PERSON = {
    "document_key": 3.0,
    "name_key": 3.0,
    "birth_date": 2.0,
    "initials": 1.0,
    "sex": 1.0,
    "age": 1.0,
    "nationality": 1.0,
    "nickname": 1.0,
}
_STAGE = {
    "phase": 2.0,
    "date": 1.0,
    "place": 1.0,
    "victims": 1.0,
    "suspects": 1.0,
    "venue": 1.0,
    "establishment": 1.0,
}
_CASE = {
    "case_number": 3.0,
    "police_report": 2.0,
    "fact_date": 1.0,
    "registered_on": 1.0,
    "agency": 1.0,
    "place": 1.0,
}
_WEIGHTS = {
    Kind.CASE: _CASE,
    Kind.VICTIM: _PERSON,
    Kind.SUSPECT: _PERSON,
    Kind.STAGE: _STAGE,
}


def likeness(kind: Kind, first: Fields, second: Fields) -> float:
    """Return the weighted agreement, from 0 to 1, of the identifying fields that both have.

    Return 0 if they have no identifying field in common, or name two people: a girl whom an export
    names beside nobody is not the girl whom the export before named.
    """
    weights = _WEIGHTS[kind]
    if weights is _PERSON and _two_people(first, second):
        return 0.0
    common = [name for name in weights if name in first and name in second]
    if not common:
        return 0.0
    agreed = sum(weights[name] * _agreement(name, first[name], second[name]) for name in common)
    return agreed / sum(weights[name] for name in common)


def pairs(
    kind: Kind, existing: Mapping[str, Fields], incoming: Mapping[str, Fields]
) -> Sequence[tuple[str, str]]:
    """Return pairs of a record's key and the key of the mention that corrects it, one to one.

    ``existing`` has the fields of records and ``incoming`` the fields of mentions, by their keys.
    The most alike are paired first. Keys decide between equals, so that the order of rows leaves
    no trace.
    """
    rated = sorted(
        (-likeness(kind, record, mention), record_key, mention_key)
        for record_key, record in existing.items()
        for mention_key, mention in incoming.items()
    )
    records, mentions = set(existing), set(incoming)
    matched = []
    for minus_likeness, record_key, mention_key in rated:
        if -minus_likeness >= ENOUGH and record_key in records and mention_key in mentions:
            records.remove(record_key)
            mentions.remove(mention_key)
            matched.append((record_key, mention_key))
    return matched


def _two_people(first: Fields, second: Fields) -> bool:
    document = first.get("document_key")
    one_document = document is not None and document == second.get("document_key")
    return not one_document and other_names(first, second)


def _agreement(name: str, first: FieldValue, second: FieldValue) -> float:
    if name == "name_key":
        return token_sort_ratio(str(first), str(second)) / 100
    if isinstance(first, tuple) and isinstance(second, tuple):
        union = set(first) | set(second)
        return len(set(first) & set(second)) / len(union) if union else 1.0
    if isinstance(first, (int, float)) and isinstance(second, (int, float)):
        return float(abs(first - second) <= _YEARS_APART)
    return float(first == second)
