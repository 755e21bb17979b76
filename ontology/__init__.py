"""The ontology: every label, relationship, property and closed list, declared once.

Declared in   ``source_layer``, ``canonical_layer``, ``internal_layer`` (classes, with the words of
              ``declare``), codes/ (closed lists) and legend.yaml (how nodes are drawn).
Asked in      ``classes`` with a class, ``lookup`` with a name, ``codelists`` with a list's name.
"""
