"""The lists of the sources (bronlijsten): what can be chosen from, in two languages, each entry with its locator (N-13 … N-77)."""
