"""A product is what can be granted: access' copy of the catalogue that contracts keeps and its feed brings (R-X06).

It says under which law it can be granted, whether it is a general provision or tailor-made, and where access is decided.
"""
