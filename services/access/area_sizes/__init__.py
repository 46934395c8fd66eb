"""An area size (inwonertal) is how many people live in an area in a year, a copy of what contracts tells of its characteristics.

It has no states: a correction takes the place of what was told before. Referral rates are counted over it (R-A39).
"""
