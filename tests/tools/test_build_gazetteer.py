"""The shipped table is what the published tables make of it."""

import csv
from pathlib import Path

import pytest
from babel import Locale
from build_gazetteer import build

from trama.places.gazetteer import gazetteer

ROOT = Path(__file__).parents[2]
SOURCES = ROOT.parent / "shared" / "data"
needs_sources = pytest.mark.skipif(
    not (SOURCES / "ubigeo_peru").is_dir(), reason="the published tables are not at hand"
)


@needs_sources
def test_the_shipped_table_is_rebuilt_letter_by_letter() -> None:
    shipped = (ROOT / "places" / "data" / "locations.csv").read_text(encoding="utf-8")

    assert build(SOURCES) == shipped


def test_each_country_has_the_names_of_the_pinned_babel() -> None:
    spanish, english = Locale("es", "PE").territories, Locale("en").territories
    countries = gazetteer().places("PAIS")

    assert len(countries) == 249
    for country in countries:
        assert (country.name, country.name_en) == (spanish[country.uid], english[country.uid])


@needs_sources
def test_each_current_district_is_named_and_placed_as_inei_lists_it() -> None:
    path = SOURCES / "ubigeo_peru" / "ubigeosperu_ubigeo_inei_2025.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file, delimiter=";"))

    assert len(listed) == 1891
    for row in listed:
        place = gazetteer().get(f"PE-{row['ubigeo']}")
        assert place is not None
        assert place.population == int(row["población"])
        assert place.latitude == pytest.approx(float(row["latitud"]), abs=1e-5)
        # The list has one wrong digit: tests/visualizations/test_boundaries.py looks for others.
        listed_at = {"221006": -76.38722}.get(row["ubigeo"], float(row["longitud"]))
        assert place.longitude == pytest.approx(listed_at, abs=1e-5)
        assert place.name == row["distrito"] or place.uid == "PE-060506"


@needs_sources
def test_the_newest_list_of_reniec_has_two_codes_that_name_no_district_of_today() -> None:
    path = SOURCES / "ubigeo_peru" / "ubigeosperu_ubigeo_reniec_2025.csv"
    with path.open(encoding="utf-8", newline="") as file:
        codes = [row["ubigeo"] for row in csv.DictReader(file, delimiter=";")]

    unknown = [code for code in codes if gazetteer().by_code(code, "RENIEC") is None]

    # Ica / Arica under Tacna, and Santa Rosa de Loreto: no district of today.
    assert unknown == ["150605", "300102"]
