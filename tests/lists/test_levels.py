"""The levels of lists, beside those that ``compare`` gives the same identities."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from labelled_identities import labelled_pairs

from trama.compare.comparison import compare
from trama.compare.identity_fields import ComparedIdentity
from trama.lists.columns import People, read_people
from trama.lists.levels import cheap_levels, key_levels
from trama.lists.list_engine import this_machine
from trama.lists.name_levels import name_levels
from trama.lists.patterns import patterns_of
from trama.values.name_shares import package_shares
from trama.values.partial_date import PartialDate

Pairs = Sequence[tuple[ComparedIdentity, ComparedIdentity]]


def row(uid: str, identity: ComparedIdentity) -> dict[str, str | None]:
    """Return the identity as a record of a list."""
    maternal = " ".join(part for part in (identity.maternal, identity.married) if part)
    return {
        "uid": uid,
        "paternal": identity.paternal,
        "maternal": maternal or None,
        "given": " ".join(identity.given) or None,
        "fragment": identity.fragment,
        "initials": ".".join(identity.initials) or None,
        "aliases": "|".join(identity.aliases) or None,
        "age": None if identity.age is None else f"{identity.age:g}",
        "counted_on": identity.counted_on.text if identity.counted_on else None,
        "document": "|".join((*identity.documents, *identity.unsure_numbers)) or None,
        "sex": identity.sex,
        "birth": identity.birth.text if identity.birth else None,
        "nationality": identity.nationality,
        "birthplace": identity.birthplace,
        "residence": identity.residence,
    }


def people_of(pairs: Pairs) -> People:
    """Return the first identities of pairs as one list, and the others as another."""
    schema = pa.schema([(name, pa.string()) for name in row("", ComparedIdentity())])
    lists = [
        pa.Table.from_pylist(
            [row(f"SINTETICO-{side}-{number}", pair[side]) for number, pair in enumerate(pairs)],
            schema,
        )
        for side in (0, 1)
    ]
    return read_people(*lists)


def levels_in_lists(pairs: Pairs) -> list[dict[str, str]]:
    """Return the levels that lists give each pair, by comparator."""
    people = people_of(pairs)
    one = np.arange(len(pairs))
    other = one + len(pairs)
    cheap = cheap_levels(people, key_levels(people, one, other), one, other)
    patterns = patterns_of(cheap, name_levels(people, package_shares(), one, other))
    rows = [patterns.levels[place] for place in patterns.of_pair]
    return [{name: level.name for name, level in levels.items()} for levels in rows]


def levels_alone(pairs: Pairs) -> list[dict[str, str]]:
    """Return the levels that compare gives each pair; no identity has an address."""
    levels = [compare(*pair).levels() for pair in pairs]
    return [
        {name: level.name for name, level in of.items()} | {"addresses": "NOTHING_TO_COMPARE"}
        for of in levels
    ]


def test_labelled_identities_have_the_levels_of_the_comparators() -> None:
    rows = [*labelled_pairs("identities"), *labelled_pairs("names")]
    pairs = [(each.one, each.other) for each in rows]
    assert len(pairs) > 400

    assert levels_in_lists(pairs) == levels_alone(pairs)


WORDS = st.sampled_from(["QUISPE", "QISPE", "QUISPW", "MAMANI", "DE LA CRUZ", "PUMA", "ROJAS", ""])
GIVEN = st.lists(
    st.sampled_from(["ROSA", "ROZA", "LUZ", "JOSE", "PEPE", "R", "MARIBEL"]), max_size=3
).map(tuple)
NUMBERS = st.sampled_from(
    ["DNI:41234567", "DNI:41234576", "DNI:41234580", "DNI:78901234", "DNI:01234567", "CE:00123456"]
)
DAYS = st.dates(PartialDate.parse("1980").first, PartialDate.parse("2005").last)
BIRTHS = st.one_of(
    st.none(),
    DAYS.map(PartialDate.of),
    st.sampled_from(["2001", "2001-03", "2001-05-03", "2001-03-05", "1991-03-05"]).map(
        PartialDate.parse
    ),
)
PLACES = st.sampled_from([None, "PE-150132", "PE-150103", "PE-080101", "PE-08", "VE", "PE"])


@st.composite
def identities(draw: st.DrawFn) -> ComparedIdentity:
    """Draw an identity as a list holds it."""
    maternal = draw(WORDS)
    paternal = draw(WORDS) if not maternal else draw(WORDS.filter(bool))
    told = draw(st.sampled_from(["name", "name", "fragment", "initials"]))
    names = {
        "name": {"paternal": paternal or None, "maternal": maternal or None, "given": draw(GIVEN)},
        "fragment": {"fragment": draw(WORDS.filter(bool))},
        "initials": {"initials": draw(st.sampled_from([("R", "Q", "M"), tuple("QMR"), ("R",)]))},
    }
    return ComparedIdentity(
        **names[told],
        aliases=draw(st.sampled_from([(), (), ("PEPE",), ("ROSA", "CHINO")])),
        age=draw(st.sampled_from([None, None, 17.0, 38.0])),
        counted_on=draw(st.sampled_from([None, PartialDate.parse("2017-03")])),
        documents=tuple(draw(st.sets(NUMBERS, max_size=2))),
        sex=draw(st.sampled_from(["F", "M", None])),
        birth=draw(BIRTHS),
        nationality=draw(st.sampled_from([None, "PE", "VE"])),
        birthplace=draw(PLACES),
        residence=draw(PLACES),
    )


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(identities(), identities()), min_size=1, max_size=40))
def test_any_pairs_have_the_levels_of_the_comparators(pairs: Pairs) -> None:
    assert levels_in_lists(pairs) == levels_alone(pairs)


def test_processes_share_the_names_and_change_nothing() -> None:
    names = [
        ComparedIdentity(paternal=paternal, maternal=maternal, given=(given_name,))
        for paternal, maternal, given_name in product(
            ("QUISPE", "QISPI", "ROJAS", "ROSAS"), ("MAMANI", "PUMA"), ("ROSA", "ROZA", "LUZ")
        )
    ]
    pairs = [(one, other) for one in names for other in names] * 8
    people = people_of(pairs)
    one = np.arange(len(pairs))

    alone, shared = (
        name_levels(people, package_shares(), one, one + len(pairs), this_machine(processes).names)
        for processes in (1, 2)
    )

    assert (alone.parts == shared.parts).all()
    assert all((alone.levels[name] == shared.levels[name]).all() for name in alone.levels)
