"""A pilot: a measure or a way of funding tried in one area, with a business case, before it is rolled out (N-123, A-12.17).

The municipality prepares it, runs it, evaluates it on real numbers, and rolls it out or stops it; its participants read it.
"""
