"""A waiting time (wachttijd): the days from a citizen's first contact to the first talk, in calendar and working days.

It runs while there is no first talk and ends with it; both days follow the access feed. The contract says the norm, in
working days (R-O06, G-12). It ends too when the request closes here because its citizen moved or was erased. No answer names
a person: the surrogate that comes with the fact is kept for the processing log and the dossier.
"""
