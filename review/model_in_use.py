"""The model of linkage that explains pairs and whose thresholds decide what people are asked."""

from functools import cache

from trama.linkage.model.shipped import shipped_model
from trama.linkage.model.weights import Model


@cache
def model_in_use() -> Model:
    """Return the shipped model.

    Raises:
        InputError: the shipped file is no model of this version.
    """
    return shipped_model()


def short_hash(model: Model) -> str:
    """Return the first 12 digits of the model's hash, as a judgement keeps them."""
    return model.hash[:12]


def is_of(model: Model, name: str) -> bool:
    """Return whether a judgement's ``model`` (``NAME@hash``) names this model."""
    return name.rpartition("@")[2] == short_hash(model)
