"""Review: the judgements of people, as people write, read, export and import them."""
