"""The cases that a change reaches, and the pairs of cases found by hashes."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from twin_people import twin_people

from trama.linkage.cases.case_candidates import case_pairs
from trama.linkage.cases.case_fields import compared_case
from trama.linkage.pairs.keyed_table import KeyedHash
from trama.linking.components import reached
from trama.linking.keyed_cases import KEYS, case_keys, keyed_case_pairs
from trama.twin import TwinOptions


@pytest.mark.parametrize(
    ("touched", "expected"),
    [({3}, [1, 2, 3]), ({8}, [7, 8]), ({1, 7}, [1, 2, 3, 7, 8]), ({99}, [99]), (set(), [])],
)
def test_a_change_reaches_its_component(touched: set[int], expected: list[int]) -> None:
    edges = np.array([[1, 2], [2, 3], [7, 8]], dtype=np.int64)

    assert reached(touched, edges).tolist() == expected


def test_a_long_chain_is_one_component() -> None:
    nodes = np.random.default_rng(7).permutation(5_000)

    assert len(reached({0}, np.stack([nodes[:-1], nodes[1:]], axis=1))) == 5_000


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
