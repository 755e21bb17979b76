"""One file for each kind of thing that the API answers about."""
