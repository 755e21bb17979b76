"""The map of Peru with places abroad on its edge."""

from answers import answer

from trama.queries.catalog import catalog
from trama.visualizations.around import Around
from trama.visualizations.places_page import places_page
from trama.visualizations.signs import place_text

QUERY = catalog().get("frequent_legs")


def page(*legs: tuple[str, str]) -> str:
    rows = [
        {"origin": origin, "destination": destination, "cases": 1, "victims": 2}
        for origin, destination in legs
    ]
    return places_page(QUERY, answer("frequent_legs", rows), "es")


def test_places_abroad_are_written_with_their_country() -> None:
    assert place_text("CO-ANT", "es") == "Antioquia (Colombia)"
    assert place_text("ES-CT-B", "es") == "Barcelona (Cataluña, España)"
    assert place_text("ES-CT-B", "en") == "Barcelona (Cataluña, Spain)"


def test_a_leg_from_a_state_is_drawn_from_its_country_and_written_with_its_name() -> None:
    drawn = page(("CO-AMA", "PE-16"), ("CO-NSA", "PE-15"))

    assert "Amazonas (Colombia) → Loreto: 2 víctimas, 1 caso" in drawn
    assert "4 víctimas" not in drawn, "no row counts the victims of a place"
    assert "Tramos sin dibujar" not in drawn


def test_legs_inside_another_country_are_left_to_the_table() -> None:
    drawn = page(("CO-NSA", "CO-ANT"), ("PE-08", "PE-15"))

    assert "Tramos sin dibujar: 1" in drawn
    assert "Norte de Santander (Colombia)" in drawn


def test_legs_between_neighbours_are_counted_since_their_places_hide_them() -> None:
    # Lince and Jesús María lie two kilometres apart; Lima and Cusco do not.
    drawn = page(("PE-150116", "PE-150113"), ("PE-150113", "PE-150116"), ("PE-150101", "PE-080101"))

    assert "Tramos tan cortos que sus lugares los tapan: 2." in drawn
    assert "Tramos tan cortos" not in page(("PE-08", "PE-15"))


def test_the_table_names_the_cases_of_a_leg_by_their_numbers_and_leads_to_them() -> None:
    row = {"origin": "PE-08", "destination": "PE-15", "cases": 1, "victims": 2,
           "case_uids": ["C-1"]}  # fmt: skip
    around = Around(links={"C-1": "caso.html"}, names={"C-1": "RETA:SINT-2017-000001"})

    made = places_page(QUERY, answer("frequent_legs", [row]), "es", around=around)

    number = '<a href="caso.html"><span class="key">RETA:SINT-2017-000001</span></a>'
    assert number in made
