"""The only SQL on care stops."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from services.access.care_stops.rules import CareStop, CareStopNotFound
from services.access.tables import care_stops
from shared.kit.database import Connection
from shared.kit.registers import Register
from shared.schemas import access as schemas
from shared.values.care_courses import StopState

REGISTER = Register(care_stops, CareStop, schemas.CareStop, CareStopNotFound)


async def list_recorded(connection: Connection, start_ids: Sequence[UUID]) -> list[CareStop]:
    """The stops of some starts that hold, in order of creation; one statement."""
    found = await REGISTER.list_by(connection, "care_start_id", list(start_ids))
    return [one for one in found if one.state is StopState.RECORDED]


__all__ = ["REGISTER", "list_recorded"]
