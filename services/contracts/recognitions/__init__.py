"""Recognitions (erkenningen): what a provider must have before it may deliver, from when until when (R-C58).

A recognition has no states: its days say whether it holds; the provider sees its own.
"""
