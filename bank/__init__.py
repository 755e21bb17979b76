"""The databank of victims: counts by origin, residence, time and stage, and what was known when."""
