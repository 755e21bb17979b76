"""Who may see what: roles, pseudonyms, tokens."""
