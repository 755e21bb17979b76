"""The data inside the package, read whole: the RETA open data and the published totals."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from trama.mapping.files import map_file
from trama.mapping.mapped import MappedObservation
from trama.profiles.library import load_profile
from trama.profiles.shipped_data import shipped_files
from trama.profiles.specs import Profile
from trama.values.defects import Issue, Outcome

VICTIMS = {
    2017: 725,
    2018: 734,
    2019: 509,
    2020: 372,
    2021: 535,
    2022: 631,
    2023: 583,
    2024: 669,
    2025: 384,
}


class Read:
    """A shipped file, mapped: small enough (75,508 rows) to be held whole."""

    def __init__(self, name: str) -> None:
        file = next(file for file in shipped_files() if file.profile == name)
        self.profile: Profile = load_profile(file.profile)
        self.issues: list[Issue] = []
        self.rows: list[MappedObservation] = []
        self.counted = 0
        self.rejected = 0
        with map_file(file.path, self.profile, self.issues.append) as tables:
            for table in tables:
                self.rows += [row for row in table.rows if isinstance(row, MappedObservation)]
                self.counted += table.count.rows
                self.rejected += table.count.rejected

    def sums(self, dimension: str) -> dict[int, float]:
        """Return the victims of each year, added up from the parts of one breakdown."""
        by_year: dict[int, float] = defaultdict(float)
        for row in self.rows:
            indicator = self.profile.indicators[str(row.fields["indicator"])]
            if indicator.dimension == dimension and indicator.part_of_total:
                by_year[int(str(row.fields["year"]))] += float(str(row.fields.get("value", 0)))
        return dict(by_year)


@pytest.fixture(scope="module")
def open_data() -> Read:
    return Read("reta_open_data")


@pytest.fixture(scope="module")
def published() -> Read:
    return Read("published_totals")


def test_every_shipped_file_exists_and_is_attributed() -> None:
    files = shipped_files()

    text = (files[0].path.parent / "ATTRIBUTION.md").read_text(encoding="utf-8")
    assert files
    for file in files:
        assert Path(file.path).is_file()
        assert file.path.name in text


def test_every_row_of_the_open_data_is_read(open_data: Read) -> None:
    assert (open_data.counted, open_data.rejected) == (75_508, 0)
    assert len(open_data.rows) == 75_508
    assert not any(issue.defect.outcome is Outcome.REJECTED for issue in open_data.issues)


def test_every_row_of_the_open_data_has_its_own_key_and_digest(open_data: Read) -> None:
    assert len({row.key for row in open_data.rows}) == 75_508
    assert len({row.digest for row in open_data.rows}) == 75_508


def test_victims_added_up_from_the_parts_are_those_of_the_registry(open_data: Read) -> None:
    assert open_data.sums("recruitment") == VICTIMS


def test_totals_of_the_source_are_wrong_and_never_added(open_data: Read) -> None:
    indicators = open_data.profile.indicators.values()
    totals = {indicator.uid for indicator in indicators if not indicator.part_of_total}
    published_2017 = sum(
        float(str(row.fields.get("value", 0)))
        for row in open_data.rows
        if row.fields["indicator"] == "VICTIMAS/sex_and_age/TOTAL" and row.fields["year"] == 2017
    )

    assert published_2017 == 641  # what the source adds up to, where its parts give 725
    assert {uid for uid in totals if not uid.endswith("/TOTAL")} == {
        "VICTIMAS/sex/F",
        "VICTIMAS/sex/M",
    }
    assert len(totals) == 12


def test_an_empty_value_is_unknown_and_not_zero(open_data: Read) -> None:
    empty = Counter(
        (row.fields["year"], str(row.fields["indicator"]).split("/")[1])
        for row in open_data.rows
        if "value" not in row.fields
    )

    assert empty == {(2022, "destination"): 856, (2023, "destination"): 176}


def test_each_indicator_is_a_breakdown_by_a_code(open_data: Read) -> None:
    indicator = open_data.profile.indicators["VICTIMAS/recruitment/OFERTA_TRABAJO"]

    assert (indicator.measure, indicator.dimension, indicator.code, indicator.part_of_total) == (
        "VICTIMAS",
        "recruitment",
        "OFERTA_TRABAJO",
        True,
    )
    assert len(open_data.profile.indicators) == 86
    used = {row.fields["indicator"] for row in open_data.rows}
    assert used == set(open_data.profile.indicators)


def test_an_observation_says_where_when_and_who(open_data: Read) -> None:
    row = open_data.rows[2]

    assert row.fields == {
        "indicator": "VICTIMAS/recruitment/OFERTA_TRABAJO",
        "period": "2017-01",
        "year": 2017,
        "place": "PE-021801",
        "place_confidence": 1.0,
        "place_text": "ÁNCASH / SANTA / CHIMBOTE",
        "agency": "DIVICAJ -DEPINTRAP",
        "registry": "RETA",
        "source": "MININTER / PNP, datos abiertos «Trata de personas»",
        "unit": "víctimas",
        "value": 2.0,
        "verified": True,
    }


def test_places_without_a_province_are_their_department(open_data: Read) -> None:
    bare = [row for row in open_data.rows if " / " not in str(row.fields["place_text"])]

    assert {row.fields["year"] for row in bare} >= {2023, 2024, 2025}
    assert all(len(str(row.fields["place"])) == len("PE-02") for row in bare)


def test_nearly_every_place_is_found(open_data: Read) -> None:
    lost = {row.fields["place_text"] for row in open_data.rows if "place" not in row.fields}
    every = {row.fields["place_text"] for row in open_data.rows}

    assert len(lost) <= 0.02 * len(every)


def test_published_totals_keep_who_counts_and_where_it_was_said(published: Read) -> None:
    seen = {
        (row.fields["registry"], row.fields["value"], row.fields["verified"])
        for row in published.rows
        if row.fields["year"] == 2017
    }

    assert seen == {("GLOTIP", 540.0, True), ("TIP", 1229.0, True), ("SISTRA", 1307.0, True)}
    assert all(row.fields["source"] for row in published.rows)
    assert published.issues == []


def test_figures_without_an_exact_citation_are_not_verified(published: Read) -> None:
    doubted = {row.fields["value"] for row in published.rows if not row.fields["verified"]}

    assert doubted == {2284.0}


def test_corrected_figures_name_the_later_figure_and_who_stated_both(published: Read) -> None:
    corrected = {
        (row.fields["year"], row.fields["value"]): row.fields["corrected_to"]
        for row in published.rows
        if "corrected_to" in row.fields
    }
    told = {(row.fields["year"], row.fields["value"]): row.fields for row in published.rows}

    assert corrected == {(2018, 882.0): 1189.0, (2019, 476.0): 1266.0}
    for (year, value), later in corrected.items():
        earlier, replaced = told[year, value], told[year, later]
        assert str(earlier["stated_on"]) < str(replaced["stated_on"])
        assert earlier["stated_by"] == replaced["stated_by"]
        assert earlier["registry"] == replaced["registry"]
    assert told[2022, 1430.0]["stated_on"] == "2023-03-08"
    assert (told[2020, 640.0]["registry"], told[2020, 470.0]["registry"]) == ("TIP", "FISCALIA")


def test_every_published_total_says_what_was_counted(published: Read) -> None:
    assert all(row.fields["of_what"] and row.fields["stated_by"] for row in published.rows)
    several = {row.fields["value"] for row in published.rows if "until" in row.fields}
    assert several == {5707.0, 7463.0, 29400.0, 7175.0, 1067.0}


def test_no_published_total_adds_up(published: Read) -> None:
    assert not any(total.part_of_total for total in published.profile.indicators.values())
    assert len({row.key for row in published.rows}) == len(published.rows) == 29
