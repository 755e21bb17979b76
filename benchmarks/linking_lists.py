"""Two lists of people linked: ``lists`` against tuned Splink 5, on the same records.

    python benchmarks/linking_lists.py [--records 500000] [--rounds 3] [--dirt 1.0] [--same-at 0.99]

Each run is a process of its own, in turns, on the same two Parquet files. The clock runs from the
reading of the files to the written links: ours with clusters and the explanation of each link,
those of Splink with clusters alone. Splink is tuned as its manual says (see ``splink_links``), and
gets the threshold of ``THRESHOLDS`` that is best for it by the truth; ours has the fixed one of
``--same-at``.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import splink.comparison_library as cl
from people_lists import Rates, made_lists
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from support import Figure

from trama.lists.link import ListOptions, link_lists

SEED = 20_171
THREADS = 2  # of DuckDB
THRESHOLDS = (0.5, 0.9, 0.95, 0.99, 0.999)
_GIB = 2**20  # kilobytes, as the kernel counts a peak


def lists_of_people(
    records: int, rounds: int = 3, dirt: float = 1.0, same_at: float = 0.99
) -> list[Figure]:
    """Return the figures of issue 10 §5 for two lists of so many records each."""
    ours, theirs = measured(records, rounds, dirt, same_at)
    ratio = statistics.median(run["seconds"] for run in ours) / statistics.median(
        run["seconds"] for run in theirs
    )
    one, other = ours[0], theirs[0]
    told = ", ".join(f"{name} {_told(run)}" for name, run in (("Trama", one), ("Splink", other)))
    size = f"2 × {records:,} records"
    gain = one["f1"] - other["f1"]
    return [
        Figure(f"{size}: time over tuned Splink 5", ratio, "≤ 1", ratio <= 1, told),
        Figure(f"{size}: F1 above tuned Splink 5", gain, "≥ 0.02", gain >= 0.02, told),
        Figure(f"{size}: precision", one["precision"], "≥ 0.999", one["precision"] >= 0.999, told),
        Figure(f"{size}: peak memory, GiB", one["gib"], "≤ 2", one["gib"] <= 2, told),
    ]


def _told(run: Mapping[str, float]) -> str:
    return (
        f"{run['seconds']:.1f} s ({run['cpu']:.1f} s of processors), F1 {run['f1']:.4f}, precision"
        f" {run['precision']:.4f}, recall {run['recall']:.4f}, {run['gib']:.2f} GiB"
    )


def measured(
    records: int, rounds: int, dirt: float, same_at: float
) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """Return the runs of Trama and of Splink, in turns."""
    with tempfile.TemporaryDirectory(prefix="trama-lists-") as name:
        folder = Path(name)
        lists = made_lists(records, SEED, Rates().scaled(dirt))
        for part in ("one", "other", "true"):
            pq.write_table(getattr(lists, part), folder / f"{part}.parquet")
        del lists
        runs: dict[str, list[dict[str, float]]] = {"trama": [], "splink": []}
        for _ in range(rounds):
            for engine, done in runs.items():
                done.append(_run(engine, folder, same_at))
                print(engine, _told(done[-1]), flush=True)
    return runs["trama"], runs["splink"]


def _run(engine: str, folder: Path, same_at: float) -> dict[str, float]:
    command = [
        sys.executable, __file__, "--run", engine, "--folder", str(folder),
        "--same-at", str(same_at),
    ]  # fmt: skip
    answer = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    run: dict[str, float] = json.loads(answer.splitlines()[-1])
    return run


def run_here(engine: str, folder: Path, same_at: float) -> dict[str, float]:
    """Link the lists of a folder in this process; return what that cost and what it found."""
    begun, used = time.perf_counter(), _processors()
    found = trama_links(folder, same_at) if engine == "trama" else splink_links(folder)
    seconds, cpu = time.perf_counter() - begun, _processors() - used
    peaks = [
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    true = pq.read_table(folder / "true.parquet")
    precision, recall, f1 = max(
        (scored(links, true) for links in found), key=lambda score: score[2]
    )
    return {
        "seconds": seconds, "cpu": cpu, "gib": sum(peaks) / _GIB,
        "precision": precision, "recall": recall, "f1": f1,
    }  # fmt: skip


def _processors() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def trama_links(folder: Path, same_at: float) -> list[pa.Table]:
    """Return the links of ``lists``, and write them with their explanations."""
    one, other = (pq.read_table(folder / f"{part}.parquet") for part in ("one", "other"))
    links = link_lists(one, other, options=ListOptions(same_at=same_at))
    pq.write_table(links.pairs, folder / "pairs.parquet")
    pq.write_table(links.groups, folder / "groups.parquet")
    same = links.pairs.filter(pc.equal(links.pairs["verdict"].cast(pa.string()), "SAME"))
    return [same.select(["one", "other"])]


def _tables(folder: Path, connection: duckdb.DuckDBPyConnection) -> list[object]:
    """Return the lists as tables of Splink."""
    api = DuckDBAPI(connection)
    tables = []
    for part in ("one", "other"):
        connection.execute(
            f"""
            CREATE TABLE {part}_list AS SELECT uid AS unique_id, paternal, maternal, given,
                string_split(given, ' ')[1] AS first_given,
                regexp_replace(document, '^DNI:', '') AS document, sex,
                try_cast(birth AS DATE) AS birth, left(birth, 4) AS year, birthplace, residence
            FROM read_parquet('{folder / f"{part}.parquet"}')
            """
        )
        tables.append(api.register(f"{part}_list", dataset_display_name=part))
    return tables


def _settings() -> SettingsCreator:
    """Return Splink's comparisons and rules of blocking."""
    names = [
        cl.JaroWinklerAtThresholds(column, [0.92, 0.88, 0.8]).configure(
            term_frequency_adjustments=True
        )
        for column in ("paternal", "maternal", "given")
    ]
    blocks = [
        ("document",),
        ("paternal", "maternal", "first_given"),
        ("paternal", "maternal", "year"),
        ("paternal", "first_given", "year"),
        ("maternal", "first_given", "year"),
        ("birth", "paternal"),
        ("birth", "maternal"),
        ("birth", "first_given"),
    ]
    return SettingsCreator(
        link_type="link_only",
        unique_id_column_name="unique_id",
        comparisons=[
            *names,
            cl.DateOfBirthComparison("birth", input_is_string=False),
            cl.DamerauLevenshteinAtThresholds("document", [1, 2]),
            cl.ExactMatch("sex"),
            cl.ExactMatch("residence").configure(term_frequency_adjustments=True),
            cl.ExactMatch("birthplace").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[block_on(*block) for block in blocks],
    )


def splink_links(folder: Path) -> list[pa.Table]:
    """Return the links of Splink 5 at each threshold, as its manual advises a good user.

    1. Dates as dates, the year apart, texts in capitals without blanks at the ends, NULL for ''.
    2. Names by Jaro-Winkler with term frequencies, dates by parts, documents by digits off.
    3. u from a million random pairs; m by EM over two blocking rules, with ``max_pairs=1e6``.
    4. Each record's best link, if it is the other record's best too: either list has each person
       once. Its own ``cluster_using_single_best_links`` took 20 GB for 2 × 200,000 records here.
    """
    connection = duckdb.connect()
    connection.execute(f"SET threads TO {THREADS}")
    linker = Linker(_tables(folder, connection), _settings(), log_level=None)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("document"), block_on("paternal", "maternal", "given", "birth")], recall=0.8
    )
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("paternal", "maternal"), block_on("birth")):
        training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=1e6)
    predicted = linker.inference.predict(threshold_match_probability=min(THRESHOLDS)).physical_name
    found = []
    for threshold in THRESHOLDS:
        pairs = connection.execute(
            f"""
            SELECT unique_id_l AS one, unique_id_r AS other FROM "{predicted}"
            WHERE match_probability >= {threshold}
            QUALIFY row_number() OVER (PARTITION BY unique_id_l ORDER BY match_weight DESC) = 1
                AND row_number() OVER (PARTITION BY unique_id_r ORDER BY match_weight DESC) = 1
            """
        )
        found.append(pairs.to_arrow_table())
    return found


def scored(found: pa.Table, true: pa.Table) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the pairs ``one``, ``other`` found."""
    pairs = [
        np.char.add(
            np.char.add(table["one"].to_numpy().astype(str), " "),
            table["other"].to_numpy().astype(str),
        )
        for table in (found, true)
    ]
    right = len(np.intersect1d(*pairs))
    sizes = [len(pair) for pair in pairs]
    return right / max(sizes[0], 1), right / sizes[1], 2 * right / max(sum(sizes), 1)


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dirt", type=float, default=1.0)
    parser.add_argument("--same-at", type=float, default=0.99)
    parser.add_argument("--run", choices=("trama", "splink"))
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    if options.run:
        print(json.dumps(run_here(options.run, options.folder, options.same_at)))
        return
    for figure in lists_of_people(options.records, options.rounds, options.dirt, options.same_at):
        print(figure.name, f"{figure.value:.4f}", figure.goal, "yes" if figure.met else "no")


if __name__ == "__main__":
    main()
