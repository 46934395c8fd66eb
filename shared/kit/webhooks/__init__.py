"""Webhooks: the facts that an organisation may see, sent thin and signed to an address of its own (Standard Webhooks).

A subscription keeps its own position over the logbook, so a write costs nothing more. What is new becomes deliveries in
one transaction with that position; then what is due is sent, again and again over three days of the domain's clock. A
message may come twice, under one `webhook-id`, and in any order: `sequence` lets the receiver sort. REST only: a graph
would add nothing to a handful of settings.
"""
