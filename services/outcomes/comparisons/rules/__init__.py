"""The numbers of fair comparison and what they decide: limits, case mix, spread, judgement, publication (formulas §§ 9-12, 15)."""
