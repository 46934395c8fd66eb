"""A contract (contract): parties, performance, reward and period in one version, and its predecessors in the logbook.

It begins as a draft of the purchaser; it is signed when both sides have signed; the purchaser activates it, and from then
on only an amendment in force moves it to its next version.
"""
