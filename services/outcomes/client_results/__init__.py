"""A client result (resultaat per cliënt): what became of a desired result, by its term, as its evaluators say (R-O24).

What is wanted comes from access. The contract's scenario says who judges: the municipality (A), the municipality and the
provider (B), or the provider (C, D). Each of them gives an opinion of its own; the result is incomplete until all have.
Who disagrees leaves it not judgeable until they agree, with a motive. A result that outside influence worked on, or of
which nobody knows, is not attributable to the provider (R-O25). What it means for money is settlement's.
"""
