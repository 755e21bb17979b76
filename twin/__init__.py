"""The synthetic twin: RETA and SISTRA exports of any size about people who do not exist."""

from trama.twin.options import DirtRates, TwinOptions, TwinSummary
from trama.twin.write import write_twin

__all__ = ["DirtRates", "TwinOptions", "TwinSummary", "write_twin"]
