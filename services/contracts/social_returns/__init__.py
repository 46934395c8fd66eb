"""Social return: efforts told by the parties and recognised by the purchaser, held against the contract's share (R-C31, D-49).

The contract's condition says the share and of what: of the contract sum over the whole term, or of the staff cost (G-13).
"""
