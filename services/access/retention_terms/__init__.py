"""A retention term (bewaartermijn) says how long a category of records is kept after it closed (F-37).

The law's terms are shipped with their sources; a municipality keeps a category longer by a policy of its own, never shorter.
"""
