"""Two Peru-like lists of people with known true pairs, SINTETICO, for the benchmark of lists.

`made_lists` draws people in families, and writes each person into one list or both with errors.
The code is none of the twin's: names come from the shipped shares and from made-up rare words, and
errors are those of keyboard, ear, clerk and form. The same seed gives the same lists.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

import pyarrow as pa

from trama.places.gazetteer import gazetteer
from trama.values.known_names import known_given_names, known_surnames, short_forms

SHARED = 0.5  # of each list: the people who also stand in the other list
_RARE_SURNAMES = 30_000
_BORN = (date(1945, 1, 1).toordinal(), date(2017, 12, 31).toordinal())
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_KEYS = ("QWERTYUIOP", "ASDFGHJKLÑ", "ZXCVBNM")
_SYLLABLES = (
    "B,C,CH,D,F,G,HU,J,L,LL,M,N,P,QU,R,S,T,TR,V,Y,CCA",
    ",,N,R,S,LLO,RA,NCHE,CA,RI,MAN,QUE,TA,LES,YO",
)  # beginnings and ends of made-up words
_EAR = (
    "V>B B>V Z>S S>Z CE>SE CI>SI LL>Y Y>LL H> GE>JE GI>JI QU>K HUA>WA HUI>WI CC>C I>Y E>I O>U"
    " PH>F NN>N TH>T C>K X>S"
)
_HEARD = [tuple(pair.split(">")) for pair in _EAR.split()]  # what is said, and what is written


@dataclass(frozen=True, slots=True)
class Rates:
    """The share of people in families, and the share of records that have an error.

    ``scaled`` multiplies the errors.
    """

    siblings: float = 0.12  # people who have a sibling in the lists
    twins: float = 0.02  # people who have a twin
    namesakes: float = 0.01  # people with the whole name of a parent
    keyboard: float = 0.035  # of each name field
    ear: float = 0.035  # of each name field
    other_surname: float = 0.006
    no_maternal: float = 0.05
    swapped_surnames: float = 0.015
    exchanged_fields: float = 0.004
    married: float = 0.02  # of women
    given_left_out: float = 0.14  # of those with two or more
    given_swapped: float = 0.02
    short_form: float = 0.02
    other_given: float = 0.004
    no_document: float = 0.22
    document_slip: float = 0.03
    other_document: float = 0.008
    no_birth: float = 0.08
    year_alone: float = 0.03
    day_month: float = 0.008
    birth_slip: float = 0.025
    no_sex: float = 0.02
    other_sex: float = 0.005
    no_residence: float = 0.08
    moved: float = 0.15
    no_birthplace: float = 0.25
    other_birthplace: float = 0.03

    def scaled(self, factor: float) -> "Rates":
        """Return the rates with each error ``factor`` times as frequent; families stay."""
        families = ("siblings", "twins", "namesakes")
        rates = asdict(self).items()
        return Rates(**{name: rate if name in families else rate * factor for name, rate in rates})


@dataclass(slots=True)
class Person:
    """A true person. A document is a DNI of eight digits."""

    paternal: str
    maternal: str
    given: tuple[str, ...]
    document: str
    birth: date
    sex: str
    birthplace: str
    residence: str


@dataclass(frozen=True, slots=True)
class Lists:
    """Two lists with the columns of ``lists.columns``; ``true`` has the pairs of uids."""

    one: pa.Table
    other: pa.Table
    true: pa.Table


def made_lists(records: int, seed: int, rates: Rates | None = None) -> Lists:
    """Return two lists of ``records`` each, half of each people who stand in both."""
    draw = random.Random(seed)
    rates = rates or Rates()
    shared = int(records * SHARED)
    people = _people(2 * records - shared, draw, rates)
    draw.shuffle(people)
    clerk = _Clerk(draw, rates)
    ones = people[:records]
    others = people[:shared] + people[records:]
    order = list(range(records))
    draw.shuffle(order)
    one = clerk.table([(f"A{place}", person) for place, person in enumerate(ones)])
    other = clerk.table([(f"B{place}", others[place]) for place in order])
    uids = range(shared)
    true = pa.table({"one": [f"A{uid}" for uid in uids], "other": [f"B{uid}" for uid in uids]})
    return Lists(one, other, true)


def _people(count: int, draw: random.Random, rates: Rates) -> list[Person]:
    """Return people, of whom some are siblings, twins, or have a parent's whole name."""
    surname, given = _surnames(draw), _given_names(draw)
    places, weights = _districts()
    sites = draw.choices(places, weights, k=2 * count)
    people: list[Person] = []
    for number in range(count):
        sex = draw.choice("FM")
        names = tuple(
            dict.fromkeys(given(sex) for _ in range(draw.choices((1, 2, 3), (4, 14, 1))[0]))
        )
        home, birthplace = sites[2 * number], sites[2 * number + 1]
        person = Person(
            surname(), surname(), names, f"{draw.randrange(10**6, 10**8):08d}",
            date.fromordinal(draw.randint(*_BORN)), sex,
            birthplace if draw.random() < 0.4 else home, home,
        )  # fmt: skip
        chance = draw.random()
        if people and chance < rates.siblings + rates.twins + rates.namesakes:
            _make_relative(person, people[draw.randrange(len(people))], chance, draw, rates)
        people.append(person)
    return people


def _make_relative(
    person: Person, other: Person, chance: float, draw: random.Random, rates: Rates
) -> None:
    """Make a person a twin, a sibling or a parent of another person."""
    person.paternal, person.maternal = other.paternal, other.maternal
    person.residence = other.residence
    if chance < rates.namesakes:
        person.given, person.sex = other.given, other.sex
        years = draw.randint(18, 40)
        person.birth = date.fromordinal(other.birth.toordinal() - 365 * years)
    elif chance < rates.namesakes + rates.twins:
        person.birth, person.birthplace = other.birth, other.birthplace
        person.document = f"{(int(other.document) + draw.randint(1, 40)) % 10**8:08d}"
    else:
        person.birth = date.fromordinal(other.birth.toordinal() + draw.randint(350, 3_000))


def _surnames(draw: random.Random) -> Callable[[], str]:
    """Return a function that draws surnames: half known, by their shares, half made-up and rare."""
    known = known_surnames()
    rare = list(dict.fromkeys(_invented(draw) for _ in range(_RARE_SURNAMES)))
    share = sum(row.per_100_000 for row in known.values()) / 100_000
    ranks = [1 / (rank + 20) for rank in range(len(rare))]
    names = [*known, *rare]
    weights = [row.per_100_000 / 100_000 for row in known.values()]
    weights += [(1 - share) * rank / sum(ranks) for rank in ranks]
    return _drawer(names, weights, draw)


def _given_names(draw: random.Random) -> Callable[[str], str]:
    known = known_given_names()
    rare = list(dict.fromkeys(_invented(draw) for _ in range(3_000)))
    drawers = {}
    for sex in "FM":
        names = [name for name, row in known.items() if row.group in {sex, ""} or row.group == "FM"]
        weights = [float(known[name].per_100_000) for name in names]
        rest = sum(weights) * 0.1
        drawers[sex] = _drawer([*names, *rare], [*weights, *([rest / len(rare)] * len(rare))], draw)
    return lambda sex: drawers[sex]()


def _drawer(
    names: Sequence[str], weights: Sequence[float], draw: random.Random
) -> Callable[[], str]:
    """Return a function that draws names; it draws many at a time."""
    waiting: list[str] = []

    def name() -> str:
        if not waiting:
            waiting.extend(draw.choices(names, weights, k=10_000))
        return waiting.pop()

    return name


def _invented(draw: random.Random) -> str:
    heads, ends = (words.split(",") for words in _SYLLABLES)
    middle = "".join(
        draw.choice(heads) + draw.choice("AEIOU") for _ in range(draw.choice((1, 2, 2, 3)))
    )
    word = draw.choice(heads) + draw.choice("AEIOU") + middle + draw.choice(ends)
    return word.replace("QUA", "CA").replace("QUO", "CO").replace("QUU", "CU").replace("HUU", "HU")


def _districts() -> tuple[list[str], list[int]]:
    places = [place for place in gazetteer() if place.level == "DISTRITO" and place.population]
    return [place.uid for place in places], [place.population or 0 for place in places]


class _Clerk:
    """A clerk who writes a person down, with the errors of the rates."""

    def __init__(self, draw: random.Random, rates: Rates) -> None:
        self._draw, self._rates = draw, rates
        self._surname, self._given = _surnames(draw), _given_names(draw)
        self._places, weights = _districts()
        self._place = _drawer(self._places, weights, draw)
        self._short: dict[str, list[str]] = {}
        for short, fulls in short_forms().items():
            for full in fulls:
                if len(full) == 1:
                    self._short.setdefault(full[0], []).append(short)

    def table(self, people: Sequence[tuple[str, Person]]) -> pa.Table:
        """Return a list of people as written."""
        rows = [(uid, *self._row(person)) for uid, person in people]
        names = (
            "uid", "paternal", "maternal", "given", "document", "sex", "birth", "birthplace",
            "residence",
        )  # fmt: skip
        return pa.table(
            {
                name: pa.array(column, pa.string())
                for name, column in zip(names, zip(*rows, strict=True), strict=True)
            }
        )

    def _row(self, person: Person) -> tuple[str | None, ...]:
        rates, happens = self._rates, self._happens
        paternal, maternal, given = self._name(person)
        sex: str | None = person.sex
        if happens(rates.other_sex):
            sex = "M" if sex == "F" else "F"
        residence = self._place() if happens(rates.moved) else person.residence
        birthplace = self._place() if happens(rates.other_birthplace) else person.birthplace
        return (
            paternal or None,
            maternal or None,
            given or None,
            None if happens(rates.no_document) else self._document(person.document),
            None if happens(rates.no_sex) else sex,
            None if happens(rates.no_birth) else self._birth(person.birth),
            None if happens(rates.no_birthplace) else birthplace,
            None if happens(rates.no_residence) else residence,
        )

    def _happens(self, rate: float) -> bool:
        return self._draw.random() < rate

    def _name(self, person: Person) -> tuple[str, str, str]:
        rates, happens, draw = self._rates, self._happens, self._draw
        given = list(person.given)
        if len(given) > 1 and happens(rates.given_left_out):
            given.pop(draw.randrange(len(given)))
        if len(given) > 1 and happens(rates.given_swapped):
            given[:2] = given[1], given[0]
        if happens(rates.short_form) and given[0] in self._short:
            given[0] = draw.choice(self._short[given[0]])
        if happens(rates.other_given):
            given[0] = self._given(person.sex)
        paternal = self._surname() if happens(rates.other_surname) else person.paternal
        maternal = "" if happens(rates.no_maternal) else person.maternal
        if person.sex == "F" and maternal and happens(rates.married):
            maternal = (
                f"{maternal} DE {self._surname()}" if happens(0.5) else f"DE {self._surname()}"
            )
        if maternal and happens(rates.swapped_surnames):
            paternal, maternal = maternal, paternal
        names = [self._misspelt(text) for text in (paternal, maternal, " ".join(given))]
        if happens(rates.exchanged_fields):
            names = [names[2], names[1], names[0]]
        return names[0], names[1], names[2]

    def _misspelt(self, text: str) -> str:
        if text and self._happens(self._rates.ear):
            old, new = self._draw.choice([pair for pair in _HEARD if pair[0] in text] or [("", "")])
            text = text.replace(old, new, 1) if old else text
        if len(text) > 2 and self._happens(self._rates.keyboard):
            text = self._mistyped(text, _LETTERS)
        return text

    def _mistyped(self, text: str, signs: str) -> str:
        """Return a text with a letter lost, doubled, exchanged with the next, or a neighbour's."""
        place, kind = self._draw.randrange(len(text)), self._draw.randrange(4)
        sign = text[place]
        if kind == 0 and len(text) > 3:
            return text[:place] + text[place + 1 :]
        if kind == 1 and place + 1 < len(text):
            return text[:place] + text[place + 1] + sign + text[place + 2 :]
        if kind == 2:
            return text[:place] + sign + text[place:]
        return text[:place] + self._neighbour(sign, signs) + text[place + 1 :]

    def _neighbour(self, sign: str, signs: str) -> str:
        for row in _KEYS:
            if sign in row:
                place = row.index(sign)
                return self._draw.choice(
                    row[max(0, place - 1) : place] + row[place + 1 : place + 2]
                )
        return self._draw.choice(signs)

    def _document(self, number: str) -> str:
        if self._happens(self._rates.other_document):
            number = f"{self._draw.randrange(10**6, 10**8):08d}"
        if self._happens(self._rates.document_slip):
            number = self._mistyped(number, "0123456789")
        return f"DNI:{number}" if len(number) == 8 else number

    def _birth(self, birth: date) -> str:
        rates, draw = self._rates, self._draw
        if self._happens(rates.year_alone):
            return str(birth.year)
        if self._happens(rates.day_month) and birth.day <= 12:
            return date(birth.year, birth.day, birth.month).isoformat()
        if self._happens(rates.birth_slip):
            part = draw.randrange(3)
            year = birth.year + draw.choice((-1, 1, -10, 10)) if part == 0 else birth.year
            month = draw.randint(1, 12) if part == 1 else birth.month
            day = draw.randint(1, 28) if part == 2 else min(birth.day, 28)
            return date(year, month, day).isoformat()
        return birth.isoformat()
