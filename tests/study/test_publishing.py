"""A report shows all of open data, and of a graph no place with fewer than ten victims."""

import json

import numpy as np
import pandas as pd
import pytest

from trama.core.study_errors import NothingToStudy
from trama.study.analysis import Options, Study, make_study
from trama.study.publishing import differences, figures_of
from trama.study.source import LATEST, Source, Years, years_of
from trama.study.study_folder import study_files
from trama.study.territory import territory

LAND = territory("PROVINCIA")
FEW = Options(draws=199)


def made(*, public: bool, seed: int = 5, years: tuple[int, ...] = (2019, 2020)) -> Source:
    """Return invented victims (SINTETICO): two years, in provinces by their people."""
    people = LAND.frame["population"].to_numpy(float)
    generator = np.random.default_rng(seed)
    frames = [
        pd.DataFrame(
            {
                "place": LAND.frame.index,
                "year": pd.array([year] * len(people), dtype="Int64"),
                "victims": generator.poisson(people * 6e-5).astype(float),
            }
        )
        for year in years
    ]
    unplaced = pd.DataFrame({"place": [None], "year": [2019], "victims": [33.0]})
    counts = pd.concat([*frames, unplaced])
    code = "open_data" if public else "graph"
    exposure = dict.fromkeys(years, 1.0)
    return Source(code, counts, {}, public=public, exposure=exposure, hashes={})


@pytest.fixture(scope="module")
def of_graph() -> Study:
    return make_study(made(public=False), FEW)


def counts_in(figures: object) -> list[float]:
    """Return every number of victims that the figures hold, wherever it stands."""
    if isinstance(figures, dict):
        own = [
            value
            for key, value in figures.items()
            if key in ("victims", "placed", "department", "province")
            and isinstance(value, (int, float))
        ]
        return own + [number for value in figures.values() for number in counts_in(value)]
    if isinstance(figures, list):
        return [number for value in figures for number in counts_in(value)]
    return []


def test_no_count_of_a_graph_is_below_ten_or_exact(of_graph: Study) -> None:
    figures = figures_of(of_graph)
    exact = of_graph.provinces.frame["victims"]

    counts = counts_in(figures)
    shown = {place["uid"] for place in figures["provinces"]["places"]}
    assert len(counts) > 50
    assert all(count % 10 == 0 for count in counts)
    assert shown == set(exact.index[exact >= 10])
    assert (exact < 10).sum() > 20
    assert figures["provinces"]["together"]["places"] == (exact < 10).sum()


def test_a_rate_of_a_graph_comes_from_the_rounded_count(of_graph: Study) -> None:
    figures = figures_of(of_graph)["provinces"]

    assert figures["places"]
    for place in figures["places"]:
        crude = 100_000 * place["victims"] / place["population"] / 2
        assert place["crude"] == pytest.approx(crude, rel=1e-4)
        assert place["local"] is None
        assert place["q"] is None


def test_the_files_of_a_graph_name_no_place_that_is_not_shown(of_graph: Study) -> None:
    files, _ = study_files(of_graph, "2026-11-30T00:00:00+00:00", "SINTETICO")
    exact = of_graph.provinces.frame
    hidden = [uid for uid in exact.index if exact.loc[uid, "victims"] < 10]

    tables = files["provincias.csv"].decode() + files["estudio.json"].decode()
    assert hidden
    assert not [uid for uid in hidden if f'"{uid}"' in tables or f"\n{uid}," in tables]
    assert b"SINTETICO" in files["resumen.html"]


def test_of_open_data_every_figure_is_shown() -> None:
    study = make_study(made(public=True), FEW)

    figures = figures_of(study)

    assert len(figures["provinces"]["places"]) == len(LAND.frame)
    assert figures["provinces"]["together"] == {"places": 0, "victims": 0}
    assert figures["provinces"]["victims"] - figures["provinces"]["placed"] == 33


def test_the_same_seed_gives_the_same_figures_and_another_count_does_not() -> None:
    first, second = (figures_of(make_study(made(public=True), FEW)) for _ in range(2))
    other = figures_of(make_study(made(public=True, seed=6), FEW))

    assert not list(differences(json.loads(json.dumps(first)), second))
    assert list(differences(first, other))


def test_years_without_data_say_which_years_there_are() -> None:
    with pytest.raises(NothingToStudy) as caught:
        make_study(made(public=True), Options(Years(2001, 2003), draws=99))

    assert "2019 a 2020" in caught.value.message("es")
    assert caught.value.status == 404


def test_an_open_end_is_told_as_it_was_asked() -> None:
    with pytest.raises(NothingToStudy) as caught:
        make_study(made(public=True), Options(years_of(None, 2003), draws=99))

    assert "hasta 2003 no hay" in caught.value.message("es")
    assert Years(2030, LATEST).told("en") == "since 2030"


def test_too_few_victims_are_no_study() -> None:
    source = made(public=False)
    few = Source("graph", source.counts.head(5), {}, public=False, exposure={2019: 1.0}, hashes={})

    with pytest.raises(NothingToStudy) as caught:
        make_study(few, FEW)

    assert "open-data" in caught.value.message("en")


def test_a_place_without_people_is_named_and_has_no_rate() -> None:
    frame = LAND.frame.copy()
    frame.loc["PE-0101", "population"] = np.nan

    study = make_study(made(public=True), FEW, land=type(LAND)(LAND.level, frame, LAND.pairs))

    figures = figures_of(study)["provinces"]
    assert figures["left_out"] == ["Chachapoyas"]
    assert "PE-0101" not in {place["uid"] for place in figures["places"]}


def test_one_more_victim_in_a_small_place_changes_no_rate_of_another(of_graph: Study) -> None:
    exact = of_graph.provinces.frame["victims"]
    small = exact[exact < 9].index[0]
    assert exact.sum() % 10 != 9
    source = made(public=False)
    counts = source.counts.copy()
    counts.loc[(counts["place"] == small) & (counts["year"] == 2019), "victims"] += 1
    more = Source("graph", counts, {}, public=False, exposure=source.exposure, hashes={})

    before = figures_of(of_graph)["provinces"]
    after = figures_of(make_study(more, FEW))["provinces"]

    assert before["places"]
    assert [place["rate"] for place in after["places"]] == [p["rate"] for p in before["places"]]
    assert after["placed"] == before["placed"]


def test_departments_tell_of_how_many_victims_the_province_is_known() -> None:
    counts = made(public=True, years=(2019,)).counts.reset_index(drop=True)
    in_cusco = counts["place"].fillna("").str.startswith("PE-08")
    counts.loc[in_cusco & (counts["place"] != "PE-0801"), "place"] = "PE-08"
    less = Source("open_data", counts, {}, public=True, exposure={2019: 1.0}, hashes={})

    study = make_study(less, FEW)
    figures = figures_of(study)
    pages, _ = study_files(study, "2026-11-30T00:00:00+00:00", "SINTETICO")

    covered = figures["coverage"]["PE-08"]
    assert 0 < covered["placed"] < 0.6 * covered["victims"]
    assert covered["victims"] == counts["victims"][in_cusco].sum()
    assert f"Cusco ({covered['placed']} de {covered['victims']})" in pages["resumen.html"].decode()


def test_a_graph_tells_no_coverage_of_its_departments(of_graph: Study) -> None:
    assert figures_of(of_graph)["coverage"] == {}
