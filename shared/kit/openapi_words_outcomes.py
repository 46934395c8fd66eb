"""The Dutch words beside the English names of what is measured, compared and reported (docs/glossary.md)."""

OUTCOMES: dict[str, str] = {}
