"""Files of any usual format as tables of raw rows: CSV, workbooks, JSON Lines, packed or not."""

from trama.readers.opening import open_tables
from trama.readers.table import Cell, ReaderDefect, Row, Table

__all__ = ["Cell", "ReaderDefect", "Row", "Table", "open_tables"]
