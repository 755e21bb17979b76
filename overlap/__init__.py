"""The overlap of two registries: people in one, in both, undecided, and how sure that is."""
