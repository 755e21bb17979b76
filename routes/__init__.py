"""Routes that a pattern asks for: verbs of the law in an order, with places and dates."""
