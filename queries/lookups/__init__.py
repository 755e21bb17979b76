"""Look-ups of what a parameter names: a case by number, a person by pseudonym, a place by name."""
