"""Fair comparison (eerlijke vergelijking): providers, areas or teams held against their like once the mix of clients and chance are
taken out, and what of it may be published.

A client's outcome comes without the client, with what a fair comparison needs and nothing else. A case-mix model is asked,
fitted once and frozen. A comparison keeps what each unit came to and why; a ranking publishes those that are distinguishable.
"""
