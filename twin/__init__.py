"""The synthetic twin: RETA and SISTRA exports of any size, about invented people."""

from trama.twin.dirt_rates import DirtRates
from trama.twin.options import TwinOptions, TwinSummary
from trama.twin.write import write_twin

__all__ = ["DirtRates", "TwinOptions", "TwinSummary", "write_twin"]
