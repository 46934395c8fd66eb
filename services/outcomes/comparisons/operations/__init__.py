"""What can be done for a fair comparison: register outcomes, ask for a model, compare, publish, look at a series."""
