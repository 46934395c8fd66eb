"""A household plan (huishoudplan) is one family, one plan, one household: its members, its director, its providers, its goals.

It is open until it ends; nobody is in two open ones. The municipality makes, changes and ends it and alone sees it whole; a
provider on it sees its own part.
"""
