"""The waiting list (wachtlijst) holds who waits for a product, how urgently, since when and why, and what helps meanwhile.

An entry waits, then is placed or withdrawn. The order is by urgency, but whoever waited beyond the maximum of its urgency goes
first; acute care never waits (R-A37, G-76).
"""
