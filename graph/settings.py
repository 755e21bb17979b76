"""The first address of ``read_settings``; notebooks have it. Now trama.core.settings."""

import warnings

from trama.core.settings import read_settings

__all__ = ["read_settings"]

warnings.warn("trama.graph.settings is now trama.core.settings", DeprecationWarning, stacklevel=2)
