"""A care stop (stop zorg) is the report that care which started has ended, for a time (interrupted) or for good, and why.

It is recorded, or withdrawn by who reported it. After a stop for a time comes a new start or the stop for good; after a stop
for good a new start. Who moves to another municipality is stopped by the service itself.
"""
