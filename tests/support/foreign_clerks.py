"""The clerks of foreign registries: how each registry writes a person and a case down.

SINTETICO. `Habits` has the share of records in which a clerk does something. Rates are of records
of people, or of cases for the fields of cases.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from foreign_names import SHORT, misheard, mistyped
from foreign_people import Event, Human


@dataclass(frozen=True, slots=True)
class Habits:
    """The habits of a registry's clerks; each is a share from 0 to 1."""

    by_ear: float = 0.10
    typo: float = 0.05
    no_maternal: float = 0.04
    swapped: float = 0.02
    one_given: float = 0.15
    second_given: float = 0.02
    given_initial: float = 0.03
    short_form: float = 0.02
    married: float = 0.3
    joined: float = 0.02
    cut_names: float = 0.01
    minors_initials: float = 0.0
    initials: float = 0.0
    letters_given_first: float = 0.5
    no_document: float = 0.25
    minors_no_document: float = 0.5
    digit_lost: float = 0.02
    transposed: float = 0.02
    one_digit: float = 0.02
    other_kind: float = 0.02
    mothers_document: float = 0.01
    filler: float = 0.02
    no_birth: float = 0.3
    date_swap: float = 0.01
    part_off: float = 0.02
    first_january: float = 0.02
    age_off: float = 0.1
    age_at_registration: float = 0.3
    age_rounded: float = 0.02
    no_age: float = 0.05
    no_birthplace: float = 0.3
    no_home: float = 0.3
    moved: float = 0.15
    no_sex: float = 0.02
    no_nation: float = 0.1
    left_out: float = 0.07
    suspect_alias_only: float = 0.1
    no_fact: float = 0.05
    fact_off: float = 0.1
    fact_month: float = 0.05
    seat: float = 0.1
    no_place: float = 0.1
    twice: float = 0.02
    split: float = 0.03
    longest_lag: int = 60
    blank_years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A person as a clerk wrote them; '' is an empty cell. ``letters`` are the initials."""

    human: Human
    paternal: str = ""
    maternal: str = ""
    given: str = ""
    letters: str = ""
    kind: str = ""
    number: str = ""
    sex: str = ""
    age: str = ""
    born: str = ""
    nation: str = ""
    birthplace: str = ""
    home: str = ""
    alias: str = ""
    phone: str = ""


class Clerk:
    """A clerk of one registry with habits."""

    def __init__(self, rng: Random, habits: Habits) -> None:
        self.rng, self.habits = rng, habits

    def does(self, share: float) -> bool:
        """Return whether it happens this time."""
        return self.rng.random() < share

    def person(self, human: Human, event: Event, registered: date) -> Written:
        """Return a person as the clerk writes them down."""
        habits, blank = self.habits, event.day.year in self.habits.blank_years
        minor = (event.day - human.born).days < 18 * 365.25
        names = self._names(human)
        letters = ""
        if self.does(habits.minors_initials if minor else habits.initials):
            letters, names = self._letters(human), ("", "", "")
        kind, number = ("", "") if blank else self._document(human, event, minor=minor)
        born, age = self._birth(human, event, registered)
        home = human.home.uid
        if self.does(habits.moved):
            home = event.place.uid
        return Written(
            human,
            *names,
            letters,
            kind,
            number,
            sex="" if self.does(habits.no_sex) else human.sex,
            age=age,
            born="" if blank else born,
            nation="" if self.does(habits.no_nation) else human.nation,
            birthplace=human.birthplace.uid
            if human.birthplace and not blank and not self.does(habits.no_birthplace)
            else "",
            home="" if self.does(habits.no_home) else home,
            alias=human.alias if self.does(0.6) else "",
            phone=human.phone if self.does(0.5) else "",
        )

    def _names(self, human: Human) -> tuple[str, str, str]:
        habits, given = self.habits, list(human.given)
        paternal, maternal = human.paternal, human.maternal
        if len(given) > 1:
            if self.does(habits.second_given):
                given = given[1:]
            elif self.does(habits.one_given):
                given = given[:1]
            elif self.does(habits.given_initial):
                given[1] = f"{given[1][0]}."
        if self.does(habits.short_form):
            given = [SHORT.get(name, name) for name in given]
        if self.does(habits.joined):
            paternal, maternal = (text.replace(" ", "") for text in (paternal, maternal))
        words = [paternal, maternal, *given]
        for share, slip in ((habits.by_ear, misheard), (habits.typo, mistyped)):
            if self.does(share):
                at = self.rng.randrange(len(words))
                words[at] = slip(self.rng, words[at])
        paternal, maternal, given = words[0], words[1], words[2:]
        if self.does(habits.no_maternal):
            maternal = ""
        elif maternal and self.does(habits.swapped):
            paternal, maternal = maternal, paternal
        if human.husband and self.does(habits.married):
            maternal = f"{maternal} DE {human.husband}" if self.does(0.4) else f"DE {human.husband}"
        name = " ".join(given)
        return (paternal, maternal, name[:8] if self.does(habits.cut_names) else name)

    def _letters(self, human: Human) -> str:
        given = [name[0] for name in human.given]
        surnames = [name[0] for name in (human.paternal, human.maternal) if name]
        if self.does(0.15):
            given = given[:1]
        first = self.does(self.habits.letters_given_first)
        return ".".join([*given, *surnames] if first else [*surnames, *given]) + "."

    def _document(self, human: Human, event: Event, *, minor: bool) -> tuple[str, str]:
        habits, rng, number = self.habits, self.rng, human.number
        if self.does(habits.minors_no_document if minor else habits.no_document):
            return "", ""
        if self.does(habits.filler):
            return human.kind, rng.choice(("00000000", "99999999", "12345678", "SIN DOC"))
        if minor and self.does(habits.mothers_document):
            # Whoever came along gave a document: siblings of one event give the same.
            return "DNI", str(
                20_000_000 + sum(map(ord, human.paternal + human.home.uid)) * 37 % 10**6
            )
        at = rng.randrange(1, len(number) - 1)
        if self.does(habits.digit_lost):
            number = number[:at] + number[at + 1 :]
        if self.does(habits.transposed):
            number = number[: at - 1] + number[at] + number[at - 1] + number[at + 1 :]
        if self.does(habits.one_digit):
            number = number[:at] + rng.choice("0123456789") + number[at + 1 :]
        kind = human.kind
        if self.does(habits.other_kind):
            kind = rng.choice(("DNI", "CE", "PASAPORTE", ""))
        return kind, number

    def _birth(self, human: Human, event: Event, registered: date) -> tuple[str, str]:
        habits, rng, born = self.habits, self.rng, human.born
        on = registered if self.does(habits.age_at_registration) else event.day
        age = int((on - born).days / 365.25)
        if self.does(habits.age_off):
            age += rng.choice((-2, -1, 1, 2))
        if self.does(habits.age_rounded):
            age = max(round(age / 5) * 5, 5)
        told = "" if self.does(habits.no_age) else str(age)
        if self.does(habits.no_birth):
            return "", told
        if self.does(habits.date_swap) and born.day <= 12:
            born = date(born.year, born.day, born.month)
        if self.does(habits.part_off):
            born += timedelta(days=rng.choice((-365, 365, 1, -1, 10, 31, 3650)))
        if self.does(habits.first_january):
            born = date(born.year, 1, 1)
        return written(born), told

    def fact(self, event: Event) -> str:
        """Return the day of the fact as written, perhaps only as the first of the month."""
        if self.does(self.habits.no_fact):
            return ""
        day = event.day
        if self.does(self.habits.fact_off):
            day -= timedelta(days=int(self.rng.expovariate(1 / 12)))
        return written(day.replace(day=1) if self.does(self.habits.fact_month) else day)


def written(day: date) -> str:
    """Return a day as clerks write it."""
    return day.strftime("%d/%m/%Y")
