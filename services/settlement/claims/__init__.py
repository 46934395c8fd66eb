"""Claims (declaraties) of care delivered: a file is judged line by line against what was allocated and agreed, and paid."""
