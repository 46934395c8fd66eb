"""Findings (bevindingen): what the rules, the risks and the law say of a contract, before it is signed and while it runs.

A detector is a pure function over the terms and what is known around them; a fact that is not known gives no finding but is
named. Beside them stand the incentive profile, the definition test of population funding, and the texts of the sources.
"""
