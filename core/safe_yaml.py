"""YAML as Trama reads it: plain values only, and seven times as fast where PyYAML has LibYAML."""

from typing import Any

import yaml

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # pragma: no cover - where PyYAML was built without LibYAML
    from yaml import SafeLoader  # type: ignore[assignment]

__all__ = ["SafeLoader", "compose", "load"]


def load(text: str) -> Any:  # noqa: ANN401 - YAML holds whatever its author wrote
    """Returns the value that the text is.

    Raises:
        yaml.YAMLError: the text is no YAML.
    """
    return yaml.load(text, Loader=SafeLoader)


def compose(text: str) -> yaml.Node | None:
    """Returns the nodes of the text, which know their lines; None where there is nothing.

    Raises:
        yaml.YAMLError: the text is no YAML.
    """
    return yaml.compose(text, Loader=SafeLoader)
