"""A measurement (meting): the value of an indicator in a quarter, with who measured it and what it says.

It is registered once and never changed: a later one for the same indicator and quarter is a correction, and the newest
counts. It comes one at a time or as lines of a batch (aanlevering), which enters its good lines and returns the others.
"""
