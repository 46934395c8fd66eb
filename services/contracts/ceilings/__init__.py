"""A ceiling (budgetplafond, N-116): what may be spent or delivered in a year, for a provider or for a population.

Level 1 binds a provider by its option's limits; level 2 is one pot for the second line of a population, level 3 for all its
lines, and both leave the providers free (N-09). It has no states: a revision is a next version. Exempt care types are always
declared, or explicitly none. Settlement follows its facts and counts; here counters can be checked against it.
"""
