"""The ledger (grootboek): what was posted, in entries that balance, never changed afterwards.

A posted entry counts at once. A pending entry shows what is held back; it is closed once, by an entry that resolves it.
Corrections are new entries. Other features post through `store.post`; nobody moves an entry between states.
"""
