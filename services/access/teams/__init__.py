"""A team (toegangsteam) is who handles the questions of an area: a social team for adults, a youth team for who is under 18 (R-A50).

It has no states: it works from its first day up to and including its last.
"""
