"""Files of any usual format as tables of raw rows: CSV, workbooks, JSON Lines, packed or not."""

from trama.ingest.readers.opening import open_tables
from trama.ingest.readers.table import Cell, ReaderDefect, Row, Table

__all__ = ["Cell", "ReaderDefect", "Row", "Table", "open_tables"]
