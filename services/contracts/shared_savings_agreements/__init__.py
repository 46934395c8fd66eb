"""An agreement to share savings (shared savings): who divides what costs less than a baseline (N-121, N-36, A-14.8).

The purchaser that registers it owns it, and every party reads it. The statements are made in settlement; it has no states.
"""
