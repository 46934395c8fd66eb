"""Consortium keys (verdeelsleutels): how members divide a year among themselves, as information (R-C11, A-4.3).

A key has no states; purchaser and lead for payment may enter it, all members see it, and no payment looks at it.
"""
