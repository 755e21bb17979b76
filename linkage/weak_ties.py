"""Weak ties: pairs of people of whom both records give only an alias, initials or one name.

Of such a pair nothing could have told of two people, so its probability is that of the case around
it: a person has to look.
"""

from trama.core.text import fold
from trama.linkage.identity import LocalPerson

_STRONG = (
    ("document_key", "document_number"),
    ("birth_date", "age"),
    ("birthplace",),
    ("residence",),
    ("address",),
)
"""The fields that identify beside a whole name; fields of one group are compared with each other.

Sex and nationality are not among them: half the people, or nearly all, share them.
"""

_LEAST_WORDS = 2  # of a whole name: one word may be any part of anybody's name


def is_weak_tie(one: LocalPerson, other: LocalPerson) -> bool:
    """Return whether all that two people could agree in is an alias, initials or one name.

    Example: EL GATO, of whom a registry knows nothing else, and JUAN QUISPE alias EL GATO with a
    DNI: only the alias is in both. Beside JUAN QUISPE alias EL GATO the name is in both too.
    """
    if not (_is_called(one) and _is_called(other)):
        return False
    if _has_whole_name(one) and _has_whole_name(other):
        return False
    return not any(_gives(one, *names) and _gives(other, *names) for names in _STRONG)


def _is_called(person: LocalPerson) -> bool:
    return _gives(person, "name", "name_key", "given_names", "initials", "nickname")


def _gives(person: LocalPerson, *names: str) -> bool:
    return any(record.fields.get(name) for record in person.records for name in names)


def _has_whole_name(person: LocalPerson) -> bool:
    names = ("name_key", "name")
    texts = [record.text(name) for record in person.records for name in names]
    parts = [
        " ".join(filter(None, map(record.text, ("paternal_surname", "given_names"))))
        for record in person.records
    ]
    return any(len(fold(text).split()) >= _LEAST_WORDS for text in (*texts, *parts) if text)
