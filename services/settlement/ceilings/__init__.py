"""Ceilings (budgetplafonds) as contracts tells them, and how far claims have used them: the last euro is spent once."""
