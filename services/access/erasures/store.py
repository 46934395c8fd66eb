"""The only SQL on erasures: whatever access says of a person goes, for any number of citizens in the same few statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, Text, bindparam, case, cast, literal, null, or_, select, true
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.sql.base import Executable

from services.access.citizens.store.erasing import erase_citizens
from services.access.erasures.rules import Erasure, ErasureNotFound
from services.access.tables import decisions, erasures, legal_holds, referrals, requests
from services.access.tables.held import HELD, Held
from services.access.transfers import store as transfers
from services.access.transfers.rules import Transfer
from shared.kit.database import Connection, among, statement
from shared.kit.rows import PageRequest, Slice, add_rows, find_row, page_rows, read
from shared.values.terms import ReferralState

_COLUMNS = Erasure.__slots__
# Every text about a person, and the names that clients gave to what is about one: they lead back as well as a name does.
_TEXTS: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (decisions, ("motivation", "results", "external_reference")),
    (referrals, ("refusal_reason", "external_reference")),
)


_OF_REQUEST = ("external_reference", "question", "referrer_name", "acute_motive", "end_note")


def _nobody() -> ColumnElement[Any]:
    return literal("{}").cast(ARRAY(Text))


@statement
def _withdraw() -> Executable:
    about = select(requests.c.id).where(
        requests.c.owner == bindparam("owner"), among(requests.c.citizen_id, "ids")
    )
    return (
        referrals.update()
        .where(
            referrals.c.owner == bindparam("owner"),
            referrals.c.request_id.in_(about),
            referrals.c.state == ReferralState.MADE.value,
        )
        .values(parties=_nobody())
    )


@statement
def _clear_requests() -> Executable:
    return (
        requests.update()
        .where(requests.c.owner == bindparam("owner"), among(requests.c.citizen_id, "ids"))
        # Nobody holds a first talk with a person who is not there any more.
        .values(parties=_nobody(), **dict.fromkeys(_OF_REQUEST, null()))
    )


@statement
def _clear(table: Table, names: tuple[str, ...]) -> Executable:
    # By way of the requests, whose index on the citizen finds them.
    about = select(requests.c.id).where(
        requests.c.owner == bindparam("owner"), among(requests.c.citizen_id, "ids")
    )
    return (
        table.update()
        .where(table.c.owner == bindparam("owner"), table.c.request_id.in_(about))
        .values({**dict.fromkeys(names, null()), "erased": true()})
    )


@statement
def _clear_holds() -> Executable:
    return (
        legal_holds.update()
        .where(legal_holds.c.owner == bindparam("owner"), among(legal_holds.c.citizen_id, "ids"))
        .values(ground=null(), release_reason=null(), external_reference=null())
    )


@statement
def _clear_held(held: Held) -> Executable:
    table = held.table
    gone: dict[str, Any] = {
        **dict.fromkeys(held.texts, null()),
        **({"erased": true()} if held.marked else {}),
        **{name: cast(literal("[]"), JSONB) for name in held.lists},
    }
    if held.open_states:
        open_ = or_(*(table.c.state == str(one) for one in held.open_states))
        gone["parties"] = case((open_, _nobody()), else_=table.c.parties)
    return (
        table.update()
        .where(table.c.owner == bindparam("owner"), among(table.c.citizen_id, "ids"))
        .values(gone)
    )


async def erase_files(connection: Connection, owner: str, ids: Sequence[UUID], on: date) -> list[Transfer]:
    """Take these citizens out of access. The caller holds their locks; the statements do not depend on how many there are.

    What is left of a request, a decision, a referral, a hold or care keeps its version: no version of it has the text any more.
    What is still open (a question, a referral that nobody answered, care, a result) is seen by the municipality alone from now on. Returns the transfers that
    closed by it, which the caller tells.
    """
    values = {"owner": owner, "ids": list(ids)}
    await connection.execute(_clear_requests(), **values)
    await connection.execute(_withdraw(), **values)
    for table, names in _TEXTS:
        await connection.execute(_clear(table, names), **values)
    for held in HELD:
        await connection.execute(_clear_held(held), **values)
    await connection.execute(_clear_holds(), **values)
    closed = await erase_citizens(connection, owner, ids, on)
    return [await transfers.get_transfer(connection, one) for one in closed]


async def add_erasures(connection: Connection, made: Sequence[Erasure], client_id: str) -> None:
    """That these citizens were erased."""
    await add_rows(
        connection,
        erasures,
        [{**{name: getattr(one, name) for name in _COLUMNS}, "client_id": client_id} for one in made],
    )


async def get_erasure(connection: Connection, erasure_id: UUID) -> Erasure:
    """One erasure; ErasureNotFound."""
    row = await find_row(connection, erasures, erasure_id)
    if row is None:
        raise ErasureNotFound(id=erasure_id)
    return read(row, Erasure)


async def list_erasures(connection: Connection, page: PageRequest, citizen_id: UUID | None) -> Slice[Erasure]:
    """A page of erasures, of one dead surrogate when asked."""
    return await page_rows(connection, erasures, Erasure, page, citizen_id=citizen_id)
