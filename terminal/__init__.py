"""The face of the commands in a terminal: bars, tables of answers, advice, the screens of a review."""
