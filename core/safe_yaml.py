"""The loader of YAML: plain values only, and LibYAML where PyYAML has it, seven times as fast."""

from typing import Any

import yaml

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # pragma: no cover - where PyYAML was built without LibYAML
    from yaml import SafeLoader  # type: ignore[assignment]

__all__ = ["SafeLoader", "load"]


def load(text: str) -> Any:  # noqa: ANN401 - YAML holds whatever its author wrote
    """Return the value of the text.

    Raises:
        yaml.YAMLError: the text is no YAML.
    """
    return yaml.load(text, Loader=SafeLoader)
