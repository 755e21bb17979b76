"""People and cases decided together: a joint probability for each pair, and clusters with guards.

1. ``scored`` has the pairs that go in, and the decided pairs that come out.
2. ``matching`` has the probability of each pair where everybody has one partner at most.
3. ``weighing`` puts both together: shared people tell of one case, one case of the same people.
4. ``guards`` follows the likely links, and stops those that would join what must stay apart.
5. ``deciding`` has ``decide``, and ``parting`` the components that can be decided apart.
"""
