"""Costly clients (duurste cliënten) are those for whom most was allocated in a period, by their pseudonym alone (R-A43, D-35).

Nothing is kept of them: value that was allocated is spread over the days it is for, and those days are counted.
"""
