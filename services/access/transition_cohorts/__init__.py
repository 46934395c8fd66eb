"""A transition cohort (overgang van cliënten) is the clients in care at a day who go from an old contract to a new one.

It is prepared, with the transfer list and what stands out, and carried out in one act that ends the old allocations on the
last day and grants new ones from the next: no day without care. It may be withdrawn before. The municipality moves it.
"""
