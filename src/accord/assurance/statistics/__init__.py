"""Statistics of assurance: pure functions over numbers. They know no table, no file and no person.

Signals use upper tails alone: a low rate of decisions is never a fault. Where there are both tails, each is named.
"""
