"""Components of numbered nodes, and the pairs of cases found by hashes."""

from pathlib import Path

import numpy as np
import pyarrow as pa
from twin_people import twin_people

from trama.linkage.cases.case_candidates import case_pairs
from trama.linkage.cases.case_fields import compared_case
from trama.linkage.pairs.keyed_table import KeyedHash
from trama.linking.keyed_cases import KEYS, case_keys, keyed_case_pairs
from trama.linking.told import grouped_numbers
from trama.twin import TwinOptions


def test_a_long_chain_is_one_component() -> None:
    nodes = np.random.default_rng(7).permutation(5_000)
    edges = np.stack([nodes[:-1], nodes[1:]], axis=1)

    assert set(grouped_numbers(5_000, edges).tolist()) == {0}


def test_nodes_without_a_way_between_them_are_apart() -> None:
    edges = np.array([[1, 2], [2, 3], [5, 6]], dtype=np.int64)

    assert grouped_numbers(7, edges).tolist() == [0, 1, 1, 1, 4, 5, 5]


def test_hashes_find_the_pairs_of_cases_that_the_rules_find(tmp_path: Path) -> None:
    twin = twin_people(tmp_path, TwinOptions(cases=150, seed=43))
    people = {key: [] for key in twin.states}
    for local in twin.locals:
        people[local.case].append(local)
    cases = [compared_case(key, of, people[key]) for key, of in sorted(twin.states.items())]
    hashed = KeyedHash(b"k" * 32)
    keys = [case_keys(case, hashed) for case in cases]
    columns = {
        name: pa.array([of[name] for of in keys], KEYS.field(name).type) for name in KEYS.names
    }
    table = pa.table({"case": pa.array(range(len(cases)), pa.int64()), **columns})
    met = np.array([[0, 5], [9, 2]], dtype=np.int64)

    found = keyed_case_pairs(table, met)

    of_people = [(cases[one].key, cases[other].key) for one, other in met.tolist()]
    expected = case_pairs(cases, of_people).pairs
    assert len(expected) > 20
    assert {(cases[one].key, cases[other].key) for one, other in found.tolist()} == set(expected)
