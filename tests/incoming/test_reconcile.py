"""The changes that the rows of a case make in its records."""

import random

from trama.graph.records import CaseKey, FieldValue, Kind, Mention
from trama.incoming.reconcile import Reconciled, all_known, reconcile
from trama.incoming.rows import RowOutcome, SpooledRow

CASE = CaseKey("RETA", "SINT-2017-000001")
ROSA, ELENA = "SINTETICA QUISPE ROSA", "FICTICIA MAMANI ELENA"


def mention(kind: Kind, key: str = "", **fields: FieldValue) -> Mention:
    written = {"celdas": str(sorted(fields.items()))}
    return Mention.of(kind, CASE.number, key, fields, written)


def victim(name: str, key: str = "", **fields: FieldValue) -> Mention:
    return mention(Kind.VICTIM, key or f"~{name}", name_key=name, **fields)


def rows(*mentions: Mention, file: int = 0) -> list[SpooledRow]:
    return [
        SpooledRow(file, file, line, parent=True, mentions=(mention,))
        for line, mention in enumerate(mentions, start=2)
    ]


def again(first: Reconciled, *mentions: Mention) -> Reconciled:
    return reconcile(CASE, rows(*mentions), first.after.values())


def test_the_first_time_every_mention_is_a_record_and_every_row_is_loaded() -> None:
    result = reconcile(CASE, rows(victim(ROSA), victim(ELENA), victim(ROSA)), ())

    assert len(result.after) == 2
    assert result.outcomes == [RowOutcome.LOADED] * 3
    assert sorted(place.line for place in result.provenance) == [2, 3]


def test_uids_do_not_depend_on_the_order_of_rows() -> None:
    mentions = [victim(ROSA, sex="F"), victim(ELENA), mention(Kind.STAGE, phase="CAPTACION")]

    in_order = reconcile(CASE, rows(*mentions), ())
    shuffled = reconcile(CASE, rows(*random.Random(1).sample(mentions, 3)), ())

    assert in_order.after == shuffled.after


def test_no_uid_is_made_of_what_tells_who_somebody_is() -> None:
    rosa = reconcile(CASE, rows(victim(ROSA)), ())
    elena = reconcile(CASE, rows(victim(ELENA)), ())

    assert set(rosa.after) == set(elena.after)


def test_the_same_mentions_again_change_nothing() -> None:
    first = reconcile(CASE, rows(victim(ROSA), victim(ELENA)), ())

    second = again(first, victim(ELENA), victim(ROSA))

    assert (second.changed, second.provenance) == ([], [])
    assert second.outcomes == [RowOutcome.UNCHANGED] * 2


def test_a_correction_keeps_the_record_and_what_it_said() -> None:
    first = reconcile(CASE, rows(victim(ROSA, age=17.0), victim(ELENA)), ())
    old = next(record for record in first.after.values() if record.text("name_key") == ROSA)

    second = again(first, victim(ROSA, age=18.0), victim(ELENA))

    corrected = second.after[old.uid]
    assert corrected.fields["age"] == 18.0
    assert corrected.earlier == (old.content,)
    assert second.revisions == [old]
    assert second.outcomes == [RowOutcome.LOADED, RowOutcome.UNCHANGED]


def test_a_corrected_name_finds_its_record_by_likeness() -> None:
    first = reconcile(CASE, rows(victim(ROSA, sex="F"), victim(ELENA, sex="F")), ())

    second = again(first, victim("SINTETICA QUISPE ROSA LUZ", sex="F"), victim(ELENA, sex="F"))

    assert len(second.after) == 2
    assert [record.text("name_key") for record in second.changed] == ["SINTETICA QUISPE ROSA LUZ"]


def test_of_three_victims_the_known_the_corrected_and_the_new_end_apart() -> None:
    first = reconcile(CASE, rows(victim(ROSA, age=17.0), victim(ELENA, age=30.0)), ())

    second = again(
        first,
        victim(ELENA, age=30.0),
        victim(ROSA, age=18.0),
        victim("ANA INVENTADA CONDORI", age=25.0),
    )

    ages = {record.text("name_key"): record.fields["age"] for record in second.after.values()}
    assert ages == {ELENA: 30.0, ROSA: 18.0, "ANA INVENTADA CONDORI": 25.0}
    assert [(old.text("name_key"), old.fields["age"]) for old in second.revisions] == [(ROSA, 17.0)]
    assert sorted(place.line for place in second.provenance) == [3, 4]
    assert second.outcomes == [RowOutcome.UNCHANGED, RowOutcome.LOADED, RowOutcome.LOADED]


def test_another_person_is_no_correction() -> None:
    first = reconcile(CASE, rows(victim(ROSA)), ())

    second = again(first, victim("FICTICIO CONDORI JUAN"))

    assert len(second.after) == 2
    assert second.revisions == []


def said_again(first: Reconciled, *mentions: Mention) -> Reconciled:
    """Return the changes of a file that was loaded before."""
    return reconcile(CASE, rows(*mentions), first.after.values(), loaded_before={0})


def test_the_same_file_loaded_again_undoes_nothing_and_is_told() -> None:
    first = reconcile(CASE, rows(victim(ROSA, age=17.0)), ())
    second = again(first, victim(ROSA, age=18.0))

    third = said_again(second, victim(ROSA, age=17.0))

    assert third.changed == []
    assert [row.line for row in third.ignored] == [2]


def test_a_later_export_that_takes_a_correction_back_wins_and_the_history_keeps_both() -> None:
    first = reconcile(CASE, rows(victim(ROSA, age=17.0)), ())
    second = again(first, victim(ROSA, age=18.0))

    third = again(second, victim(ROSA, age=17.0))
    fourth = again(third, victim(ROSA, age=18.0))

    (record,) = third.after.values()
    assert record.fields["age"] == 17.0
    assert third.outcomes == [RowOutcome.LOADED]
    assert len(record.earlier) == 2
    assert [old.fields["age"] for old in third.revisions] == [18.0]
    assert [record.fields["age"] for record in fourth.after.values()] == [18.0]
    assert fourth.revisions == []  # both are revisions already, and each is kept once


def test_the_same_exports_in_the_same_order_again_change_nothing() -> None:
    january, february = victim(ROSA, age=17.0), victim(ROSA, age=18.0)
    both = [*rows(january, file=0), *rows(february, file=1)]
    first = reconcile(CASE, both, ())

    second = reconcile(CASE, both, first.after.values())

    assert second.changed == second.revisions == second.provenance == []
    assert second.outcomes == [RowOutcome.UNCHANGED] * 2


def test_a_person_of_a_corrected_record_is_no_other_person_for_saying_it_again() -> None:
    first = reconcile(CASE, rows(victim(ROSA, age=17.0), victim(ELENA, age=30.0)), ())
    second = again(first, victim(ROSA, age=18.0), victim(ELENA, age=31.0))

    third = again(second, victim(ELENA, age=30.0), victim(ROSA, age=17.0))

    ages = {record.text("name_key"): record.fields["age"] for record in third.after.values()}
    assert ages == {ROSA: 17.0, ELENA: 30.0}


def test_a_later_row_without_sex_and_age_keeps_those_known_before() -> None:
    first = reconcile(CASE, rows(victim(ROSA, "V1", sex="F", age=17.0, document_key="DNI:1")), ())

    second = again(first, victim(ROSA, "V1", unknown=("sex:NO_IDENTIFICADO",)))

    (record,) = second.after.values()
    assert (record.fields["sex"], record.fields["age"]) == ("F", 17.0)
    assert record.fields["kept"] == ("sex", "age")
    assert record.fields["unknown"] == ("sex:NO_IDENTIFICADO",)
    assert "document_key" not in record.fields  # it would join people
    assert [fact.names for fact in second.kept] == [("sex", "age")]
    assert [old.fields["sex"] for old in second.revisions] == ["F"]


def test_a_record_whose_row_is_gone_stays() -> None:
    first = reconcile(CASE, rows(victim(ROSA), victim(ELENA)), ())

    second = again(first, victim(ROSA))

    assert second.after == first.after


def test_of_two_exports_in_one_load_the_later_corrects_the_earlier() -> None:
    both = rows(victim(ROSA, age=17.0)) + rows(victim(ROSA, age=18.0), file=1)

    result = reconcile(CASE, both, ())

    (record,) = result.after.values()
    assert record.fields["age"] == 18.0
    assert len(record.earlier) == 1


def test_a_case_is_corrected_whatever_of_it_changes() -> None:
    first = reconcile(CASE, rows(mention(Kind.CASE, agency="DEPINTRAP LIMA (SINTETICO)")), ())

    second = again(first, mention(Kind.CASE, agency="DEPINTRAP CUSCO (SINTETICO)"))

    assert len(second.after) == len(second.revisions) == 1


def test_rows_whose_digests_are_all_known_say_nothing_new() -> None:
    known = victim(ROSA)

    assert all_known(rows(known), {known.content})
    assert not all_known(rows(known, victim(ELENA)), {known.content})


def test_a_later_namesake_with_another_document_and_birth_corrects_nobody() -> None:
    twin = {"document_key": "DNI:70000001", "birth_date": "2001-07-09"}
    other = {"document_key": "DNI:70000002", "birth_date": "2004-02-11"}
    first = reconcile(CASE, rows(victim(ROSA, **twin)), ())

    second = again(first, victim(ROSA, **other))
    mended = again(first, victim(ROSA, **{**twin, "document_key": "DNI:70000010"}))

    assert [record.text("document_key") for record in second.after.values()] == [
        "DNI:70000001",
        "DNI:70000002",
    ]
    assert [record.text("document_key") for record in mended.after.values()] == ["DNI:70000010"]
