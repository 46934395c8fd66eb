"""A transfer of powers (bevoegdheidsoverdracht, Wgr): a municipality lets a region or a centre municipality contract for it.

It names the laws and the days (R-C51, F-31). The municipality may bring its last day forward; a day that has passed is never
taken back, and what was contracted stays contracted.
"""
