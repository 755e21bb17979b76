"""Access: the roles and what each may see, the pseudonyms of people, the tokens of the API."""
