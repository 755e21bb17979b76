"""Comparators of Peruvian identities: each gives one level of an ordered enum for two records.

Enter by ``of_record`` (a record's ``ComparedIdentity``) and ``comparison`` (all levels of a pair,
and their sentences). The modules call one another in this order:

1. ``values.name_words`` makes the keys of a name's word from the tables of names.
2. ``identity_fields`` holds an identity with its keys, made once for each record.
3. A module for each comparator: ``spellings``, ``given_names``, ``initials``, ``names``,
   ``documents``, ``births``, ``residences``, ``traits``, ``aliases``, ``rarity``, ``apart``.
4. ``sentences`` puts a level into words. ``comparison`` calls all comparators.
"""
