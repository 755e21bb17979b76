"""The saved queries: one .cypher file each, checked when loaded, run by name within limits."""
