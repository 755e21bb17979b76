"""Drawings: from the rows of an answer to nodes and edges; it never asks the graph."""
