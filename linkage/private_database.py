"""Databases of DuckDB that keep people in memory and write no file."""

import duckdb


def memory_database() -> duckdb.DuckDBPyConnection:
    """Return an empty database in memory that never moves rows to the disk.

    DuckDB would write what does not fit into memory to ``.tmp`` in the working folder: names and
    documents in clear, which stay there if the process is killed.

    The database raises ``duckdb.OutOfMemoryException`` once it needs more than four fifths of the
    machine's memory.
    """
    return duckdb.connect(config={"temp_directory": ""})
