"""A provider choice (keuze van een aanbieder) records whom a citizen preferred, who was offered, who was chosen, and by whom.

It is offered, then chosen by the citizen, or assigned by the municipality: at once where one provider was offered, by rank
with a free place once the term of the catalogue is over (R-A40, R-C43), or waiting when all are full. It may be withdrawn, and
then offered anew.
"""
