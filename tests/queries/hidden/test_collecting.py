"""The texts of an answer that are weighed, and those that say nobody."""

import pytest

from trama.queries.catalog import saved_query
from trama.queries.hidden.collecting import Asked, collect


def collected(name: str, **cells: object) -> Asked:
    """Return what is collected of one row of a query whose other cells are empty."""
    query = saved_query(name)
    return collect(query, [dict.fromkeys(query.columns) | cells], {})


@pytest.mark.parametrize("said", ["16.0", "7", "120", "16.5"])
def test_an_age_or_a_count_that_records_differ_about_is_not_weighed(said: str) -> None:
    assert not collected("conflicting_values", field="age", values=[said]).texts


@pytest.mark.parametrize("said", ["40000123", "00012345", "1234.5", "2001-03-05", "16 AÑOS"])
def test_any_other_value_of_a_record_is_weighed(said: str) -> None:
    assert collected("conflicting_values", field="age", values=[said]).free == {said}


def test_the_name_of_a_field_is_not_weighed() -> None:
    assert not collected("load_quality", kind="victim", field="birth_date").texts
    assert collected("load_quality", kind="victim", field="ROSA QUISPE").texts == {"ROSA QUISPE"}
