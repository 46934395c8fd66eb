"""The only SQL on contacts of the nurse at the practice."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Text, bindparam, select
from sqlalchemy.sql.base import Executable

from services.access.nurse_contacts.rules import NurseContacts, NurseContactsNotFound
from services.access.tables import nurse_contacts
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read_all
from shared.schemas import access as schemas

REGISTER = Register(nurse_contacts, NurseContacts, schemas.NurseContacts, NurseContactsNotFound)


@statement
def _between(of_practice: bool) -> Executable:
    columns = nurse_contacts.c
    query = select(nurse_contacts).where(
        among(columns.owner, "organisations"),
        columns.last_day.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
    )
    if of_practice:
        query = query.where(columns.practice == bindparam("practice", type_=Text))
    return query.order_by(columns.practice, columns.last_day, columns.id)


async def list_between(
    connection: Connection, first: date, last: date, practice: str | None
) -> list[NurseContacts]:
    """The counts that end in some days, of one practice when asked, in one statement."""
    of = {} if practice is None else {"practice": practice}
    rows = await connection.fetch(
        _between(bool(of)), organisations=connection.organisations, first=first, last=last, **of
    )
    return read_all(rows, NurseContacts)


__all__ = ["REGISTER", "list_between"]
