"""Lists of people as arrays: each distinct text read once, and a number for it in each record.

A list is an Arrow table of texts with the columns of ``COLUMNS``; '' and null are unknown, and only
``uid`` must be there. In ``People`` the records of both lists stand one after another, and a *code*
is the place of a distinct value, -1 if the value is unknown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from trama.core.errors import BadParameter
from trama.lists.distinct import Codes, Distinct, encoded, recoded
from trama.lists.listed_births import Births, births_and_ages, births_of
from trama.values.married_names import NameParts, with_husband_apart, with_surnames_parted
from trama.values.name_words import (
    NameWord,
    droppable_particles,
    folded_name,
    given_keys,
    given_words,
    surname_words,
)

COLUMNS = (
    "uid",  # of the record, once in a list
    "paternal",  # surnames and given names as written
    "maternal",
    "given",
    "document",  # TYPE:NUMBER, or a number of no sure type; several parted by |
    "fragment",  # a name of one word that may be any part
    "initials",  # A.B.C., of a record without a name
    "aliases",  # several parted by |
    "sex",  # F or M
    "birth",  # ISO 8601: 2001-03-05, 2001-03, 2001
    "age",  # in years
    "counted_on",  # the date of the age, as birth is written
    "nationality",  # uids of places
    "birthplace",
    "residence",
    "address",  # as written: street, number, quarter, code
    "case",  # records of one list and one case are never one person
)
"""The columns of a list of people."""

MOST_GIVEN = 3
"""The given names of a record that find pairs; the others are compared all the same."""

_HUSBAND = r"(^| )(DE|VDA|VIUDA|V DA)( |$)"
_IS_FOLDED = re.compile(r"[A-Z]+(?: [A-Z]+)*").fullmatch
_DNI = re.compile(r"DNI:(?=0{0,2}[1-9])\d{8}").fullmatch
_FIRST_NUMBER = r"^(?:[^|]*:)?([^|:]*)(?:\|.*)?$"  # of a text TYPE:NUMBER|TYPE:NUMBER
_REPEATED = 20  # records of one list with one number: no document, but a filler (00000000)
_LEAST_DIGITS = 6  # of a document's number; fewer are a code of the registry


@dataclass(frozen=True, slots=True)
class People:
    """The records of one list, or of two, of which the first has ``first`` records.

    ``surnames`` and ``givens`` are the words; ``paternal`` and the other names have codes of them,
    ``given`` codes of ``given_names``, and those are tuples of words. ``loose`` has the key that
    each surname would have as a given name. ``digits`` are the numbers of
    documents without type or zeros at the left. ``documents_plain`` has for each distinct document
    its number if it is a DNI of eight digits, at most two of them zeros at the left; -1 otherwise.
    """

    uids: pa.StringArray
    first: int
    two_lists: bool
    surnames: Sequence[NameWord]
    givens: Sequence[NameWord]
    loose: Sequence[str]
    paternal: Codes
    maternal: Codes
    married: Codes
    given: Codes
    given_names: Sequence[tuple[int, ...]]
    given_at: NDArray[np.int32]
    fragment: Distinct
    initials: Distinct
    aliases: Distinct
    documents: Distinct
    documents_plain: NDArray[np.int64]
    digits: Codes
    birth: Codes
    births: Births
    sex: Distinct
    nationality: Distinct
    birthplace: Distinct
    residence: Distinct
    address: Distinct
    case: Codes

    @property
    def unusual(self) -> NDArray[np.bool_]:
        """Return whether each record has a fragment, initials or aliases, which few lists have."""
        columns = (self.fragment, self.initials, self.aliases)
        unusual: NDArray[np.bool_] = np.logical_or.reduce([each.codes >= 0 for each in columns])
        return unusual

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.uids)


def read_people(one: pa.Table, other: pa.Table | None = None) -> People:
    """Return the people of a list, or of two.

    Raises:
        BadParameter: a list has no column ``uid`` or no column with names, or a uid stands twice.
    """
    lists = [one] if other is None else [one, other]
    for table in lists:
        _check(table)
    column = {name: _distinct(lists, name) for name in COLUMNS[1:]}
    paternal, maternal, given = (column[name].mapped(_folded) for name in COLUMNS[1:4])
    names = _with_parts_apart(paternal, maternal, given, column["sex"])
    surname_texts, (father, mother, husband) = _shared_texts(names[:3])
    given = names[3].mapped(_without_particles)
    surnames = surname_words(surname_texts)
    texts, given_names, given_at = _words_of_given_names(given.texts)
    birth = births_and_ages(column)
    return People(
        pa.concat_arrays([_texts(table, "uid") for table in lists]),
        len(one),
        other is not None,
        surnames,
        given_words(texts),
        given_keys([word.joined for word in surnames]),
        father,
        mother,
        husband,
        given.codes,
        given_names,
        given_at,
        column["fragment"].mapped(_folded),
        column["initials"].mapped(_letters),
        column["aliases"],
        column["document"],
        _plain(column["document"].texts),
        _digits(column["document"], len(one)),
        birth.codes,
        births_of(birth.texts),
        column["sex"],
        column["nationality"],
        column["birthplace"],
        column["residence"],
        column["address"].mapped(folded_name),
        column["case"].codes,
    )


def _words_of_given_names(
    names: Sequence[str],
) -> tuple[list[str], list[tuple[int, ...]], NDArray[np.int32]]:
    """Return the distinct words, the words of each name, and its first words in columns."""
    place: dict[str, int] = {}
    given_names = [
        tuple([place.setdefault(word, len(place)) for word in text.split()]) for text in names
    ]
    given_at = np.full((len(given_names) + 1, MOST_GIVEN), -1, np.int32)
    for number, words in enumerate(given_names):
        few = words[:MOST_GIVEN]
        given_at[number, : len(few)] = few
    return list(place), given_names, given_at


def _check(table: pa.Table) -> None:
    if "uid" not in table.column_names:
        _refuse("uid", "falta la columna uid en una lista", "a list has no column uid")
    if not {"paternal", "maternal", "given"} & set(table.column_names):
        _refuse("paternal, maternal, given", "una lista no tiene nombres", "a list has no names")
    uids = _texts(table, "uid")
    if uids.null_count or pc.count_distinct(uids).as_py() < len(uids):
        _refuse("uid", "un uid falta o está dos veces", "a uid is missing or stands twice")


def _refuse(name: str, why_es: str, why_en: str) -> None:
    raise BadParameter(name=name, why_es=why_es, why_en=why_en)


def _texts(table: pa.Table, name: str) -> pa.Array:
    if name not in table.column_names:
        return pa.nulls(len(table), pa.string())
    column = table.column(name).cast(pa.string())
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)


def _distinct(lists: Sequence[pa.Table], name: str) -> Distinct:
    written = pc.utf8_trim_whitespace(pa.concat_arrays([_texts(table, name) for table in lists]))
    known = pc.if_else(pc.equal(written, ""), pa.scalar(None, pa.string()), written)
    return encoded(known)


def _folded(text: str) -> str:
    """Return a folded name; most names of a list are folded already."""
    return text if _IS_FOLDED(text) else folded_name(text)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, folded_name(text)))


def _without_particles(text: str) -> str:
    particles = droppable_particles()
    return " ".join(word for word in text.split() if word not in particles)


def _with_parts_apart(
    paternal: Distinct, maternal: Distinct, given: Distinct, sex: Distinct
) -> tuple[Distinct, Distinct, Distinct, Distinct]:
    """Return father's, mother's, husband's surnames and given names, parted as by ``of_record``.

    Only records with two words in the first surname and no second, or with DE in the second surname
    or the given names, are read one by one.
    """
    two = _flagged(paternal, r" ") & (maternal.codes < 0)
    husband = (
        _flagged(maternal, _HUSBAND) | _flagged(given, _HUSBAND) | _flagged(paternal, _HUSBAND)
    )
    men = _flagged(sex, r"^M$")
    columns = (paternal, maternal, given)
    texts: list[list[str]] = [*(list(column.texts) for column in columns), []]
    codes = [*(column.codes.copy() for column in columns), np.full(len(sex.codes), -1, np.int32)]
    for record in np.flatnonzero(two | husband).tolist():
        written = [
            column.texts[column.codes[record]] if column.codes[record] >= 0 else ""
            for column in columns
        ]
        parts = with_surnames_parted(NameParts(*written))
        if not men[record]:
            parts = with_husband_apart(parts, " ".join(filter(None, written[:2])))
        parts = parts._replace(husband=f"DE {parts.husband}" if parts.husband else "")
        for of, number, text in zip(texts, codes, parts, strict=True):
            number[record] = len(of) if text else -1
            of.append(text)
    father, mother, own, wife = (
        recoded(of, number) for of, number in zip(texts, codes, strict=True)
    )
    return father, mother, wife, own


def _flagged(column: Distinct, pattern: str) -> NDArray[np.bool_]:
    match = re.compile(pattern).search
    flags = [match(text) is not None for text in column.texts]
    return np.array([*flags, False])[column.codes]


def _shared_texts(columns: Sequence[Distinct]) -> tuple[list[str], list[Codes]]:
    """Return the texts of several columns as one list, and the codes of each column in it."""
    texts: dict[str, int] = {}
    codes = []
    for column in columns:
        translate = [texts.setdefault(text, len(texts)) for text in column.texts]
        codes.append(np.array([*translate, -1], np.int32)[column.codes])
    return list(texts), codes


def _digits(documents: Distinct, first: int) -> Codes:
    """Return the codes of the numbers of documents. A number that many records have is unknown."""
    texts = pa.array(documents.texts, pa.string())
    numbers = pc.replace_substring_regex(texts, pattern=_FIRST_NUMBER, replacement=r"\1")
    digits = pc.utf8_ltrim(pc.utf8_ltrim(numbers, characters="VE"), characters="0")
    short = pc.less(pc.utf8_length(digits), _LEAST_DIGITS)
    kept = encoded(pc.if_else(short, pa.scalar(None, pa.string()), digits), documents.codes)
    codes = kept.codes
    for part in (codes[:first], codes[first:]):
        counts = np.bincount(part + 1, minlength=len(kept.texts) + 1)
        part[counts[part + 1] > _REPEATED] = -1
    return codes


def _plain(documents: Sequence[str]) -> NDArray[np.int64]:
    plain = [int(text[4:]) if _DNI(text) else -1 for text in documents]
    return np.array([*plain, -1], np.int64)
