"""Work lists (werklijsten) are what waits for a reader, in one answer: open requests, due reviews, terms, ceilings, the waiting list.

Nothing is kept: each list is read from its own feature's rows, with the rights of that feature, and counts all that is on it. A
list that a reader may not see is left out with the reason, and no number of it is told.
"""
