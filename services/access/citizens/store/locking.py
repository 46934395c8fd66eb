"""One citizen at a time: who decides on care waits for whoever decides on other care of the same citizen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Uuid, and_, bindparam, select
from sqlalchemy.sql.base import Executable

from services.access.citizens.rules import CitizenErased, CitizenNotFound
from services.access.tables import citizens, requests
from shared.kit.database import Connection, among, statement


@statement
def _lock(by_request: bool) -> Executable:
    """The citizen's row, locked so that rows which refer to it can still be made by others (FOR NO KEY UPDATE)."""
    query = select(citizens.c.id, citizens.c.erased_on).where(among(citizens.c.owner, "organisations"))
    if by_request:
        asked = and_(requests.c.owner == citizens.c.owner, requests.c.citizen_id == citizens.c.id)
        query = query.join(requests, asked).where(requests.c.id == bindparam("id_", type_=Uuid))
    else:
        query = query.where(citizens.c.id == bindparam("id_", type_=Uuid))
    return query.with_for_update(of=citizens, key_share=True)


@dataclass(frozen=True, slots=True)
class Locked:
    """A citizen who is locked until the transaction ends, if there is one; what is wrong with it is said when asked."""

    known: bool
    erased_on: date | None

    def check_alive(self, citizen_id: UUID) -> None:
        """Nothing when the citizen is there; CitizenNotFound, CitizenErased."""
        if not self.known:
            raise CitizenNotFound(id=citizen_id)
        if self.erased_on is not None:
            raise CitizenErased(id=citizen_id, erased_on=self.erased_on)


async def lock_decided(connection: Connection, citizen_id: UUID) -> Locked:
    """A citizen on whose care is decided, locked before the request and the decision are."""
    return await _locked(connection, citizen_id, by_request=False)


async def lock_asking(connection: Connection, request_id: UUID) -> Locked:
    """The citizen of a request, locked before the request is: in the order in which everybody locks; one statement."""
    return await _locked(connection, request_id, by_request=True)


async def _locked(connection: Connection, id_: UUID, *, by_request: bool) -> Locked:
    row = await connection.fetch_one(_lock(by_request), id_=id_, organisations=connection.organisations)
    return Locked(known=row is not None, erased_on=None if row is None else row["erased_on"])
