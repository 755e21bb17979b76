"""The mapping of a table's raw rows to typed mentions and observations, as a profile declares."""
