"""The recipes of published numbers: the counts of registries that give a quoted number."""
