"""Twins that are read once: a clean one, and one with the usual defects."""

import pytest
from twin_reading import Reading, read

from trama.twin import DirtRates, TwinOptions


@pytest.fixture(scope="package")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    options = TwinOptions(cases=300, seed=4, dirt=DirtRates.none())
    return read(tmp_path_factory.mktemp("clean"), options)


@pytest.fixture(scope="package")
def dirty(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return read(tmp_path_factory.mktemp("dirty"), TwinOptions(cases=300, seed=4))


@pytest.fixture(params=["clean", "dirty"])
def twin(request: pytest.FixtureRequest) -> Reading:
    return request.getfixturevalue(request.param)
