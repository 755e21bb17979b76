"""The gazetteer, and the one search from a code, names or a text to a place.

Enter by ``find``: ``place_by_code``, ``place_by_names`` and ``place_by_text`` read cells and return
a ``PlaceMatch`` with its confidence and defects. The modules call one another in this order:

1. ``find`` calls ``by_code``, ``by_text`` or ``by_names``; ``abroad`` if the country is not Peru.
2. ``by_code`` looks a code up and compares the names beside it. ``by_text`` parts a text into a
   street and names. Both call ``by_names`` for Peru and ``abroad`` for other countries.
3. ``by_names`` parts each cell with ``cell_names`` and looks for every name with ``search``.
4. ``search`` weighs the candidates that ``spellings`` has: every way to write a place of Peru.
5. All of them use ``gazetteer``, which holds the places of Peru and the countries. It takes the
   places of other countries from ``subdivisions``. ``countries`` reads the words for a country.

``match`` holds the question and the answer of a search. ``nesting`` answers from a uid alone.
"""
