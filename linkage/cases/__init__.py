"""Cases compared: the levels of two cases, their sentences, and the pairs worth comparing."""
