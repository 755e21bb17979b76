"""Records of people as a table of DuckDB, with the columns by which candidate pairs are found.

The main value is a `ComparedRecord`: the identity of a record, and the place of its case. In the
table a record is the number of its place in the sequence, and unknown is always NULL, never ''.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

import duckdb
import pyarrow as pa

from trama.compare.identity_fields import ComparedIdentity, WrittenName
from trama.graph.records import CaseKey
from trama.values.initials_of_name import layouts
from trama.values.name_words import given_word, surname_word

_LEAST_LETTERS = 3  # of initials; two letters fit anybody
_PROVINCE = len("PE-1501")  # of the uid of a district; a province or a state stays whole
_LEAST_DIGITS = 6  # of a document's number; fewer are a code of the registry

COLUMNS = pa.schema(
    {
        "unique_id": pa.int32(),
        "kind": pa.string(),
        "of_case": pa.string(),
        "numbers": pa.list_(pa.string()),
        "surnames": pa.string(),
        "paternal": pa.string(),
        "given": pa.string(),
        "words": pa.list_(pa.string()),
        "triples": pa.list_(pa.string()),
        "letters": pa.list_(pa.string()),
        "initials_only": pa.bool_(),
        "sex": pa.string(),
        "born_on": pa.date32(),
        "born_year": pa.int16(),
        "fact_year": pa.int16(),
        "fact_on": pa.date32(),
        "place": pa.string(),
        "province": pa.string(),
    }
)
"""The columns of the table. Each has a type: DuckDB would read a column of only F as Boolean."""


@dataclass(frozen=True, slots=True)
class ComparedRecord:
    """A record of a person to link: its uid, its case, its identity and the place of the fact.

    ``place`` is the uid of a Location, None if it is unknown.
    """

    uid: str
    case: CaseKey
    identity: ComparedIdentity = field(repr=False)
    place: str | None = field(default=None, repr=False)


def store_people(records: Sequence[ComparedRecord], connection: duckdb.DuckDBPyConnection) -> str:
    """Store the blocking columns of records in a new table, and return the table's name.

    ``unique_id`` is the place of the record in ``records``, from 0.
    """
    connection.register("people_arrow", people_table(records))
    connection.execute("CREATE OR REPLACE TABLE people AS SELECT * FROM people_arrow")
    connection.unregister("people_arrow")
    return "people"


def people_table(records: Sequence[ComparedRecord]) -> pa.Table:
    """Return the blocking columns of records as a table of Arrow, a row for each in their order."""
    rows = [
        {"unique_id": number, **blocking_columns(record)} for number, record in enumerate(records)
    ]
    return pa.Table.from_pylist(rows, schema=COLUMNS)


def blocking_columns(record: ComparedRecord) -> dict[str, object]:
    """Return the values by which a record blocks, by column, without the number of the record."""
    identity = record.identity
    surnames = sorted(word.spelling for word in identity.surnames)
    counted = identity.counted_on
    return {
        "kind": identity.kind.value,
        "of_case": f"{record.case.registry}:{record.case.number}",
        "numbers": _numbers(identity) or None,
        # Sorted, so that surnames in changed order are found.
        "surnames": " ".join(surnames) if len(surnames) > 1 else None,
        "paternal": identity.surnames[0].spelling if identity.surnames else None,
        "given": identity.given_words[0].spelling if identity.given_words else None,
        "words": _words(identity) or None,
        "triples": _triples(identity) or None,
        "letters": sorted_letters(identity) or None,
        "initials_only": bool(identity.initials),
        "sex": identity.sex or None,
        "born_on": identity.born_on,
        "born_year": _born_year(identity),
        "fact_year": counted.first.year if counted else None,
        "fact_on": counted.first if counted and counted.first == counted.last else None,
        "place": record.place or None,
        "province": record.place[:_PROVINCE] if record.place else None,
    }


def _numbers(identity: ComparedIdentity) -> list[str]:
    """Return the numbers of the documents, without the zeros at the left that spreadsheets lose."""
    digits = {number.lstrip("VE").lstrip("0") for _, number in identity.numbers}
    return sorted(number for number in digits if len(number) >= _LEAST_DIGITS)


def _words(identity: ComparedIdentity) -> list[str]:
    """Return the words of the name, of a name of one word and of the nicknames, as spelling keys.

    A nickname may stand in the place of a name: the victim knew no more.
    """
    words = {word.spelling for word in (*identity.surnames, *identity.given_words)}
    for text in filter(None, (identity.fragment, *identity.aliases)):
        words |= {surname_word(text).spelling, given_word(text).spelling}
    return sorted(words)


def _triples(identity: ComparedIdentity) -> list[str]:
    """Return every three words of the name: one damaged or missing word leaves some of them."""
    words = {word.spelling for word in (*identity.surnames, *identity.given_words)}
    return [" ".join(three) for three in combinations(sorted(words), 3)]


def sorted_letters(identity: WrittenName) -> list[str]:
    """Return the initials as sorted letters: registries write given names or surnames first.

    A full name has several, as registries leave out particles and second given names.
    """
    if identity.initials:
        texts = {"".join(identity.initials)}
    elif identity.surnames and identity.given:
        whole, part = layouts(identity.paternal or "", identity.maternal or "", identity.given)
        texts = {*whole, *part}
    else:
        return []
    return sorted({"".join(sorted(text)) for text in texts if len(text) >= _LEAST_LETTERS})


def _born_year(identity: ComparedIdentity) -> int | None:
    """Return the year in the middle of the days of birth that the record allows."""
    if identity.born is None:
        return None
    middle = sum(identity.born) // 2
    return date.fromordinal(middle).year if middle > 0 else None
