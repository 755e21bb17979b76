"""Bare names far from all other places of a local file, by hand. SINTETICO."""

import json

from trama.graph.records import Kind, Mention
from trama.mapping.file_places import FilePlaces
from trama.mapping.mapped import MappedRow
from trama.values.defects import Issue

IN_MADRE_DE_DIOS = ["PE-170101", "PE-170102", "PE-170204"] * 4


def row(line: int, place: str, text: str) -> MappedRow:
    fields = {"place": place, "place_text": text}
    cells = json.dumps({"fase": "CAPTACION", "lugar": text})
    mention = Mention(Kind.STAGE, "SINT-1", "", "", cells, fields)
    return MappedRow("HECHOS", line, str(line), "SINT-1", True, (mention,))


def issues(places: list[str], *bare: tuple[str, str]) -> list[Issue]:
    file = FilePlaces()
    for line, place in enumerate(places, 2):
        file.add("a.csv", "HECHOS", row(line, place, "MADRE DE DIOS / X / Y"))
    for line, (place, text) in enumerate(bare, 100):
        file.add("a.csv", "HECHOS", row(line, place, text))
    return list(file.issues())


def test_a_bare_name_far_from_all_other_places_of_its_file_is_reported() -> None:
    (issue,) = issues(IN_MADRE_DE_DIOS, ("PE-060305", "JORGE CHAVEZ"))

    assert (issue.file, issue.sheet, issue.line) == ("a.csv", "HECHOS", 100)
    assert (issue.column, issue.value) == ("lugar", "JORGE CHAVEZ")
    assert issue.defect.code == "place_far"
    assert issue.defect.suggestion == "JORGE CHAVEZ: ¿060305 Jorge Chávez?"


def test_a_name_with_its_parents_or_a_department_may_lie_anywhere() -> None:
    far = ("PE-060305", "CAJAMARCA / CELENDIN / JORGE CHAVEZ")

    assert issues(IN_MADRE_DE_DIOS, far, ("PE-15", "LIMA"), ("PE-170104", "LABERINTO")) == []


def test_another_place_of_the_department_makes_the_name_likely() -> None:
    other = ("PE-060101", "CAJAMARCA / CAJAMARCA / CAJAMARCA")

    assert issues(IN_MADRE_DE_DIOS, ("PE-060305", "JORGE CHAVEZ"), other) == []


def test_a_file_of_few_places_or_of_the_whole_country_says_nothing() -> None:
    whole = ["PE-170101", "PE-160101", "PE-200101", "PE-150101", "PE-230101"] * 4

    assert issues(["PE-170101"] * 3, ("PE-060305", "JORGE CHAVEZ")) == []
    assert issues(whole, ("PE-060305", "JORGE CHAVEZ")) == []
