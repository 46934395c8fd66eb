"""The Dutch words beside the English names of what is asked, decided and granted (docs/glossary.md)."""

ACCESS: dict[str, str] = {}
