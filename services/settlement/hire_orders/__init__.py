"""Hire orders (inhuuropdrachten): what a core team hires from providers, within the budget of its neighbourhood (R-S55)."""
