"""Linking: from the records of a graph to the judgements of a model, whole or only what changed.

1. ``case_reading`` reads the people of cases from the graph.
2. ``known_pairs`` has what is known of all people without an identity: keyed hashes, scored pairs.
   ``pair_cache`` keeps it in a file of the home folder.
3. ``scoring`` compares pairs; ``renewing`` compares those of the cases that changed.
4. ``scope`` finds the pairs whose decisions may change, by what the last linking ``told``.
   ``counting`` leaves out pairs that can never count.
5. ``opinions`` turns decisions into judgements, only those that differ from what stands.
6. ``linker`` runs it all, and ``link_report`` tells what came of it.

``kept_models`` keeps in the graph the models that judged in it. ``model_training`` trains a model
on a graph; ``list_files`` links two files without a graph.
"""
