"""A remedy (rechtsmiddel) is what a citizen can do who disagrees: objection, appeal, complaint, ombuds file, arbitration (N-137).

It is filed (by the citizen in a portal, or by who receives it), handled, suspended while an omission is repaired, extended once, and decided
or withdrawn. Each kind is seen by the role that handles it alone, and by the citizen in its own portal: objections and appeals with
`objections:handle`, complaints with `complaints:handle`, ombuds files by the ombuds officer of the case, arbitrations by its arbiter.
"""
