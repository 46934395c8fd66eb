"""A pilot flame (waakvlam) is a case that closed with light contact kept, and a quick way back (R-A51).

It burns from the closing on: the team is reminded of each next contact. It goes out when the citizen comes back (a new request
linked to the old one, which needs no full clarification), moves away, or needs it no longer. The municipality alone sees it.
"""
