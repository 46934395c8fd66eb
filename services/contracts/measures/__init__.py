"""A cost-control measure (beheersmaatregel): one of the 32 of the source or one's own, under six pillars (N-54, N-122, A-12.23).

The municipality considers it, plans it, runs it, and completes or stops it; expected and real effect stand beside each other.
"""
