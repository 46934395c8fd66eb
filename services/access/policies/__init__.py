"""A policy (beleidsregel) is the municipality's own set of thresholds for access, in force from its first day until the next one's.

It is set for today or a later day, may be changed or withdrawn before its first day, and never after it: what was decided
under it stays explained. Where a municipality set none, the built-in standard holds, named as version 0.
"""
