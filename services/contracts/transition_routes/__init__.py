"""A transition route (transitieroute): the dated forms by which a contract comes to population funding, along A, B or C (R-C63).

It has no states: which step holds follows from the day. The parties of its contract read it.
"""
