"""An access ceiling (toegangsplafond) is the number of access decisions agreed for a year, of a contract, a law or a category (R-A38).

The municipality sets it, or the feed of contracts brings a ceiling on citizens or activities. It has no states: a later version
takes its place. It warns and steers; nothing is ever refused because of it (G-79).
"""
