"""Making cells comparable: pure functions from what was written to what it says.

Each returns a ``Normalised`` value: what is known, how sure, why it is unknown, and defects. None
reads a file of the user or remembers a row; equal cells always give equal answers.
"""
