"""Claims and what files made payable, as they are read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from services.settlement.claims.rules import Claim, ClaimNotFound, ClaimPayable, ClaimPayableNotFound
from services.settlement.tables import claim_payables, claims
from shared.kit.database import Connection
from shared.kit.rows import PageRequest, Slice, find_row, list_rows_by, page_rows, read, read_all


async def get_claim(connection: Connection, claim_id: UUID) -> Claim:
    """One claim; ClaimNotFound."""
    row = await find_row(connection, claims, claim_id)
    if row is None:
        raise ClaimNotFound(id=claim_id)
    return read(row, Claim)


async def list_claims(connection: Connection, page: PageRequest, **equal: Any) -> Slice[Claim]:
    """A page of claims, filtered on columns."""
    return await page_rows(connection, claims, Claim, page, **equal)


async def list_claims_of(connection: Connection, citizen_id: UUID) -> list[Claim]:
    """Everything that was claimed for a citizen."""
    return read_all(await list_rows_by(connection, claims, "citizen_id", [citizen_id]), Claim)


async def get_payable(connection: Connection, payable_id: UUID) -> ClaimPayable:
    """One sum of a file; ClaimPayableNotFound."""
    row = await find_row(connection, claim_payables, payable_id)
    if row is None:
        raise ClaimPayableNotFound(id=payable_id)
    return read(row, ClaimPayable)


async def list_payables(connection: Connection, page: PageRequest, **equal: Any) -> Slice[ClaimPayable]:
    """A page of what files made payable, filtered on columns."""
    return await page_rows(connection, claim_payables, ClaimPayable, page, **equal)


__all__ = ["get_claim", "get_payable", "list_claims", "list_claims_of", "list_payables"]
