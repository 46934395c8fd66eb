"""A signed document (getekend stuk) belongs to a version of a contract, by its SHA-256; it is never changed or taken away.

The bytes stand here, or in the municipality's archive.
"""
