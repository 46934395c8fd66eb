"""Substitution (substitutie) is care that moves from specialist to basic support and to the zero line (R-A52, D-52).

Nothing is kept of it: new allocations and referrals of a period stand beside those of a base period, against the target.
"""
