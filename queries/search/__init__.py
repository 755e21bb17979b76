"""The search for a person, a case, a means or a place from whatever somebody knows of it."""
