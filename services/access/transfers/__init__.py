"""A transfer (overdracht) hands a citizen who moves to another municipality: no surrogate of either side stands in it (R-A56).

The former municipality offers it with the departure and may withdraw it; the next one accepts it once, within its term, and
gets what identifies the person and where he lives under a surrogate of its own. Meanwhile nothing is refused.
"""
