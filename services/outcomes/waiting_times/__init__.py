"""A waiting time (wachttijd): the days from a citizen's first contact to the first talk, in calendar and working days.

It runs while there is no first talk and ends with it; both days follow the access feed. The contract says the norm, in
working days (R-O06, G-12). Here it has no person: a request is a number with two days.
"""
