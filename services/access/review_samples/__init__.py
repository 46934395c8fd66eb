"""A review sample (steekproef) picks decisions and requests for allocation of a month for a VOT review, by no hand (R-A09, F-34).

It is committed: the service draws a secret and publishes its SHA-256 before the month is over, at best before it begins. It is
drawn once, by the service itself, after the month: the population is frozen, the seed follows from the secret, the month and
the population together, and those with the lowest scores under it are reviewed. From then on anybody who may see it can
repeat the draw.
"""
