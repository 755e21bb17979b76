"""How alike two accounts of the same case are: whether one may be the other, corrected."""

from collections.abc import Mapping, Sequence

from rapidfuzz.fuzz import token_sort_ratio

from trama.graph.records import FieldValue, Kind

Fields = Mapping[str, FieldValue]

ENOUGH = 0.5
"""An account of which less than half is alike is another account, not a correction."""

_YEARS_APART = 1.0

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


def likeness(kind: Kind, one: Fields, other: Fields) -> float:
    """Returns from 0 to 1 how far the identifying fields that both give agree; 0 if there is none.

    A document or a name weighs more than a sex or an age.
    """
    known = [name for name in _WEIGHTS[kind] if name in one and name in other]
    if not known:
        return 0.0
    weights = _WEIGHTS[kind]
    agreed = sum(weights[name] * _agreement(name, one[name], other[name]) for name in known)
    return agreed / sum(weights[name] for name in known)


def pairs(
    kind: Kind, existing: Mapping[str, Fields], incoming: Mapping[str, Fields]
) -> Sequence[tuple[str, str]]:
    """Returns which existing account each incoming one corrects, by their keys, one to one.

    The most alike find each other first; keys decide between equals, so that the order in which
    accounts arrive does not.
    """
    rated = sorted(
        (-likeness(kind, existing[one], incoming[other]), one, other)
        for one in existing
        for other in incoming
    )
    left, unmatched = set(existing), set(incoming)
    matched = []
    for minus, one, other in rated:
        if -minus >= ENOUGH and one in left and other in unmatched:
            left.remove(one)
            unmatched.remove(other)
            matched.append((one, other))
    return matched


def _agreement(name: str, one: FieldValue, other: FieldValue) -> float:
    if name == "name_key":
        return token_sort_ratio(str(one), str(other)) / 100
    if isinstance(one, tuple) and isinstance(other, tuple):
        every = set(one) | set(other)
        return len(set(one) & set(other)) / len(every) if every else 1.0
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return float(abs(one - other) <= _YEARS_APART)
    return float(one == other)
