"""With whom areas, neighbourhood data and social map of a municipality were shared (D-17)."""
