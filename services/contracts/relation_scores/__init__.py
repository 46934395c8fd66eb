"""The scores of a relation (relatiematrix): how much municipality and provider matter to each other, with advice (A-14.25, N-67).

It is the municipality's own judgement and no party reads it; a new judgement is a new row.
"""
