"""The one rule on citizens: nothing that holds a BSN enters."""

from __future__ import annotations

from collections.abc import Mapping

from shared.errors import BsnRefused, FieldError, Text
from shared.values import holds_bsn

_HOLDS_BSN = Text("Hierin staat een burgerservicenummer (BSN).", "This holds a citizen service number (BSN).")


__all__ = ["BsnRefused", "refuse_bsn"]


def refuse_bsn(texts: Mapping[str, str | None], where: str = "body") -> None:
    """Raise BsnRefused naming every field (its location in the input) whose text holds a BSN."""
    found = [name for name, text in texts.items() if text is not None and holds_bsn(text)]
    if found:
        errors = tuple(FieldError(name, "bsn-refused", _HOLDS_BSN, where, "F-06") for name in found)
        raise BsnRefused(errors=errors, fields=[name.removeprefix("#/") for name in found])
