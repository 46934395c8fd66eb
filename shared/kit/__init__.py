"""The plumbing that the four services share: nothing here knows the domain."""
