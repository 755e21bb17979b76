"""Guesses of what each column of an unknown file holds, from its heading and from its cells."""
