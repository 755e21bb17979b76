from typing import Any

import pytest

from trama.access.policy import Role, Viewer
from trama.core.errors import AccessDenied, DeclarationError
from trama.queries.catalog import catalog
from trama.queries.hidden.hidden import Hidden, KnownPerson
from trama.queries.redact import redact

SUSPECT = {"uid": "S1", "pseudonym": "P-S1", "name": "SOSPECHOSO SINTETICO", "victim": False}
VICTIM = {"uid": "V1", "pseudonym": "P-V1", "name": "VICTIMA SINTETICA", "victim": True}
NAMED = {"uid": "S1", "name": "SOSPECHOSO SINTETICO", "pseudonym": "P-S1"}
NAMED_VICTIM = {"uid": "V1", "name": "VICTIMA SINTETICA", "pseudonym": "P-V1"}


PEOPLE = Hidden(
    people={
        "S1": KnownPerson("P-S1", "SOSPECHOSO SINTETICO", victim=False),
        "V1": KnownPerson("P-V1", "VICTIMA SINTETICA", victim=True),
    }
)


def hidden_from(role: Role) -> Hidden:
    return Hidden() if role is Role.INVESTIGATOR else PEOPLE


def stage_row(**changed: object) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(catalog().get("route_of_case").columns)
    row |= {"suspects": [], "used": [], "registries": []}
    return row | changed


def seen(role: Role, **changed: object) -> dict[str, Any]:
    query = catalog().get("route_of_case")
    return redact(query, [stage_row(**changed)], Viewer(role), hidden_from(role))[0]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.INVESTIGATOR])
def test_a_victim_leaves_as_a_pseudonym_and_nothing_else(role: Role) -> None:
    assert seen(role, victim=VICTIM)["victim"] == {"pseudonym": "P-V1"}


def test_an_investigator_sees_who_the_victim_is() -> None:
    assert seen(Role.INVESTIGATOR, victim=VICTIM)["victim"] == NAMED_VICTIM


@pytest.mark.parametrize("role", [Role.ANALYST, Role.SUPERVISOR, Role.INVESTIGATOR])
def test_a_suspect_who_is_no_victim_anywhere_is_named_to_who_works_on_cases(role: Role) -> None:
    assert seen(role, suspects=[SUSPECT])["suspects"] == [NAMED]


def test_an_integrator_gets_nothing_but_pseudonyms() -> None:
    assert seen(Role.INTEGRATOR, suspects=[SUSPECT])["suspects"] == [{"pseudonym": "P-S1"}]


def test_a_suspect_who_is_a_victim_somewhere_is_protected_as_a_victim() -> None:
    assert seen(Role.ANALYST, suspects=[VICTIM])["suspects"] == [{"pseudonym": "P-V1"}]


def test_a_person_of_whom_it_is_not_told_whether_a_victim_is_protected() -> None:
    untold = VICTIM | {"victim": None}

    assert seen(Role.ANALYST, suspects=[untold])["suspects"] == [{"pseudonym": "P-V1"}]


def test_the_graph_says_who_is_a_victim_and_not_the_query() -> None:
    forged = VICTIM | {"victim": False}

    assert seen(Role.ANALYST, suspects=[forged])["suspects"] == [{"pseudonym": "P-V1"}]


def test_a_name_under_another_persons_uid_does_not_leave() -> None:
    forged = SUSPECT | {"name": "VICTIMA SINTETICA"}

    assert seen(Role.ANALYST, suspects=[forged])["suspects"] == [NAMED]


def test_a_person_whom_the_graph_does_not_know_does_not_leave() -> None:
    with pytest.raises(DeclarationError):
        seen(Role.ANALYST, suspects=[SUSPECT | {"uid": "S9"}])


def test_a_value_that_identifies_somebody_is_left_out_wherever_it_stands() -> None:
    query = catalog().get("route_of_case")
    row = stage_row(used=["ABC123", "BAR SINTETICO"], place_name="VICTIMA SINTETICA")
    hidden = Hidden(frozenset({"ABC123", "VICTIMA SINTETICA"}), people={})

    (seen_row,) = redact(query, [row], Viewer(Role.ANALYST), hidden)

    assert (seen_row["used"], seen_row["place_name"]) == (["BAR SINTETICO"], None)


def test_the_item_beside_a_hidden_value_leaves_with_it() -> None:
    hidden = Hidden(texts=frozenset({"ABC-123"}), people={})
    row = stage_row(used=["ABC-123", "BAR SINTETICO"], used_kinds=["Vehicle", "Establishment"])

    (shown,) = redact(catalog().get("route_of_case"), [row], Viewer(Role.ANALYST), hidden)

    assert shown["used"] == ["BAR SINTETICO"]
    assert shown["used_kinds"] == ["Establishment"]


@pytest.mark.parametrize(
    "changed",
    [
        {"place": VICTIM},
        {"used": [VICTIM]},
        {"victim": "V1"},
        {"victim": VICTIM | {"document_key": "DNI:00000001"}},
        {"suspects": SUSPECT},
        {"used": "one"},
    ],
)
def test_what_is_not_of_the_type_of_its_column_does_not_leave(changed: dict[str, Any]) -> None:
    with pytest.raises(DeclarationError) as caught:
        seen(Role.INVESTIGATOR, **changed)

    assert "queries/pack/routes/route_of_case.cypher:" in caught.value.message()
    assert "V1" not in caught.value.message()


@pytest.mark.parametrize(
    ("column", "value", "wanted"),
    [
        ("place", {"uid": "PE-15", "name": "Lima"}, "l.uid AS place"),
        ("victim", "V1", "p {.uid, .pseudonym, .name, victim: p:Victim} AS victim"),
        ("suspects", "S1", "collect(p {.uid, .pseudonym, .name, victim: p:Victim}) AS suspects"),
    ],
)
def test_an_author_is_told_what_return_gives_for_the_type(
    column: str, value: object, wanted: str
) -> None:
    with pytest.raises(DeclarationError) as caught:
        seen(Role.INVESTIGATOR, **{column: value})

    assert f"se espera {wanted}" in caught.value.message()
    assert f"expected is {wanted}" in caught.value.message("en")


def conflict(field: str, role: Role) -> dict[str, Any]:
    query = catalog().get("conflicting_values")
    row: dict[str, Any] = dict.fromkeys(query.columns) | {"field": field, "case_numbers": []}
    row |= {"values": ["one"], "other_values": ["two"]}
    return redact(query, [row], Viewer(role), hidden_from(role))[0]


def test_values_of_a_field_of_identity_leave_for_an_investigator_only() -> None:
    assert conflict("document_key", Role.ANALYST)["values"] is None
    assert conflict("document_key", Role.ANALYST)["other_values"] is None
    assert conflict("document_key", Role.INVESTIGATOR)["values"] == ["one"]


def test_values_of_other_fields_leave() -> None:
    assert conflict("age", Role.ANALYST)["values"] == ["one"]


def test_values_of_a_field_that_nobody_declared_do_not_leave() -> None:
    assert conflict("shoe_size", Role.INVESTIGATOR)["values"] is None


def test_the_public_is_told_of_no_cell_below_ten_even_if_the_query_forgot() -> None:
    query = catalog().get("victims_by_birthplace_and_residence")
    rows = [dict.fromkeys(query.columns) | {"victims": number} for number in (11, 9, 1)]

    assert [row["victims"] for row in redact(query, rows, Viewer(Role.PUBLIC), PEOPLE)] == [10]
    assert len(redact(query, rows, Viewer(Role.INTEGRATOR), PEOPLE)) == 3


def test_a_number_that_counts_people_in_some_rows_is_rounded_in_these_alone() -> None:
    query = catalog().get("registry_totals")
    rows = [
        dict.fromkeys(query.columns) | {"basis": basis, "value": value}
        for basis, value in (("RECALCULADO", 725.0), ("GRAFO", 33.0), ("GRAFO", 3.0))
    ]

    seen_rows = redact(query, rows, Viewer(Role.PUBLIC), PEOPLE)

    assert [row["value"] for row in seen_rows] == [725.0, 30.0]


def test_the_public_may_run_public_queries_only() -> None:
    public = Viewer(Role.PUBLIC)

    public.admit(catalog().get("registry_totals").header.sensitivity)
    with pytest.raises(AccessDenied):
        public.admit(catalog().get("routes_between").header.sensitivity)
