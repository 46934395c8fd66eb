"""The only SQL on choices of a provider."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Text, Uuid, and_, bindparam, exists, func, or_, select
from sqlalchemy.sql.base import Executable

from services.access.catalogues.rules import Taken
from services.access.provider_choices.rules import ProviderChoice, ProviderChoiceNotFound
from services.access.requests.store import stays_responsible
from services.access.tables import citizens, provider_choices
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read, read_all
from shared.schemas import access as schemas
from shared.values.choosing import ChoiceState

REGISTER = Register(provider_choices, ProviderChoice, schemas.ProviderChoice, ProviderChoiceNotFound)
_C = provider_choices.c


@statement
def _choice() -> Executable:
    category, code = bindparam("category", type_=Text), bindparam("code", type_=Text)
    return (
        select(provider_choices)
        .where(
            _C.owner == bindparam("owner", type_=Text),
            _C.request_id == bindparam("request_id", type_=Uuid),
            _C.state != ChoiceState.WITHDRAWN.value,
            or_(_C.product_category.is_(None), _C.product_category == category),
            or_(code.is_(None), _C.product_code.is_(None), _C.product_code == code),
        )
        .order_by(
            _C.product_category.is_(None),
            _C.product_code.is_distinct_from(code),
            _C.product_code.is_not(None),
            _C.id.desc(),
        )
        .limit(1)
    )


async def find_choice(
    connection: Connection, owner: str, request_id: UUID, category: str | None, code: str | None
) -> ProviderChoice | None:
    """The choice on a question that counts for a product, or None (R-A40).

    That of the product itself, else one of its category that names no other, else one that names no product.
    """
    row = await connection.fetch_one(
        _choice(), owner=owner, request_id=request_id, category=category, code=code
    )
    return None if row is None else read(row, ProviderChoice)


@statement
def _taken() -> Executable:
    placed = (_C.state == ChoiceState.CHOSEN.value) | (_C.state == ChoiceState.ASSIGNED.value)
    return (
        select(
            _C.chosen.label("provider"),
            _C.catalogue_version,
            func.count().label("places"),
        )
        .where(
            among(_C.owner, "organisations"),
            _C.catalogue_id == bindparam("catalogue_id", type_=Uuid),
            placed,
        )
        .group_by(_C.chosen, _C.catalogue_version)
    )


async def list_taken(connection: Connection, catalogue_id: UUID) -> list[Taken]:
    """How many places of a catalogue were given away, by provider and version; its caller holds the lock of the catalogue."""
    rows = await connection.fetch(_taken(), organisations=connection.organisations, catalogue_id=catalogue_id)
    return read_all(rows, Taken)


@statement
def _overdue() -> Executable:
    gone = exists().where(
        citizens.c.owner == _C.owner, citizens.c.id == _C.citizen_id, citizens.c.erased_on.is_not(None)
    )
    return (
        select(_C.id)
        .where(
            among(_C.owner, "organisations"),
            _C.state == ChoiceState.OFFERED.value,
            _C.choose_until < bindparam("today", type_=Date),
            ~gone,
        )
        .order_by(_C.choose_until, _C.id)
    )


async def list_overdue(connection: Connection, today: date) -> list[UUID]:
    """The offers whose term is over without a choice, the oldest first."""
    rows = await connection.fetch(_overdue(), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


@statement
def _departed(lock: bool) -> Executable:
    """Open offers from before a departure whose day has come."""
    person = and_(citizens.c.owner == _C.owner, citizens.c.id == _C.citizen_id)
    query = (
        select(*((provider_choices, citizens.c.moved_on) if lock else (_C.id,)))
        .select_from(provider_choices.join(citizens, person))
        .where(
            among(_C.owner, "organisations"),
            citizens.c.moved_on <= bindparam("today", type_=Date),
            _C.id < citizens.c.departure_id,
            _C.state == ChoiceState.OFFERED.value,
            ~stays_responsible(_C),
        )
        .order_by(_C.id)
    )
    if lock:
        query = query.where(_C.id == bindparam("id_", type_=Uuid)).with_for_update(of=provider_choices)
    return query


async def list_departed(connection: Connection, today: date) -> list[UUID]:
    """The open offers to citizens who moved."""
    rows = await connection.fetch(_departed(False), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


async def lock_departed(
    connection: Connection, choice_id: UUID, today: date
) -> tuple[ProviderChoice, date] | None:
    """One of those, locked, with the day of moving; None when it is open no more."""
    row = await connection.fetch_one(
        _departed(True), organisations=connection.organisations, today=today, id_=choice_id
    )
    return None if row is None else (read(row, ProviderChoice), row["moved_on"])


__all__ = ["REGISTER", "find_choice", "list_departed", "list_overdue", "list_taken", "lock_departed"]
