"""A legal check (wettelijke toets) is one test of access: whether another law comes first, and whether an age still allows the help.

It is asked for with a reason, by a person at a moment, and answered once; the register shows which tests were done (F-34).
An open one never holds up acute care.
"""
