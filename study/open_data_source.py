"""Victims of the open data of RETA by the place of the police unit that registered them."""

import hashlib
from functools import lru_cache
from pathlib import Path

import pandas as pd

from trama.places.find import PlaceNames, place_by_names
from trama.profiles.shipped_data import shipped_file
from trama.study.source import Source
from trama.values.year_blocks import years_in_first_month

_TOTAL = "F1_TOTAL"  # the one total that agrees with the published number of victims in all years
_COLUMNS = {
    "AÑO": "year",
    "MES": "month",
    "lugar": "department",
    "PROVINCIA": "province",
    "DISTRITO": "district",
    "Denuncias por comisión": "indicator",
    "Valor": "victims",
}


def open_data(path: Path | None = None) -> Source:
    """Return the victims that the open data count; ``path`` is another file than the shipped."""
    path = path or shipped_file("reta_open_data").path
    table = pd.read_csv(path, usecols=list(_COLUMNS), dtype=str).rename(columns=_COLUMNS)
    table = table[table["indicator"] == _TOTAL].fillna("")
    counts = pd.DataFrame(
        {
            "place": [_place(*names) for names in _names(table)],
            "year": table["year"].astype("Int64").to_numpy(),
            "victims": pd.to_numeric(table["victims"]).fillna(0).to_numpy(float),
        }
    )
    by_column = counts.copy()
    by_column["place"] = [_place(*names[:2], "") for names in _names(table)]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Source(
        "open_data",
        counts,
        {"province_column": by_column},
        public=True,
        exposure=_exposure(table),
        hashes={path.name: digest},
    )


def _exposure(table: pd.DataFrame) -> dict[int, float]:
    """Return the length of each year: 1 if its victims all stand in January (2023)."""
    periods: dict[int, set[str]] = {}
    for year, month in set(zip(table["year"], table["month"], strict=True)):
        periods.setdefault(int(year), set()).add(f"{year}-{int(month):02}")
    whole = years_in_first_month(periods)
    return {year: 1.0 if year in whole else len(periods[year]) / 12 for year in sorted(periods)}


def _names(table: pd.DataFrame) -> list[tuple[str, str, str]]:
    columns = (table[name] for name in ("department", "province", "district"))
    return list(zip(*columns, strict=True))


@lru_cache(maxsize=4096)
def _place(department: str, province: str, district: str) -> str | None:
    """Return the uid of the finest place that the names give.

    Several districts in one cell give the finest place that contains them all. ESPINAR-SANTIAGO
    lie in two provinces, and nothing says how many victims are of each: such a row counts for its
    department alone.
    """
    found = place_by_names(PlaceNames(department, province, district)).value
    if found is None or not found.uid.startswith("PE-"):
        found = place_by_names(PlaceNames(department)).value
    return found.uid if found is not None else None
