"""Reading the lists of the sources: they are part of the product and the same for everyone."""

from __future__ import annotations

from services.contracts.reference_lists import rules
from services.contracts.reference_lists.rules import ReferenceList
from shared.kit.context import Context, operation
from shared.values.terms import Scope


@operation
async def list_reference_lists(
    ctx: Context, enumeration: str | None = None, code: str | None = None
) -> list[ReferenceList]:
    """Every list, or those of one number of the sources (N-37) or under one code."""
    ctx.require(Scope.CONTRACTS_READ)
    return [
        one
        for one in rules.LISTS.values()
        if enumeration in (None, one.enumeration) and code in (None, one.code)
    ]
