"""The face of the commands in a terminal: bars, tables, advice, the screens of a review."""
