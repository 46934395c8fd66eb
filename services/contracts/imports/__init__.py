"""What was read in at once: areas, characteristics, measures; each import is kept with what it did."""
