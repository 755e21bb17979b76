"""From a registry's export files to the graph: read, map, normalise, link, load."""
