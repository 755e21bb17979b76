"""The levels of lists, beside those that ``compare`` gives the same identities."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from labelled_identities import labelled_pairs

from trama.compare.comparison import compare
from trama.compare.given_names import GivenLevel
from trama.compare.identity_fields import ComparedIdentity
from trama.compare.names import NameLevel
from trama.compare.spellings import SpellingLevel
from trama.lists.columns import People, read_people
from trama.lists.levels import cheap_levels, key_levels
from trama.lists.name_keys import NameKeys
from trama.lists.name_levels import name_levels, rows_of_names
from trama.lists.patterns import patterns_of
from trama.places.gazetteer import gazetteer
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
    names = rows_of_names(NameKeys(people, package_shares()), one, other)
    patterns = patterns_of(cheap, name_levels(names))
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


SURNAMES = (
    "QUISPE", "QISPI", "QUISPW", "MAMANI", "MAMAMI", "DE LA CRUZ", "CRUZ", "CRUZ ROJAS", "ROJAS",
    "ROSAS", "ROSA", "LUZ", "SOTO", "CHUQUIMAMANI", "CHUQIMAMAMY", "HUAMAN", "WAMAN", "MARIBEL",
)  # fmt: skip
NAMES = (
    "ROSA", "ROZA", "LUZ", "ROSALUZ", "ROSITA", "MARIBEL", "MARIA", "ISABEL", "JOSE", "PEPE", "R",
    "L", "PAULA", "PAOLA", "QUISPE", "MAMANI", "CRUZ", "FERNANDA", "FERNADNA",
)  # fmt: skip
HUSBANDS = ("DE SOTO", "DE QUISPE", "DE MAMAMI")
PLAIN = [
    level.name for level in NameLevel if not level.name.startswith(("INITIALS", "FRAGMENT_DIFF"))
]


def drawn_name(draw: random.Random) -> ComparedIdentity:
    """Draw a name; two words in the first surname would be two surnames if there is no second."""
    paternal, maternal = draw.sample(SURNAMES, 2)
    if draw.random() < 0.2 and "CRUZ" not in paternal:
        maternal = None
    given = draw.choices(NAMES, k=draw.choice((0, 1, 1, 2, 2, 2, 3, 4)))
    husband = draw.choice(HUSBANDS) if draw.random() < 0.2 else None
    return ComparedIdentity(paternal, maternal, tuple(given), husband)


def rewritten(name: ComparedIdentity, draw: random.Random) -> ComparedIdentity:
    """Return the name with its words in another order, at times with another or exchanged word."""
    paternal, maternal, given = name.paternal, name.maternal, list(name.given)
    if maternal and "CRUZ" not in maternal and draw.random() < 0.5:
        paternal, maternal = maternal, paternal
    draw.shuffle(given)
    if given and draw.random() < 0.3:
        given[0] = draw.choice(NAMES)
    if given and paternal and " " not in paternal and draw.random() < 0.2:
        paternal, given[-1] = given[-1], paternal
    return replace(name, paternal=paternal, maternal=maternal, given=tuple(given))


def test_names_compared_many_at_a_time_have_the_levels_of_each_pair() -> None:
    draw = random.Random(11)
    names = [drawn_name(draw) for _ in range(4_000)]
    pairs = [
        (name, drawn_name(draw) if draw.random() < 0.3 else rewritten(name, draw)) for name in names
    ]
    pairs.append((ComparedIdentity(married="DE SOTO"), names[0]))
    alone = levels_alone(pairs)
    assert {of["names"] for of in alone} == set(PLAIN)
    assert {of["given_names"] for of in alone} == {level.name for level in GivenLevel}
    assert {of["spellings"] for of in alone} == {level.name for level in SpellingLevel}

    assert levels_in_lists(pairs) == alone


def test_documents_births_and_places_have_the_levels_of_each_pair() -> None:
    draw = random.Random(12)

    def number(digits: str) -> str:
        """Return a DNI with the digits in another order, or one another, or any DNI."""
        chance, place = draw.random(), draw.randrange(8)
        if chance < 0.3:
            return f"DNI:{draw.choice((draw.randrange(10**8), draw.randrange(10**6))):08d}"
        if chance < 0.5:
            return f"DNI:{abs(int(digits) + draw.randrange(-30, 30)) % 10**8:08d}"
        if chance < 0.7:
            digits = digits[:place] + str(draw.randrange(10)) + digits[place + 1 :]
        elif chance < 0.8:
            digits = "".join(sorted(digits[:place])) + digits[place:]
        return f"DNI:{digits}"

    def person(digits: str, born: date) -> ComparedIdentity:
        year = born.year + draw.choice((0, 0, 1, 2, 5, 9, 14, 30, 100))
        month, day = draw.choice(((born.month, born.day), (born.day, born.month), (3, 4), (1, 1)))
        return ComparedIdentity(
            documents=(number(digits),),
            birth=PartialDate.of(date(year, min(month, 12), min(day, 28))),
            birthplace=draw.choice(districts),
            residence=draw.choice(districts),
        )

    districts = [place.uid for place in gazetteer() if place.level == "DISTRITO"]
    pairs = []
    for _ in range(5_000):
        digits = f"{draw.choice((draw.randrange(10**8), draw.randrange(10**7))):08d}"
        born = date(1950, 1, 1) + timedelta(draw.randrange(20_000))
        pairs.append((person(digits, born), person(digits, born)))
    alone = levels_alone(pairs)
    for comparator, fewest in (("documents", 6), ("births", 7), ("residences", 5)):
        assert len({of[comparator] for of in alone}) >= fewest

    assert levels_in_lists(pairs) == alone
