"""The graph: its ontology, its engines, its records, and everything that writes to it."""
