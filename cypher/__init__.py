"""The text of a saved query: its header, its Cypher, and what checks both before it runs."""
