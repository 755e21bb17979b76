"""The study: rates, clusters, factors and their sensitivity, from a source and its options.

The main value is a `Study`. It has exact figures: `publishing` decides what of them a report shows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from trama.core.study_errors import NothingToStudy
from trama.study.association import Association, association
from trama.study.clusters import Clustering, clustering
from trama.study.factors import (
    INSTEAD_OF_POVERTY,
    MODEL,
    POVERTY,
    Factor,
    told_apart,
)
from trama.study.own_measures import own_factors
from trama.study.rates import PER, Numbers, global_rates, local_rates
from trama.study.source import Source, Years, by_place, places_at, within
from trama.study.territory import LIMA, Level, Territory, territory

LEAST_VICTIMS = 100
"""Victims with a known place below which no model is fitted: about 15 for each factor."""

LEAST_PLACES = 30
"""Places with a victim below which no model is fitted."""

Watcher = Callable[[str], None]
"""A function that gets the name of each step of a study."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a study: ``years`` None for all with data; ``covariates`` a file, or None."""

    years: Years | None = None
    draws: int = 9_999
    seed: int = 2017
    covariates: Path | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The rates of the places of one level over some years.

    ``frame`` has by uid ``name``, ``department``, ``population``, ``victims``, ``crude``, ``rate``,
    ``low``, ``high`` and ``local``, rates for 100,000 people and year. ``victims`` is the number
    of all victims of the years, ``placed`` of those whose place is known. ``exposure`` is the
    number of years. ``left_out`` are places without a population.
    """

    level: Level
    years: Years
    exposure: float
    victims: float
    placed: float
    frame: pd.DataFrame
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """The same model on other counts or factors; ``model`` is None if there are too few victims."""

    code: str
    victims: float
    model: Association | None


@dataclass(frozen=True, slots=True)
class Study:
    """A whole study. ``model`` and ``clusters`` are of the provinces ``placed_order``, in order.

    ``coverage`` has by department the ``victims`` of the provinces' years, and the ``placed`` ones
    of whom the province is known.
    """

    source: Source
    options: Options
    departments: Part
    provinces: Part
    placed_order: tuple[str, ...]
    clusters: Clustering
    model: Association
    dropped: tuple[Factor, ...]
    variants: tuple[Variant, ...]
    by_year: pd.DataFrame
    coverage: pd.DataFrame


def make_study(
    source: Source,
    options: Options,
    watcher: Watcher = lambda _: None,
    land: Territory | None = None,
) -> Study:
    """Return the study of a source. ``land`` are other provinces than the shipped ones.

    Raises:
        NothingToStudy: too few victims have a known place, or the years have no data.
        BadCovariates: the file of measures does not fit.
        InputError: the file of measures cannot be read.
    """
    watcher("rates")
    land, factors = _measures(land or territory("PROVINCIA"), options)
    departments = _part(source, territory("DEPARTAMENTO"), options)
    provinces = _part(source, land, options)
    land = land.only([uid for uid in provinces.frame.index if uid not in set(land.islands())])
    victims = provinces.frame.loc[land.frame.index, "victims"].to_numpy(float)
    _check_enough(victims, provinces)
    watcher("clusters")
    people = land.frame["population"].to_numpy(float) * provinces.exposure
    clusters = clustering(victims, people, land, draws=options.draws, seed=options.seed)
    watcher("model")
    kept = told_apart(land, factors)
    model = _model(victims, land, kept, options)
    variants = []
    for variant in _variants(source, land, kept, (provinces, options)):
        watcher(variant.code)
        variants.append(variant)
    dropped = tuple(factor for factor in factors if factor not in kept)
    return Study(
        source,
        options,
        departments,
        provinces,
        tuple(land.frame.index),
        clusters,
        model,
        dropped,
        tuple(variants),
        _by_year(source),
        _coverage(source, provinces.years),
    )


def _measures(land: Territory, options: Options) -> tuple[Territory, tuple[Factor, ...]]:
    if options.covariates is None:
        return land, MODEL
    land, own = own_factors(options.covariates, land)
    return land, (*MODEL, *own)


def _part(source: Source, land: Territory, options: Options) -> Part:
    possible = source.years_at(land.level)
    years = _years(source, possible, options.years)
    counts = within(source.counts, years)
    placed = by_place(counts, land.level)
    frame = land.frame[["name", "department", "population"]].copy()
    frame["victims"] = placed.reindex(frame.index, fill_value=0.0)
    without = frame.index[~(frame["population"] > 0)]
    frame = frame.drop(index=without)
    exposure = sum(
        length for year, length in source.exposure.items() if years.first <= year <= years.last
    )
    victims = frame["victims"].to_numpy(float)
    people = frame["population"].to_numpy(float) * exposure
    frame["crude"] = PER * victims / people
    smooth = global_rates(victims, people)
    frame[["rate", "low", "high"]] = smooth.to_numpy()
    near = land.only(list(frame.index)).contacts()
    frame["local"] = local_rates(victims, people, near)["rate"].to_numpy()
    return Part(
        land.level,
        years,
        exposure,
        float(counts["victims"].sum()),
        float(placed.sum()),
        frame,
        tuple(land.frame["name"][without]),
    )


def _years(source: Source, possible: Years, wanted: Years | None) -> Years:
    """Return the years that are wanted and possible.

    Raises:
        NothingToStudy: no year is both.
    """
    if wanted is None:
        return possible
    first, last = max(possible.first, wanted.first), min(possible.last, wanted.last)
    if first > last or not any(first <= year <= last for year in source.exposure):
        raise NothingToStudy(
            why_es=f"{wanted.told('es')} no hay víctimas con lugar conocido",
            why_en=f"{wanted.told('en')} no victim has a known place",
            instead_es=f"de {possible.first} a {possible.last}",
            instead_en=f"{possible.first} to {possible.last}",
        )
    return Years(first, last)


def _check_enough(victims: Numbers, provinces: Part) -> None:
    if victims.sum() < LEAST_VICTIMS or (victims > 0).sum() < LEAST_PLACES:
        raise NothingToStudy(
            why_es=f"hacen falta {LEAST_VICTIMS} víctimas con provincia conocida en al menos "
            f"{LEAST_PLACES} provincias, de {provinces.years.first} a {provinces.years.last}",
            why_en=f"{LEAST_VICTIMS} victims with a known province are needed, in at least "
            f"{LEAST_PLACES} provinces, from {provinces.years.first} to {provinces.years.last}",
            instead_es="más años, o los datos abiertos: --source open-data",
            instead_en="more years, or the open data: --source open-data",
        )


def _model(
    victims: Numbers, land: Territory, factors: tuple[Factor, ...], options: Options
) -> Association:
    return association(victims, land, factors, draws=999, seed=options.seed)


def _variants(
    source: Source, land: Territory, factors: tuple[Factor, ...], of: tuple[Part, Options]
) -> Iterator[Variant]:
    """Yield the model on parts of the years, without Lima, on other counts, with other factors."""
    part, options = of
    counts = within(source.counts, part.years)
    middle = (part.years.first + part.years.last) // 2
    if part.years.first < part.years.last:
        for code, half in (
            ("first_half", Years(part.years.first, middle)),
            ("second_half", Years(middle + 1, part.years.last)),
        ):
            yield _variant(code, within(counts, half), land, factors, options)
    for code, other in source.others.items():
        yield _variant(code, within(other, part.years), land, factors, options)
    rest = land.only([uid for uid in land.frame.index if uid != LIMA])
    yield _variant("without_lima", counts, rest, factors, options)
    seen = by_place(counts, "PROVINCIA")
    some = land.only([uid for uid in land.frame.index if seen.get(uid, 0) > 0])
    some = some.only([uid for uid in some.frame.index if uid not in set(some.islands())])
    yield _variant("with_some", counts, some, factors, options)
    for instead in INSTEAD_OF_POVERTY:
        others = tuple(instead if factor is POVERTY else factor for factor in factors)
        yield _variant(instead.code, counts, land, told_apart(land, others), options)


def _variant(
    code: str, counts: pd.DataFrame, land: Territory, factors: tuple[Factor, ...], options: Options
) -> Variant:
    victims = by_place(counts, "PROVINCIA").reindex(land.frame.index, fill_value=0.0).to_numpy()
    enough = victims.sum() >= LEAST_VICTIMS and (victims > 0).sum() >= LEAST_PLACES
    model = _model(victims, land, factors, options) if enough else None
    return Variant(code, float(victims.sum()), model)


def _by_year(source: Source) -> pd.DataFrame:
    """Return for each year its ``victims``, and those of known ``department`` and ``province``."""
    counts = source.counts.dropna(subset=["year"])
    levels: dict[str, Level] = {"department": "DEPARTAMENTO", "province": "PROVINCIA"}
    table = pd.DataFrame({"victims": counts.groupby("year")["victims"].sum()})
    for name, level in levels.items():
        known = counts[places_at(counts, level).notna()]
        table[name] = known.groupby("year")["victims"].sum()
    return table.fillna(0.0)


def _coverage(source: Source, years: Years) -> pd.DataFrame:
    """Return for each department its ``victims``, and those ``placed`` in one of its provinces."""
    counts = within(source.counts, years)
    placed = counts[places_at(counts, "PROVINCIA").notna()]
    levels = {"victims": counts, "placed": placed}
    return pd.DataFrame({name: by_place(of, "DEPARTAMENTO") for name, of in levels.items()}).fillna(
        0.0
    )
