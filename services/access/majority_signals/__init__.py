"""A majority signal (signaal meerderjarigheid) says that running youth help comes near the age at which it ends.

The age is looked at once, when the help runs; it is watched until the month comes, then raised. Only months are kept: a day would
give away a birthday.
"""
