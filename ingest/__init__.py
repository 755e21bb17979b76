"""The way of an export into the graph: choose its profile, map its rows, load the records."""
