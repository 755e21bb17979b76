"""Spark as another engine of linkage: the same pairs and the same odds, on more than one machine.

1. ``session`` starts Spark, privately: nothing of it listens beyond the machine, or stays.
2. ``spark_pairs`` finds candidate pairs by the rules of ``pairs.blocking``.
3. ``spark_odds`` compares pairs on the executors.
"""
