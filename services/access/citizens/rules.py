"""The one rule on citizens: nothing names them by their BSN, not even a question (F-06).

What comes in a body is checked by the schemas; this is for what a filter asks, over REST and in the graph.
"""

from __future__ import annotations

from shared.errors import BsnRefused, FieldError, Text
from shared.values import holds_bsn

_HOLDS_BSN = Text("Hierin staat een burgerservicenummer (BSN).", "This holds a citizen service number (BSN).")


def refuse_bsn(external_reference: str | None) -> None:
    """Raise BsnRefused when the reference that is searched for holds a BSN."""
    if external_reference is not None and holds_bsn(external_reference):
        error = FieldError("externalReference", BsnRefused.code, _HOLDS_BSN, "query", BsnRefused.rule)
        raise BsnRefused(errors=(error,), fields=["externalReference"])
