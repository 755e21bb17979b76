"""The steps of a load: read, spool, compare with the graph, write, report."""
