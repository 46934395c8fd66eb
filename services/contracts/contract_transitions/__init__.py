"""A contract transition (overgang van bestaande cliënten, R-C60): the clients in care under one contract move to another.

The purchaser plans it: one line for each client in care on the last day, by the id of its decision or referral, with the gap
in days. It may change the plan until it confirms it, which it can only when nobody is without care; access carries it out.
Not to be taken for a transition route (transition_routes), the road to population funding.
"""
