"""A request (melding, aanvraag) is a citizen's question: what access begins with.

It is received; then referred to a provider (general provision) or decided (tailor-made provision), each an end of its own.
The purchaser reports it and moves it; the provider to whom it is referred or allocated sees it and may record the first talk.
"""
