"""Pure functions from a cell to its meaning: names, documents, dates, contacts, quantities, places.

Each function returns a ``Normalised``: the value, the confidence in it, the reason why it is
unknown, and the defects. No function reads a file of the user or remembers a row: equal cells
always give equal answers.
"""
