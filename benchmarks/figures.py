"""The time to find the recipes of a number, against loops over windows with pandas' rolling sums.

    python benchmarks/figures.py [--number 1465]

The alternative sums each series and place over windows of each length with ``DataFrame.rolling``
and compares; it has no costs, no gaps and no chance. Both must find the same exact recipes.
"""

import argparse
import time

import numpy as np
import pandas as pd

from trama.figures.breakdowns import Series, series_of
from trama.figures.count_search import Searched, search
from trama.figures.document import figure_document
from trama.figures.open_data import shipped_open_data
from trama.figures.question import ask
from trama.figures.windows import windows_of, within


def rolling(series: tuple[Series, ...], number: int) -> int:
    """Return how many recipes give the number, found with pandas."""
    found = 0
    for one in series:
        frame = pd.DataFrame(one.counts.T)
        gaps = pd.Series(~one.covered).astype(int)
        for months in range(1, len(frame) + 1):
            sums = frame.rolling(months).sum()
            whole = gaps.rolling(months).sum() == 0
            found += int((sums[whole] == number).sum().sum())
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=1465)
    number = parser.parse_args().number
    began = time.perf_counter()
    data = shipped_open_data()
    series = series_of(data)
    searched = Searched(series, windows_of(data))
    read = time.perf_counter() - began
    figure_document(ask(str(number)), "es")
    began = time.perf_counter()
    figure_document(ask(str(number)), "es")
    document = time.perf_counter() - began
    mask = within(searched.windows, None, None)
    began = time.perf_counter()
    ours = [one for one in search(searched, number, mask, 0).found if one.miss == 0]
    took = time.perf_counter() - began
    began = time.perf_counter()
    theirs = rolling(series, number)
    pandas = time.perf_counter() - began
    assert len(ours) == theirs, (len(ours), theirs)
    recipes = int(np.prod([len(series), len(data.places), int(mask.sum())]))
    print(f"{recipes:,} recipes, {theirs} exact · reading {read:.2f} s · answer {document:.2f} s")
    print(f"search {took:.2f} s · pandas rolling {pandas:.2f} s · {pandas / took:.0f} times")


if __name__ == "__main__":
    main()
