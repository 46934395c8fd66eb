"""A risk pool (risicoverevening): municipalities that share the cost of rare and dear care in a year (N-120, A-14.15).

The purchaser that registers it owns it, and every member reads it. What each member pays is computed in settlement; a pool is
agreed per year and has no states.
"""
