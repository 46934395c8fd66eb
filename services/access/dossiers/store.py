"""The only SQL on dossiers: what there is of one citizen, table by table."""

from __future__ import annotations

from uuid import UUID

from services.access.decisions.rules import Decision
from services.access.erasures.rules import Erasure
from services.access.referrals.rules import Referral
from services.access.requests.rules import Request
from services.access.tables import citizens, decisions, erasures, referrals, requests
from services.access.transfers import store as transfers
from services.access.transfers.rules import Transfer
from shared.kit.database import Connection
from shared.kit.rows import find_row, list_rows_by, read_all


async def list_requests_of(connection: Connection, citizen_id: UUID) -> list[Request]:
    """All requests of a citizen."""
    return read_all(await list_rows_by(connection, requests, "citizen_id", [citizen_id]), Request)


async def _ids(connection: Connection, citizen_id: UUID) -> list[UUID]:
    return [request.id for request in await list_requests_of(connection, citizen_id)]


async def list_decisions_of(connection: Connection, citizen_id: UUID) -> list[Decision]:
    """All decisions on a citizen's requests."""
    ids = await _ids(connection, citizen_id)
    return read_all(await list_rows_by(connection, decisions, "request_id", ids), Decision)


async def list_referrals_of(connection: Connection, citizen_id: UUID) -> list[Referral]:
    """All referrals of a citizen's requests."""
    ids = await _ids(connection, citizen_id)
    return read_all(await list_rows_by(connection, referrals, "request_id", ids), Referral)


async def list_transfers_of(connection: Connection, citizen_id: UUID) -> list[Transfer]:
    """The transfers by which a citizen came and left."""
    row = await find_row(connection, citizens, citizen_id)
    known = [] if row is None else [row["arrival_id"], row["departure_id"]]
    return [await transfers.get_transfer(connection, one) for one in known if one is not None]


async def list_erasures_of(connection: Connection, citizen_id: UUID) -> list[Erasure]:
    """That this citizen was erased, if so."""
    return read_all(await list_rows_by(connection, erasures, "citizen_id", [citizen_id]), Erasure)
