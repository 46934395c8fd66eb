"""Cooperations (samenwerkingen): municipalities that purchase together, in one of three models (N-37, N-101).

A cooperation has no states: its days say whether it holds; members and host see it, and powers are transferred apart from it.
"""
