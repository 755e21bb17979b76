"""The figures of a study that its report shows, as plain values for JSON.

The open data are public: every figure of them is shown. A graph's counts are not. A report
shows its places of ten victims and more, rounded down to tens, for every reader; the other places
stand together. Rates of places come from the rounded counts, so that nobody computes back.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from trama.access.policy import Role, Viewer
from trama.study.analysis import Part, Study, Variant
from trama.study.association import Association
from trama.study.rates import PER, Numbers, prior_of, smoothed

Figures = dict[str, Any]
_PUBLIC = Viewer(Role.PUBLIC)
_DIGITS = 6  # significant digits of a figure


def figures_of(study: Study) -> Figures:
    """Return what may be shown of a study."""
    public = study.source.public
    clusters = study.clusters
    kinds = dict(zip(study.placed_order, clusters.kinds, strict=True))
    chances = dict(zip(study.placed_order, clusters.q, strict=True))
    provinces = _part(study.provinces, public=public)
    for row in provinces["places"]:
        row["kind"] = kinds.get(row["uid"], "")
        row["q"] = _short(chances[row["uid"]]) if public and row["uid"] in chances else None
    return {
        "source": study.source.code,
        "public": public,
        "by_year": _by_year(study.by_year, public=public),
        "departments": _part(study.departments, public=public),
        "provinces": provinces,
        "coverage": _coverage(study.coverage) if public else {},
        "clusters": {
            "moran": _short(clusters.moran),
            "expected": _short(clusters.expected),
            "p": _short(clusters.p),
            "shown": sorted(row["uid"] for row in provinces["places"] if row["kind"] == "hot"),
        },
        "model": _model(study.model),
        "dropped": [factor.code for factor in study.dropped],
        "variants": [_variant(variant, public=public) for variant in study.variants],
    }


def _count(victims: float, *, public: bool) -> int | None:
    """Return a number of victims as it may be shown; None if it is too small."""
    shown = victims if public else _PUBLIC.shown_count(victims)
    return None if shown is None else round(shown)


def _part(part: Part, *, public: bool) -> Figures:
    frame = part.frame.copy()
    exact = frame["victims"].to_numpy(float)
    frame["victims"] = [_count(value, public=public) for value in exact]
    shown = frame if public else _from_rounded(frame[frame["victims"].notna()], part, exact)
    hidden = exact[~frame.index.isin(shown.index)]
    columns = ["name", "department", "population", "victims", "crude", "rate", "low", "high"]
    rows = [
        {"uid": uid, **{name: _short(row[name]) for name in columns}, "local": _short(row["local"])}
        for uid, row in shown.sort_values(["rate", "name"], ascending=[False, True]).iterrows()
    ]
    return {
        "years": [part.years.first, part.years.last],
        "exposure": _short(part.exposure),
        "population": _short(part.frame["population"].sum()),
        "victims": _count(part.victims, public=public),
        "placed": _count(part.placed, public=public),
        "places": rows,
        "together": {
            "places": len(hidden),
            "victims": _count(float(hidden.sum()), public=public) if len(hidden) else 0,
        },
        "left_out": list(part.left_out),
    }


def _from_rounded(frame: pd.DataFrame, part: Part, exact: Numbers) -> pd.DataFrame:
    """Return the rates of the shown places, computed from nothing but what is shown.

    The prior takes for each other place its share, by people, of their rounded total. With the
    exact total, two studies of different years would tell the few people of one year.
    """
    everybody = part.frame["population"].to_numpy(float) * part.exposure
    shown = part.frame.index.isin(frame.index)
    others = _PUBLIC.shown_count(float(exact[~shown].sum())) or 0
    known = np.where(shown, exact - exact % _PUBLIC.minimum_cell, 0.0)
    if not shown.all():
        known = known + np.where(shown, 0.0, others * everybody / everybody[~shown].sum())
    victims = frame["victims"].to_numpy(float)
    people = frame["population"].to_numpy(float) * part.exposure
    smooth = smoothed(victims, people, [prior_of(known, everybody)] * len(victims))
    rated = frame.assign(crude=PER * victims / people, local=None)
    rated[["rate", "low", "high"]] = smooth.to_numpy()
    return rated


def _coverage(table: pd.DataFrame) -> Figures:
    """Return by department the victims of the provinces' years, and those of known province."""
    return {
        str(uid): {"victims": round(row["victims"]), "placed": round(row["placed"])}
        for uid, row in table.iterrows()
    }


def _by_year(table: pd.DataFrame, *, public: bool) -> list[Figures]:
    names = ("victims", "department", "province")
    return [
        {
            "year": int(str(year)),
            **{name: _count(float(row[name]), public=public) for name in names},
        }
        for year, row in table.iterrows()
    ]


def _model(model: Association) -> Figures:
    effects = [
        {
            "factor": effect.factor.code,
            "verdict": effect.verdict,
            **{
                name: _short(getattr(effect, name))
                for name in ("ratio", "low", "high", "p", "q", "check_z", "check_p")
            },
        }
        for effect in model.effects
    ]
    names = ("alpha", "eigenvectors", "moran_before", "moran_after", "spatial_error", "places")
    return {"effects": effects, **{name: _short(getattr(model, name)) for name in names}}


def _variant(variant: Variant, *, public: bool) -> Figures:
    return {
        "code": variant.code,
        "victims": _count(variant.victims, public=public),
        "effects": _model(variant.model)["effects"] if variant.model else None,
    }


def _short(value: Any) -> Any:  # noqa: ANN401 - a cell of a table, of any type
    """Return a number with six digits that count, a text as it is, None for nothing."""
    if value is None or isinstance(value, str):
        return value
    number = float(value)
    if np.isnan(number):
        return None
    return round(number) if number == int(number) else float(f"{number:.{_DIGITS}g}")


def differences(before: object, now: object, path: str = "") -> Iterable[str]:
    """Yield the path of each figure that differs by more than the last digits of a computation."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key in sorted({*before, *now}):
            yield from differences(before.get(key), now.get(key), f"{path}.{key}".lstrip("."))
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for number, (one, other) in enumerate(zip(before, now, strict=True)):
            yield from differences(one, other, f"{path}[{number}]")
    elif not _same(before, now):
        yield path


def _same(before: object, now: object) -> bool:
    numbers = (int, float)
    if isinstance(before, numbers) and isinstance(now, numbers):
        return bool(np.isclose(before, now, rtol=1e-4, atol=1e-9))
    return before == now
