"""The words (ontology), the engines, and everything that writes to the graph; the base layer."""
