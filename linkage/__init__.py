"""Which records are about the same person or the same case."""
