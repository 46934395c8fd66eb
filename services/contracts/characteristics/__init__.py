"""Characteristics (kenmerken): what is told of the people of an area in a year, and for which budget it counts (N-106).

A value has no states: it is registered, alone or with many at once, and corrected version by version.
"""
