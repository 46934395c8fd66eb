"""Receivables (vorderingen): what was posted too much and is asked back, each with its number and last day of payment."""
