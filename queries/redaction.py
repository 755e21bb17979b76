"""The first address of ``Role`` and ``Viewer``; notebooks have it. Now trama.access.policy."""

import warnings

from trama.access.policy import Role, Viewer

__all__ = ["Role", "Viewer"]

warnings.warn(
    "trama.queries.redaction is now trama.access.policy", DeprecationWarning, stacklevel=2
)
