"""The answers about the overlap of the registries, as command, API and page give them."""
