"""A citizen (inwoner): here a person whose data are sealed, each field with its purpose; everywhere else a random surrogate.

It comes into being when the municipality registers it, with the first request under its reference, or with a transfer from
another municipality; its data can be corrected, it can move, and once erased only the dead surrogate is left (F-01, F-02, F-06).
"""
