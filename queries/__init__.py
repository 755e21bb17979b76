"""The saved questions: one .cypher file each, checked when loaded, run by name within limits."""
