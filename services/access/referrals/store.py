"""The only SQL on referrals."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from services.access.referrals.rules import Referral, ReferralNotFound
from services.access.tables import referrals
from shared.kit.database import Connection
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    list_rows_by,
    page_rows,
    read,
    read_all,
    save_row,
)
from shared.values.terms import ReferralState

_COLUMNS = Referral.__slots__
_ANSWER = ["state", "answered_on", "refusal_reason", "breach", "escalation_level"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which referrals; what is None does not matter."""

    state: ReferralState | None = None
    request_id: UUID | None = None
    contract_id: UUID | None = None
    provider: str | None = None
    breach: bool | None = None
    external_reference: str | None = None


async def get_referral(connection: Connection, referral_id: UUID) -> Referral:
    """One referral; ReferralNotFound."""
    row = await find_row(connection, referrals, referral_id)
    if row is None:
        raise ReferralNotFound(id=referral_id)
    return read(row, Referral)


async def lock_referral(connection: Connection, referral_id: UUID) -> Referral:
    """One referral, locked for a change; ReferralNotFound."""
    row = await find_row(connection, referrals, referral_id, lock=True)
    if row is None:
        raise ReferralNotFound(id=referral_id)
    return read(row, Referral)


async def find_referral_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Referral | None:
    """The referral that this client made under its own reference, or None."""
    row = await find_by_reference(connection, referrals, owner, client_id, reference)
    return None if row is None else read(row, Referral)


async def list_referrals(connection: Connection, page: PageRequest, filter_: Filter) -> Slice[Referral]:
    """A page of referrals in order of creation."""
    return await page_rows(connection, referrals, Referral, page, **asdict(filter_))


async def list_referrals_by_id(connection: Connection, ids: list[UUID]) -> list[Referral]:
    """Many referrals at once, in one statement."""
    return read_all(await list_rows_by(connection, referrals, "id", ids), Referral)


async def list_referrals_by_request(connection: Connection, requests: list[UUID]) -> list[Referral]:
    """The referrals of many requests, oldest first, in one statement."""
    return read_all(await list_rows_by(connection, referrals, "request_id", requests), Referral)


async def add_referral(connection: Connection, referral: Referral, client_id: str) -> None:
    """A new referral."""
    values = {name: getattr(referral, name) for name in _COLUMNS}
    await add_row(connection, referrals, {**values, "client_id": client_id})


async def save_answer(connection: Connection, referral: Referral) -> None:
    """A referral that the provider answered."""
    values = {name: getattr(referral, name) for name in _ANSWER}
    await save_row(connection, referrals, referral.id, referral.version - 1, values)
