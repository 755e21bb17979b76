"""Recommendations for prevention: places, checks, institutions, and a victim's way to the State."""
