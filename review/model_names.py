"""The name of a model of linkage, as a judgement keeps it."""

from trama.linkage.model.weights import Model


def short_hash(model: Model) -> str:
    """Return the first 12 digits of the model's hash, as a judgement keeps them."""
    return model.hash[:12]


def is_of(model: Model, name: str) -> bool:
    """Return whether a judgement's ``model`` (``NAME@hash``) names this model."""
    return name.rpartition("@")[2] == short_hash(model)
