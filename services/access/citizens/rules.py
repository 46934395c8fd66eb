"""The one rule on citizens: nothing that holds a BSN enters."""

from __future__ import annotations

from collections.abc import Mapping

from shared.errors import FieldError, InvalidInput, Text
from shared.values import holds_bsn

_HOLDS_BSN = Text("Hierin staat een burgerservicenummer (BSN).", "This holds a citizen service number (BSN).")


class BsnRefused(InvalidInput):
    """A reference or a text holds a BSN, which this service never takes (F-06)."""

    code = "bsn-refused"
    rule = "F-06"
    title = Text("Een BSN wordt niet aangenomen", "A BSN is not accepted")
    detail = Text("Er staat een BSN in: {fields}.", "There is a BSN in: {fields}.")
    mend = Text(
        "Gebruik een eigen kenmerk van de inwoner (citizenReference) en noem geen BSN in teksten.",
        "Use a reference of your own for the citizen (citizenReference) and name no BSN in texts.",
    )


def refuse_bsn(texts: Mapping[str, str | None], where: str = "body") -> None:
    """Raise BsnRefused naming every field (its location in the input) whose text holds a BSN."""
    found = [name for name, text in texts.items() if text is not None and holds_bsn(text)]
    if found:
        errors = tuple(FieldError(name, "bsn-refused", _HOLDS_BSN, where, "F-06") for name in found)
        raise BsnRefused(errors=errors, fields=[name.removeprefix("#/") for name in found])
