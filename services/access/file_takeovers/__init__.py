"""A file takeover (dossierovername) is a file of requests from another system, entered at the start with their history.

Each keeps its own days and the reference that it had there, and the terms of the law run from its real days, moved by what
rested there; care that runs there becomes an allocation under its own number, and nothing is decided anew. The municipality
sends the file; good lines enter, each bad one is answered with what is wrong, and sending it twice changes nothing.
"""
