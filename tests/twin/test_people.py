from datetime import date
from random import Random

import pytest

from trama.twin.geography import Atlas, Spot
from trama.twin.people import BANDS, Population, TruePerson, age_in, birth_for
from trama.values.documents import document

DAY = date(2020, 2, 29)
CARACAS = Spot("VE-A", ("VENEZUELA", "DISTRITO CAPITAL", "CARACAS"))


def people(count: int, place: Spot | None = None) -> list[TruePerson]:
    random, population = Random(1), Population()
    here = place or Atlas().spot("211101", random)
    births = [birth_for(20 + number % 50, DAY, random) for number in range(count)]
    return [population.person("F", (birth, here, here), random) for birth in births]


def test_documents_stay_out_of_the_ranges_that_are_in_use() -> None:
    numbers = [person.paper.number for person in people(3000)]

    assert len(set(numbers)) == len(numbers)
    short = [number for number in numbers if number.startswith("099")]
    assert short
    assert all(96_000_000 <= int(number) < 98_500_000 for number in set(numbers) - set(short))


def test_documents_of_each_kind_have_the_form_of_their_type() -> None:
    types = {
        "CEDULA DE IDENTIDAD": "CEDULA_EXT",
        "CE": "CE",
        "PTP": "PTP",
        "PASAPORTE": "PASAPORTE",
    }

    papers = [person.paper for person in people(300, CARACAS)]

    assert {paper.type for paper in papers} == {*types, ""}
    for paper in papers:
        read = document(paper.number, types.get(paper.type)).value
        assert (read is not None and read.key is not None) == bool(paper.number)
        assert paper.number.startswith("V-9") == (paper.type == "CEDULA DE IDENTIDAD")


def test_a_person_of_the_altiplano_may_have_aymara_surnames() -> None:
    surnames = {person.paternal for person in people(300)}

    assert {"MAMANI", "TICONA", "QUISPE"} <= surnames


def test_initials_leave_out_particles() -> None:
    (person,) = people(1)
    person.paternal, person.maternal, person.given = "DE LA CRUZ", "ÑAUPA", ("ROSA", "LUZ")

    assert person.name == "DE LA CRUZ ÑAUPA, ROSA LUZ"
    assert person.initials == "C.Ñ.R.L."


@pytest.mark.parametrize("age", [0, 1, 17, 18, 40])
def test_a_birth_date_gives_the_age_on_the_day(age: int) -> None:
    (person,) = people(1)
    for seed in range(200):
        person.birth = birth_for(age, DAY, Random(seed))
        assert person.age(DAY) == age


def test_ages_stay_in_their_band() -> None:
    for band, (low, high) in BANDS.items():
        ages = {age_in(band, Random(seed)) for seed in range(200)}
        assert min(ages) >= low
        assert max(ages) <= high


def test_no_phone_comes_twice() -> None:
    population = Population()

    assert len({population.phone() for _ in range(500)}) == 500
