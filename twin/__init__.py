"""The synthetic twin: RETA and SISTRA exports of any size, about invented people."""

from trama.twin.options import DirtRates, TwinOptions, TwinSummary
from trama.twin.write import write_twin

__all__ = ["DirtRates", "TwinOptions", "TwinSummary", "write_twin"]
