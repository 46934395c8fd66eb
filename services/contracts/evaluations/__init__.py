"""An evaluation (evaluatie) that was held: at the agreed point of the term, of the scope after a year, or of the year (R-C05 … R-C07).

It tells when it was due, and what the scope became beside what was tendered; what follows from it is an amendment.
"""
