"""The identity that a record gives."""

import pytest
from made_records import record

from trama.compare.of_record import compared_identity
from trama.values.partial_date import PartialDate


@pytest.mark.parametrize(
    ("name", "paternal", "maternal", "given", "married"),
    [
        ("QUISPE MAMANI, ROSA LUZ", "QUISPE", "MAMANI", ("ROSA", "LUZ"), None),
        ("DE LA CRUZ ÑAUPARI, ANA", "DE LA CRUZ", "NAUPARI", ("ANA",), None),
        ("QUISPE DE SOTO, ROSA", "QUISPE", None, ("ROSA",), "DE SOTO"),
        ("QUISPE MAMANI DE SOTO, ROSA", "QUISPE", "MAMANI", ("ROSA",), "DE SOTO"),
        ("QUISPE MAMANI DE SOTO ROSA", "QUISPE", "MAMANI", ("ROSA",), "DE SOTO"),
        ("QUISPE VDA DE SOTO, ROSA", "QUISPE", None, ("ROSA",), "DE SOTO"),
        ("QUISPE MAMANI VDA. DE SOTO, ROSA", "QUISPE", "MAMANI", ("ROSA",), "DE SOTO"),
        ("RIOS DE LA CRUZ, ANA", "RIOS", "DE LA CRUZ", ("ANA",), None),
        ("PONCE DE LEON SOTO, ANA", "PONCE DE LEON", "SOTO", ("ANA",), None),
        ("ROJAS SOTO, DE JESUS MARIA", "ROJAS", "SOTO", ("JESUS", "MARIA"), None),
        ("VDA DE SOTO, ROSA", None, None, ("ROSA",), "DE SOTO"),
        ("QUISPE-MAMANI, ROSA-LUZ", "QUISPE", "MAMANI", ("ROSA", "LUZ"), None),
        ("Q'ESPE CCOA, ANA", "QESPE", "CCOA", ("ANA",), None),
        ("ROJAS SOTO, MARÍA DEL CARMEN", "ROJAS", "SOTO", ("MARIA", "CARMEN"), None),
    ],
)
def test_a_full_name_in_one_field_is_cut_into_its_parts(
    name: str,
    paternal: str | None,
    maternal: str | None,
    given: tuple[str, ...],
    married: str | None,
) -> None:
    identity = compared_identity(record("1", name=name))

    assert (identity.paternal, identity.maternal) == (paternal, maternal)
    assert (identity.given, identity.married) == (given, married)


def test_the_parts_of_a_record_are_taken_before_its_full_name() -> None:
    parts = {"paternal_surname": "DE SOTO", "maternal_surname": "RUIZ", "given_names": "ANA"}
    identity = compared_identity(record("1", name="ANA DE SOTO RUIZ", **parts))

    assert (identity.paternal, identity.maternal, identity.given) == ("DE SOTO", "RUIZ", ("ANA",))


def test_two_surnames_in_the_field_of_one_are_cut() -> None:
    fields = {"paternal_surname": "DE LA CRUZ ROJAS", "given_names": "ANA"}
    identity = compared_identity(record("1", **fields))

    assert (identity.paternal, identity.maternal) == ("DE LA CRUZ", "ROJAS")


def test_no_man_has_a_husbands_surname() -> None:
    identity = compared_identity(record("1", name="QUISPE DE SOTO, JUAN", sex="M"))

    assert (identity.maternal, identity.married) == ("DE SOTO", None)


def test_a_name_of_one_word_may_be_any_part() -> None:
    identity = compared_identity(record("1", name="ROSA"))

    assert (identity.fragment, identity.paternal, identity.given) == ("ROSA", None, ())


def test_initials_count_only_without_a_name() -> None:
    assert compared_identity(record("1", initials="A.B.C.")).initials == ("A", "B", "C")
    named = compared_identity(record("1", name="QUISPE MAMANI, ROSA", initials="RQM"))
    assert named.initials == ()


def test_an_unnamed_person_has_no_name_to_compare() -> None:
    assert not compared_identity(record("1", label="VICTIMA 1")).has_name


def test_the_tax_number_of_a_person_contains_the_identity_card() -> None:
    identity = compared_identity(record("1", document_key="RUC:10961234781"))

    assert identity.documents == ("RUC:10961234781", "DNI:96123478")


def test_a_number_without_a_valid_form_is_unsure() -> None:
    identity = compared_identity(record("1", document_number="9612347", document_type="DNI"))

    assert (identity.documents, identity.unsure_numbers) == ((), ("9612347",))


def test_several_aliases_are_parted() -> None:
    aliases = compared_identity(record("1", nickname="LA TÍA / Chata")).aliases

    assert aliases == ("LA TIA", "CHATA")


def test_an_age_bounds_the_day_of_birth_if_its_date_is_known() -> None:
    fact = PartialDate.parse("2017-05-02")
    dated = compared_identity(record("1", age=16.0), fact)
    undated = compared_identity(record("1", age=16.0))

    assert dated.born is not None
    first, last = dated.born
    assert 364 <= last - first <= 366
    assert undated.born is None


def test_the_text_of_an_identity_tells_nothing_that_a_log_must_not_have() -> None:
    fields = {"name": "QUISPE MAMANI, ROSA", "document_key": "DNI:96123478", "nickname": "CHATA"}
    text = repr(compared_identity(record("1", birth_date="2001-03-05", **fields)))

    for secret in ("QUISPE", "ROSA", "96123478", "CHATA", "2001"):
        assert secret not in text
