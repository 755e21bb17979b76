"""Writing to the graph and finding in it: changes, transactions, migrations."""
