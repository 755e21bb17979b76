"""Suspects who are together more often than chance gives, and the networks that they form."""
