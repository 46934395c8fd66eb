"""A mandate (mandaat) says which user may take access decisions under a law, and when (F-10, R-A03).

Contracts keeps the register; this is the copy that its feed brings, registration and withdrawal alike. A mandate has no
state of its own: it is valid from its first up to and including its last day.
"""
