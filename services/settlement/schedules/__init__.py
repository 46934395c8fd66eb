"""A schedule (termijnschema): what one contract year pays, in instalments, and what it holds back.

An instalment is planned, posted when it falls due, ordered in a payment file and paid when the bank says so. Terms move
it by feed: activation plans a year, an amendment plans the rest of it anew; the calendar posts what is due.
"""
