"""Outcomes: what is measured, how it stands against its norm, and what the accountant says of it.

It owns indicators as the contract defines them, measurements, verdicts per contract year, audit statements and waiting
times. It never decides about money: settlement asks it for a verdict. It follows the feeds of contracts and access.
"""
