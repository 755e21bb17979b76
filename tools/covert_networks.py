"""The page docs/covert-networks.md: measures and communities of criminal networks of research.

    python tools/covert_networks.py

The networks are in tests/data/covert_networks. A test compares the page with this program's answer.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from trama.networks.centrality import Centrality, centrality
from trama.networks.communities import communities, modularity
from trama.networks.incidence import Pairs
from trama.networks.projection import Ties

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data" / "covert_networks"
PAGE = ROOT / "docs" / "covert-networks.md"

NETWORKS = ("caviar", "london_gang", "siren", "togo")
MISSING = (("a tenth", 1 / 10), ("a fifth", 1 / 5), ("a third", 1 / 3))
SEEDS = 20
TOP = 5
MEASURES: dict[str, Callable[[Centrality], NDArray[np.float64]]] = {
    "ties (degree)": lambda found: found.degree.astype(float),
    "weight of ties (strength)": lambda found: found.strength,
    "pairs between (betweenness)": lambda found: found.between,
    "PageRank": lambda found: found.rank,
    "core": lambda found: found.core.astype(float),
    "pairs between, by tie": lambda found: found.brokerage,
    "constraint, lowest first": lambda found: -np.nan_to_num(found.constraint, nan=1.0),
}
TABLES = {
    "rank correlation": tuple(MEASURES),
    "share of the five highest": tuple(MEASURES),
    "communities": ("pairs that stay together",),
}


@dataclass(frozen=True, slots=True)
class Network:
    """A network: the codes of its people, and their ties by the numbers of these codes."""

    people: tuple[str, ...]
    ties: Ties


def read_network(name: str) -> Network:
    """Return a network of tests/data/covert_networks."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["one"], row["other"], float(row["weight"])) for row in csv.DictReader(file)]
    codes = {code for one, other, _ in rows for code in (one, other)}
    people = tuple(sorted(codes, key=lambda code: int(code[1:])))
    number = {code: at for at, code in enumerate(people)}
    ordered = sorted((*sorted((number[one], number[other])), weight) for one, other, weight in rows)
    one, other, weight = np.array(ordered).T
    pairs = Pairs(one.astype(np.int64), other.astype(np.int64), np.ones(len(rows), dtype=np.int64))
    return Network(people, Ties(len(people), pairs, weight))


def without_ties(ties: Ties, share: float, seed: int) -> tuple[Ties, NDArray[np.int64]]:
    """Return the ties without a random share of them, and the numbers of all people."""
    kept = np.random.default_rng(seed).permutation(len(ties.pairs))[
        round(share * len(ties.pairs)) :
    ]
    kept = np.sort(kept)
    return Ties(ties.suspects, ties.pairs.where(kept), ties.weight[kept]), np.arange(ties.suspects)


def without_people(ties: Ties, share: float, seed: int) -> tuple[Ties, NDArray[np.int64]]:
    """Return the ties without a random share of the people, and the numbers of those left."""
    order = np.random.default_rng(seed).permutation(ties.suspects)
    left = np.sort(order[round(share * ties.suspects) :])
    number = np.full(ties.suspects, -1)
    number[left] = np.arange(len(left))
    one, other = number[ties.pairs.one], number[ties.pairs.other]
    kept = (one >= 0) & (other >= 0)
    pairs = Pairs(one[kept], other[kept], ties.pairs.shared[kept])
    return Ties(len(left), pairs, ties.weight[kept]), left


def top(values: NDArray[np.float64]) -> set[int]:
    """Return the numbers of the five highest; of equals, those with the lower number."""
    return set(np.argsort(-values, kind="stable")[:TOP].tolist())


def together(community: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return, for each pair of people, whether they are in one community."""
    one, other = np.triu_indices(len(community), k=1)
    same: NDArray[np.bool_] = community[one] == community[other]
    return same


def kept(
    network: Network, remove: Callable[..., tuple[Ties, NDArray[np.int64]]], share: float
) -> dict[str, NDArray[np.float64]]:
    """Return what is kept of a network without a share of its ties or people: means over seeds.

    The keys are those of `TABLES`, the values those of their lines.
    """
    whole, group = centrality(network.ties), communities(network.ties)
    drawn: list[tuple[list[float], list[float], list[float]]] = []
    for seed in range(SEEDS):
        ties, left = remove(network.ties, share, seed)
        found = centrality(ties)
        each = [(measure(whole)[left], measure(found)) for measure in MEASURES.values()]
        ranks = [float(stats.spearmanr(one, other).statistic) for one, other in each]
        tops = [len(top(one) & top(other)) / TOP for one, other in each]
        before, after = together(group[left]), together(communities(ties))
        drawn.append((ranks, tops, [(before & after).sum() / (before | after).sum()]))
    means = (np.mean(values, axis=0) for values in zip(*drawn, strict=True))
    return dict(zip(TABLES, means, strict=True))


def missing_tables() -> Iterator[str]:
    """Yield the lines of the tables of what is kept."""
    networks = [read_network(name) for name in NETWORKS]
    columns = {
        f"{named} of the {what}": [kept(network, remove, share) for network in networks]
        for what, remove in (("ties", without_ties), ("people", without_people))
        for named, share in MISSING
    }
    for table, lines in TABLES.items():
        yield f"| {table} | {' | '.join(columns)} |"
        yield f"|---|{'---|' * len(columns)}"
        for at, line in enumerate(lines):
            cells = [[told[table][at] for told in column] for column in columns.values()]
            shown = (f"{np.mean(cell):.2f} ({min(cell):.2f})" for cell in cells)
            yield f"| {line} | {' | '.join(shown)} |"
        yield ""


def people_table() -> Iterator[str]:
    """Yield the lines of the table of Caviar's most central people."""
    network = read_network("caviar")
    found, group = centrality(network.ties), communities(network.ties)
    others = (len(network.people) - 1) * (len(network.people) - 2) / 2
    yield "| person | ties | between, of all pairs | PageRank | constraint | core | community |"
    yield "|---|---|---|---|---|---|---|"
    for at in np.argsort(-found.between)[:10]:
        cells = (
            network.people[at],
            str(found.degree[at]),
            f"{100 * found.between[at] / others:.1f} %",
            f"{found.rank[at]:.3f}",
            f"{found.constraint[at]:.3f}",
            str(found.core[at]),
            str(group[at] + 1),
        )
        yield f"| {' | '.join(cells)} |"


def community_table() -> Iterator[str]:
    """Yield the lines of the table of communities."""
    yield "| network | people | ties | communities | modularity |"
    yield "|---|---|---|---|---|"
    for name in NETWORKS:
        ties = read_network(name).ties
        group = communities(ties)
        cells = (name, ties.suspects, len(ties.pairs), group.max() + 1)
        yield f"| {' | '.join(map(str, cells))} | {modularity(ties, group):.3f} |"


def page() -> str:
    """Return the page, with its tables calculated again."""
    parts = {"PEOPLE": people_table, "COMMUNITIES": community_table, "MISSING": missing_tables}
    text = (Path(__file__).with_name("covert_networks.md")).read_text(encoding="utf-8")
    for name, lines in parts.items():
        text = text.replace(f"<{name}>", "\n".join(lines()))
    return text


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
