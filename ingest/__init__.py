"""The way of a registry's export into the graph: choose a profile, map the rows, load the records."""
