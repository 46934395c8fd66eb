"""What an indicator means (definitie), version by version: kind, scope, scale, what is counted, norm, source (N-24, N-25, N-33).

A definition changes only by a new version from a day on, so that what held then can be read then (R-O21); both sides agree with
each version. Libraries of the sources are taken over as definitions (N-26 … N-29, R-O29, R-O36).
"""
