"""An authorisation (machtiging): one organisation lets another act for it, in a role, within scopes and days (F-06, F-26).

It is given for days that lie ahead, holds on each of them, and ends at once when it is withdrawn; the other services follow
it. What a vendor, researcher, insurer, ombuds officer or portal may do rests on one that is in force.
"""
