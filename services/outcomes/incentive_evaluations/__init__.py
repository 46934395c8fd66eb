"""An incentive evaluation (stoplicht): the light that a person gives a dimension of a contract, with the argument (N-157, D-46).

It is given and stays; a later one on the same dimension takes its place in the overview. Nothing is coloured by a computer.
"""
