"""Equated days (gelijkgestelde dagen) are the days of a year that a royal decree equates with a holiday (Atw art. 3(3)).

The decrees up to 2028 are built in; whoever knows a newer one adds its year as data, and the municipality's terms take it in.
It has no states: a year is added once and may be corrected.
"""
