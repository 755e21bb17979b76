"""The model that comes with Trama: trained on synthetic twins (tools/train_shipped_model.py)."""

from functools import cache
from importlib.resources import as_file, files

from trama.linkage.model.weights import Model, read_model

NAME = "shipped"
"""The name of the model in judgements."""


@cache
def shipped_model() -> Model:
    """Return the shipped model, read once."""
    with as_file(files("trama.linkage.model").joinpath("shipped.json")) as path:
        return read_model(path)
