"""The only SQL on posting profiles."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Text, Uuid, bindparam, select
from sqlalchemy.sql.base import Executable

from services.settlement.posting_profiles.rules import PostingProfile, PostingProfileNotFound
from services.settlement.tables import known_contracts, posting_profiles
from shared.kit.database import Connection, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    page_rows,
    read,
    read_all,
    save_row,
)


async def get_profile(connection: Connection, profile_id: UUID) -> PostingProfile:
    """One posting profile; PostingProfileNotFound."""
    row = await find_row(connection, posting_profiles, profile_id)
    if row is None:
        raise PostingProfileNotFound(id=profile_id)
    return read(row, PostingProfile)


async def list_profiles(
    connection: Connection,
    page: PageRequest,
    contract_id: UUID | None,
    account: str | None,
    reference: str | None,
) -> Slice[PostingProfile]:
    """A page of posting profiles."""
    return await page_rows(
        connection,
        posting_profiles,
        PostingProfile,
        page,
        contract_id=contract_id,
        account=account,
        external_reference=reference,
    )


async def find_profile_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> PostingProfile | None:
    """The profile that this client made under its own reference, or None."""
    row = await find_by_reference(connection, posting_profiles, owner, client_id, reference)
    return None if row is None else read(row, PostingProfile)


async def knows_contract(connection: Connection, contract_id: UUID) -> bool:
    """Whether settlement knows a contract of the actor."""
    return await find_row(connection, known_contracts, contract_id) is not None


@statement
def _all() -> Executable:
    mine = posting_profiles.c.owner == bindparam("owner_", type_=Text)
    return select(posting_profiles).where(mine).order_by(posting_profiles.c.id)


async def list_all(connection: Connection, owner: str) -> list[PostingProfile]:
    """Every profile of an owner, in one statement."""
    return read_all(await connection.fetch(_all(), owner_=owner), PostingProfile)


@statement
def _beside() -> Executable:
    return (
        select(posting_profiles)
        .where(
            posting_profiles.c.owner == bindparam("owner_", type_=Text),
            posting_profiles.c.account == bindparam("account_", type_=Text),
            posting_profiles.c.contract_id.is_not_distinct_from(bindparam("contract", type_=Uuid)),
        )
        .order_by(posting_profiles.c.valid_from)
    )


async def list_beside(
    connection: Connection, owner: str, account: str, contract_id: UUID | None
) -> list[PostingProfile]:
    """The profiles of one account and contract (or of all contracts)."""
    rows = await connection.fetch(_beside(), owner_=owner, account_=account, contract=contract_id)
    return read_all(rows, PostingProfile)


async def add_profile(connection: Connection, profile: PostingProfile, client_id: str) -> None:
    """A new posting profile."""
    values = {name: getattr(profile, name) for name in PostingProfile.__slots__}
    await add_row(connection, posting_profiles, {**values, "client_id": client_id})


async def save_ended(connection: Connection, profile: PostingProfile) -> None:
    """A profile with its last day."""
    await save_row(
        connection, posting_profiles, profile.id, profile.version - 1, {"valid_until": profile.valid_until}
    )
