"""A contract result (jaarresultaat) is what a contract year came to: the verdict of outcomes and the accountant's statement.

Outcomes keeps both; this is the copy that its feed brings, on which an option, a termination or an amendment may rest (R-X05).
"""
