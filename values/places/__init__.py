"""The gazetteer, and the search from a code, names or a text to a place."""
