"""A request for change (verzoek om wijziging, VOW, 317) is a provider's question to change what runs for a citizen.

It names every current allocation, changed or unchanged, and any new product, and is answered as a whole: under
investigation (at most once), rejected with a reason, or granted literally, with one reference on all allocations.
"""
