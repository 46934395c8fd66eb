"""A dossier is everything that the four services keep of one citizen, in one answer (inzage en afschrift, AVG art. 15, 20).

It is whole or it is not given: a service that is away or behind is named in the refusal. It has no state and is kept nowhere.
"""
