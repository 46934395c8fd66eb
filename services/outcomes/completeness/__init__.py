"""Completeness (volledigheid): of what a contract year owes in measurements, how much is registered (R-O32).

Nothing is kept: each question counts anew what the agreements ask and what is there, and names what lacks a baseline (R-O11).
"""
