"""A retention (inhouding): the part of a contract year that results must earn.

It is withheld with each instalment, released once when the agreements are met and an accountant recorded it (R-S03),
then ordered and paid like an instalment. Only the purchaser releases; nobody else moves it.
"""
