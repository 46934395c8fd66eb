"""A decision (beschikking) grants a tailor-made provision, with its allocation (toewijzing) and allocation number.

It is taken once per request, by a person with a mandate, and never changes; what it grants begins on or after its day,
unless the care is acute. It is not a subsidy decision (G-74), and a general provision has none (R-A27).
"""
