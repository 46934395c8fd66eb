"""An audit statement (controleverklaring): what the accountant says of a contract year, and what it does not cover.

Only the auditor that the contract names registers it, after the year is over; it never changes. It may come with gaps; a
later statement on the same year takes its place in the verdict (R-O28, R-S03).
"""
