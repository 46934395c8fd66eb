"""A result budget (budget voor resultaten) is money for one citizen's package of results, to be spent at a provider of choice.

It is set after what comes first was weighed, gets the provider that the citizen chose from the framework contract, and ends; or it
is withdrawn before that.
"""
