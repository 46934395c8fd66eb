"""The only SQL on dossiers: what there is of one citizen, table by table."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.sql.base import Executable

from services.access.care_starts.rules import CareStart
from services.access.care_stops.rules import CareStop
from services.access.decisions.rules import Decision
from services.access.desired_results.rules import DesiredResult
from services.access.destructions.rules import DestructionLine
from services.access.erasures.rules import Erasure
from services.access.pgb_switches.rules import PgbSwitch
from services.access.referrals.rules import Referral
from services.access.requests.rules import Request
from services.access.tables import (
    care_starts,
    care_stops,
    citizens,
    decisions,
    desired_results,
    destruction_lines,
    erasures,
    pgb_switches,
    referrals,
    requests,
)
from services.access.transfers import store as transfers
from services.access.transfers.rules import Transfer
from shared.kit.database import Connection, statement
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


async def list_care_starts_of(connection: Connection, citizen_id: UUID) -> list[CareStart]:
    """All starts of a citizen's care."""
    return read_all(await list_rows_by(connection, care_starts, "citizen_id", [citizen_id]), CareStart)


async def list_care_stops_of(connection: Connection, citizen_id: UUID) -> list[CareStop]:
    """All stops of a citizen's care."""
    return read_all(await list_rows_by(connection, care_stops, "citizen_id", [citizen_id]), CareStop)


async def list_desired_results_of(connection: Connection, citizen_id: UUID) -> list[DesiredResult]:
    """All results that a citizen is to reach, or was."""
    rows = await list_rows_by(connection, desired_results, "citizen_id", [citizen_id])
    return read_all(rows, DesiredResult)


async def list_pgb_switches_of(connection: Connection, citizen_id: UUID) -> list[PgbSwitch]:
    """All switches of a citizen to a PGB."""
    return read_all(await list_rows_by(connection, pgb_switches, "citizen_id", [citizen_id]), PgbSwitch)


async def list_transfers_of(connection: Connection, citizen_id: UUID) -> list[Transfer]:
    """The transfers by which a citizen came and left."""
    row = await find_row(connection, citizens, citizen_id)
    known = [] if row is None else [row["arrival_id"], row["departure_id"]]
    return [await transfers.get_transfer(connection, one) for one in known if one is not None]


@statement
def _lines() -> Executable:
    lines = destruction_lines.c
    mine = lines.owner == bindparam("owner")
    about = lines.citizen_id == bindparam("citizen_id", type_=Uuid)
    return select(destruction_lines).where(mine, about).order_by(lines.list_id)


async def list_lines_of(connection: Connection, owner: str, citizen_id: UUID) -> list[DestructionLine]:
    """The lines of this citizen on destruction lists, oldest list first."""
    return read_all(await connection.fetch(_lines(), owner=owner, citizen_id=citizen_id), DestructionLine)


async def list_erasures_of(connection: Connection, citizen_id: UUID) -> list[Erasure]:
    """That this citizen was erased, if so."""
    return read_all(await list_rows_by(connection, erasures, "citizen_id", [citizen_id]), Erasure)
