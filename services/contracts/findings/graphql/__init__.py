"""Findings in the graph: `types` for what stands on a contract, `queries` for what is asked and entered."""
