"""What contract years still ask of the purchaser, and when the money goes: read from schedules, retentions and the books.

Read only. Nothing here is kept: every figure is counted when it is asked, in a fixed number of statements.
"""
