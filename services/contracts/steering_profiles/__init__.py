"""A steering profile (sturingsprofiel): what a contract or a region chose for each of the seven steering instruments (N-07, A-14.1).

It has no states: each instrument has a phase and a day from which it holds, and the purchaser changes it as it grows (A-14.2).
"""
