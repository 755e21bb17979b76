"""Linkage: the records that are about the same person or the same case, and what they give."""
