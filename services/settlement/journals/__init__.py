"""Journals: what was posted, as it goes to the municipality's own books, numbered and never changed.

Each takes up where the one before stopped, in the order of writing, so that every posted line goes over once.
"""
