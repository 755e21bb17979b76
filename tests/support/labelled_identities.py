"""The labelled pairs of identities (tests/compare/labelled), read as records are."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from trama.compare import comparison
from trama.compare.identity_fields import ComparedIdentity
from trama.compare.of_record import compared_identity
from trama.compare.sentences import Level
from trama.graph.records import FieldValue, Kind, Mention, RecordState
from trama.values.names import person_name
from trama.values.partial_date import PartialDate

_NOTHING = "NOTHING_TO_COMPARE"
FOLDER = Path(__file__).parents[1] / "linkage" / "compare" / "labelled"


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """A row: two identities, what is expected of them, and whether it was set aside (kept)."""

    uid: str
    part: str
    expected: str
    why: str
    row: dict[str, str]
    one: ComparedIdentity
    other: ComparedIdentity


def labelled_pairs(table: str) -> Iterator[LabelledPair]:
    """Yield the rows of a table, ``names`` or ``identities``."""
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield LabelledPair(
                row["id"],
                row["part"],
                row["expected"],
                row["why"],
                row,
                side(row, "a"),
                side(row, "b"),
            )


def side(row: dict[str, str], which: str) -> ComparedIdentity:
    """Return the identity of the columns that begin with ``a_`` or ``b_``.

    The name is read as a cell of an export is; a second document is added as another record's.
    """
    told = {key[2:]: value for key, value in row.items() if key.startswith(f"{which}_") and value}
    documents = told.get("documents", "").split("|")
    identities = [_identity(told, document) for document in documents]
    if len(identities) == 1:
        return identities[0]
    keys = [key for identity in identities for key in identity.documents]
    values = {name: getattr(identities[0], name) for name in _GIVEN}
    return ComparedIdentity(**{**values, "documents": tuple(keys)})


_GIVEN = [name for name, field in ComparedIdentity.__dataclass_fields__.items() if field.init]


def _identity(told: dict[str, str], document: str) -> ComparedIdentity:
    name = person_name(told["name"]).value if "name" in told else None
    type_, _, number = document.partition(":")
    fields: dict[str, FieldValue | None] = {
        "initials": told.get("initials"),
        "nickname": told.get("alias"),
        "sex": told.get("sex"),
        "birth_date": told.get("birth"),
        "age": float(told["age"]) if "age" in told else None,
        "nationality": told.get("nationality"),
        "birthplace": told.get("birthplace"),
        "residence": told.get("residence"),
        "document_number": number or None,
        "document_key": document if document and type_ != "?" else None,
    }
    if name:
        fields |= {
            "name": name.display,
            "paternal_surname": name.paternal or None,
            "maternal_surname": name.maternal or None,
            "given_names": name.given or None,
        }
    known = {key: value for key, value in fields.items() if value is not None}
    mention = Mention(Kind(told.get("kind", "victim")), "SINT-1", "", "", "{}", known)
    counted = PartialDate.parse(told["counted_on"]) if "counted_on" in told else None
    return compared_identity(RecordState("R-SINTETICO", "RETA", mention), counted)


COMPARATORS: dict[str, Callable[[ComparedIdentity, ComparedIdentity], Level]] = {
    "aliases": comparison.compare_aliases,
    "apart": comparison.compare_apart,
    "births": comparison.compare_births,
    "documents": comparison.compare_documents,
    "given_names": comparison.compare_given_names,
    "initials": comparison.compare_initials,
    "names": comparison.compare_names,
    "nationalities": comparison.compare_nationalities,
    "rarity": comparison.compare_rarity,
    "residences": comparison.compare_residences,
    "sexes": comparison.compare_sexes,
    "spellings": comparison.compare_spellings,
}
"""The comparator of each table but that of whole identities."""


def run_of(table: str) -> Iterator[tuple[str, str]]:
    """Yield the id of each row of a table, and what the comparators give today."""
    for pair in labelled_pairs(table):
        if table in COMPARATORS:
            yield pair.uid, COMPARATORS[table](pair.one, pair.other).name
        else:
            levels = comparison.compare(pair.one, pair.other).levels()
            known = (f"{name}={level.name}" for name, level in levels.items())
            yield pair.uid, " ".join(text for text in known if not text.endswith(_NOTHING))


def write_run() -> None:
    """Freeze what the comparators give today in run.csv."""
    with (FOLDER / "run.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "gives"))
        for table in (*COMPARATORS, "identities"):
            writer.writerows(run_of(table))
