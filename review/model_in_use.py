"""The model of linkage that explains pairs and whose thresholds decide what people are asked."""

from functools import cache
from importlib.resources import as_file, files

from trama.linkage.model.beliefs import beliefs
from trama.linkage.model.case_weights import LevelWeight
from trama.linkage.model.weights import Model, read_model

_SHIPPED = "shipped.json"


@cache
def model_in_use() -> Model:
    """Return the shipped model, or the weights believed before any data if none is shipped.

    Raises:
        InputError: the shipped file is no model of this version.
    """
    shipped = files("trama.linkage.model") / _SHIPPED
    if shipped.is_file():
        with as_file(shipped) as path:
            return read_model(path)
    levels = {
        name: {level: LevelWeight(1.0, 1.0, bits) for level, bits in of.items()}
        for name, of in beliefs().items()
    }
    return Model(levels, prior=0.3, trained_on="beliefs.yaml")


def short_hash(model: Model) -> str:
    """Return the first 12 digits of the model's hash, as a judgement keeps them."""
    return model.hash[:12]


def is_of(model: Model, name: str) -> bool:
    """Return whether a judgement's ``model`` (``NAME@hash``) names this model."""
    return name.rpartition("@")[2] == short_hash(model)
