"""An accountability report (verantwoordingsrapportage): the figures of a period, each with its story and its derivation (N-155, R-O27).

Drafted by a party to the contract, submitted by the same and sealed then: what was read, in which versions, and the bytes of the
report and its page stand still from that moment. A correction is a new report that names the one it corrects.
"""
