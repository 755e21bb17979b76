"""The model of linkage: the weight of each level of a pair, and the probability of one person.

1. ``evidence`` chooses the levels that count, so that no agreement counts twice.
2. ``beliefs`` holds what each level weighs before any data.
3. ``training`` learns the weights from pairs without any known truth, with Splink.
4. ``weights`` is the model, with its file and its checks.
5. ``explanation`` puts the weight of each comparator beside its sentence.
"""
