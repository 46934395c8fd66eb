"""Legal checks as they are kept, and the one way to a day of birth for them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.sql.base import Executable

from services.access.citizens import store as citizens
from services.access.legal_checks.rules import LegalCheck, LegalCheckNotFound
from services.access.tables import legal_checks
from shared.kit.clock import machine_now
from shared.kit.database import Connection, statement
from shared.kit.registers import Register
from shared.kit.rights import READ
from shared.kit.rows import read_all
from shared.schemas.access import legal_checks as schemas
from shared.values.terms import PersonalField, Purpose

if TYPE_CHECKING:
    from shared.kit.context import Context

REGISTER = Register(legal_checks, LegalCheck, schemas.LegalCheck, LegalCheckNotFound)


@statement
def _of_citizen() -> Executable:
    mine = legal_checks.c.owner == bindparam("owner")
    about = legal_checks.c.citizen_id == bindparam("citizen_id", type_=Uuid)
    return select(legal_checks).where(mine, about).order_by(legal_checks.c.id)


async def list_checks(connection: Connection, owner: str, citizen_id: UUID) -> list[LegalCheck]:
    """The checks on a citizen, oldest first; which of them count for a question the rules say. One statement."""
    found = await connection.fetch(_of_citizen(), owner=owner, citizen_id=citizen_id)
    return read_all(found, LegalCheck)


async def find_birth_date(ctx: Context, connection: Connection, owner: str, citizen_id: UUID) -> date | None:
    """A citizen's day of birth, opened for one look and noted as such in the processing log (F-02, NEN 7513).

    None where it was not recorded, or for another purpose than who it is and what is needed. Raises CitizenNotFound,
    CitizenErased.
    """
    citizen = await citizens.get_citizen(connection, citizens.keys_of(ctx), citizen_id)
    stated = citizen.personal.get(PersonalField.BORN_ON)
    if stated is None or stated.purpose not in (Purpose.NEED_ASSESSMENT, Purpose.IDENTIFICATION):
        return None
    right = ctx.service.rights.of("citizens", READ)
    ctx.seen.note(right, "find_birth_date", {owner: [citizen_id]}, machine_now())
    return date.fromisoformat(stated.value)


__all__ = ["REGISTER", "find_birth_date", "list_checks"]
