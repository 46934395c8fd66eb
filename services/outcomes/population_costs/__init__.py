"""Population costs (kosten per populatie): what settlement posted per contract, year and population, and per inhabitant (R-X10).

Settlement's feed tells what was posted and released, that of contracts how many people there are; the triple aim and the
business case of pilots are judged beside it.
"""
