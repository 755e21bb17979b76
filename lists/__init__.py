"""Whole lists of people, linked or freed of repetitions without a graph: a million records a run.

1. ``columns`` reads lists (Arrow tables of texts) and makes the keys of each distinct word once.
   ``distinct``, ``listed_births`` and ``listed_names`` hold their parts.
2. ``blocks`` finds the pairs of records that are worth comparing, by the rules of ``list_rules``.
3. ``levels`` and ``name_levels`` give pairs the levels of ``compare``, each distinct pair
   of values once.
4. ``patterns`` folds pairs with the same levels into one pattern, with its weights and its words.
5. ``learning`` learns the weights of the levels without any known truth.
6. ``choosing`` decides which pairs are one person: one to one, or in groups, with guards.
7. ``link`` calls these: ``link_lists`` for two lists, ``dedupe`` for one.
"""
