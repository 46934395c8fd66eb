"""A budget allocation (budgetverdeling, N-114): a budget found or divided by one of the methods of R-C13 … R-C25, R-C48 and R-C49.

It has no states: it is kept with its inputs, parts, derivation and remarks as it was computed, and a new one follows it. The
parties of the contract it names see it, except where it shows the turnover of other providers.
"""
