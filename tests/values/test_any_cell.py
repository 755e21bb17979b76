"""No cell, however odd, may stop a load: every function answers for anything a file can hold."""

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trama.places import countries
from trama.places import find as places
from trama.values import ages, contacts, dates, documents, names
from trama.values.cells import Cell
from trama.values.defects import Normalised
from trama.values.quantities import Signs, quantity, whole_count

SIGNS = st.text(
    alphabet="0123456789/-.,:;|()\"' ABCDEFÑÁÜabcñDELASVY²½٣\u200b\u00a0\n", max_size=40
)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.text(max_size=60),
    SIGNS,
)
READERS: dict[str, Callable[[Cell], Normalised[object]]] = {
    "age": ages.age,
    "account": contacts.account,
    "phone": contacts.phone,
    "plate": contacts.plate,
    "country": countries.country,
    "date": dates.partial_date,
    "month": lambda cell: dates.year_month(2017, cell),
    "year": lambda cell: dates.year_month(cell, 3),
    "document": documents.document,
    "dni": lambda cell: documents.document(cell, "DNI"),
    "ruc": lambda cell: documents.document(cell, "RUC"),
    "initials": names.initials,
    "name": names.person_name,
    "name parts": lambda cell: names.person_name_parts(cell, cell, cell),
    "nickname": names.nickname,
    "quantity": lambda cell: quantity(cell, Signs(",", ".")),
    "count": whole_count,
    "place": places.place_by_text,
    "inei": lambda cell: places.place_by_code(cell, "INEI"),
    "iso": lambda cell: places.place_by_code(cell, "ISO"),
    "names": lambda cell: places.place_by_names(places.PlaceNames("LIMA", str(cell), str(cell))),
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@example(cell="²")  # a digit to str.isdigit, none to int
@settings(max_examples=150, deadline=None, derandomize=True)
@given(cell=CELLS)
def test_any_cell_gets_an_answer_and_the_same_one_again(
    reader: Callable[[Cell], Normalised[object]], cell: Cell
) -> None:
    found = reader(cell)

    assert isinstance(found, Normalised)
    assert 0 < found.confidence <= 1
    assert reader(cell) == found
