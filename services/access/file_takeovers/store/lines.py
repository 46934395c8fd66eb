"""A file of open requests on its way into the tables (docs/decisions/0009): as many statements for a thousand lines as for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
from pydantic import BaseModel, TypeAdapter
from sqlalchemy import ColumnElement, Integer, Text, Uuid, and_, bindparam, exists, func, literal, or_, select
from sqlalchemy.dialects.postgresql import insert

from services.access.equated_days.store import calendar_of
from services.access.file_takeovers.rules import REFERENCE_TAKEN, Past, Settled, TakenOver, terms_of
from services.access.file_takeovers.store.running import providers
from services.access.requests.rules import Request
from services.access.requests.store import lock_request
from services.access.statutory_terms.store import REGISTER as TERMS
from services.access.tables import (
    citizens,
    file_takeover_errors,
    file_takeovers,
    requests,
    staged_takeover_errors,
    staged_takeovers,
    statutory_terms,
)
from shared.kit import batches as kit
from shared.kit.batches.entering import line_id, told_as
from shared.kit.database import Connection, among, statement
from shared.kit.rows import add_rows, read
from shared.schemas.access.takeovers import TakeoverAllocation, TakeoverLine, TakeoverSuspension
from shared.values import new_id
from shared.values.questions import RequestChannel

if TYPE_CHECKING:
    from sqlalchemy.sql.base import Executable

_RESTS = TypeAdapter(list[TakeoverSuspension])
_RUNS = TypeAdapter(list[TakeoverAllocation])
_SAME = ("law", "contact_on")
_COPIED = (
    "law", "contact_on", "state", "first_talk_on", "application_on", "acute", "team", "area", "urgency",
    "referrer_type", "product_category", "product_code", "direct_access", "responsible_municipality",
    "responsible_reason", "responsible_since", "responsible_code", "transfer_by",
)  # fmt: skip


def staged_line(line: int, item: TakeoverLine, settled: Settled) -> str:
    """A good line on its way to the temporary table, with what follows from it and a surrogate for who is not known yet."""
    direct, found = settled.direct_access, settled.responsible

    def day(given: date | None) -> str | None:
        return None if given is None else given.isoformat()

    return kit.copy_line((
        line, item.source_reference, item.citizen_reference, str(new_id()), item.law.value, day(item.contact_on),
        item.state.value, day(item.first_talk_on), day(item.clarified_on), day(item.application_on),
        "t" if item.acute else "f", item.team, item.area, item.urgency,
        None if item.referrer_type is None else item.referrer_type.value, item.product_category, item.product_code,
        None if direct is None else "t" if direct else "f", None if found is None else found.municipality,
        None if found is None else found.reason.value, day(None if found is None else found.since), settled.code,
        day(settled.transfer_by), _listed(item.suspensions), _listed(item.allocations),
    ))  # fmt: skip


def _listed(given: Sequence[BaseModel]) -> str:
    return orjson.dumps([one.model_dump(mode="json") for one in given]).decode()


async def stage_lines(connection: Connection, upload: kit.Upload) -> int:
    """Bring a file's good lines and its errors into temporary tables; returns how many good lines."""
    await kit.stage(connection, staged_takeover_errors, upload.bad)
    return await kit.stage(connection, staged_takeovers, upload.good)


@statement
def _lock() -> Executable:
    return select(
        func.pg_advisory_xact_lock(func.hashtextextended(bindparam("owner", type_=Text), literal(42)))
    )


async def lock_owner(connection: Connection, owner: str) -> None:
    """Files of one municipality enter one after the other."""
    await connection.fetch(_lock(), owner=owner)


def _known() -> ColumnElement[bool]:
    lines, columns = staged_takeovers.c, requests.c
    return and_(
        columns.owner == bindparam("owner", type_=Text),
        columns.source_system == bindparam("source_system", type_=Text),
        columns.source_reference == lines.source_reference,
    )


def _earlier() -> tuple[Any, ColumnElement[bool]]:
    lines, earlier = staged_takeovers.c, staged_takeovers.alias("earlier")
    before = and_(earlier.c.source_reference == lines.source_reference, earlier.c.line < lines.line)
    return earlier, before


@statement
def _clashes() -> Executable:
    """Lines whose reference stands for something else, there already or earlier in the file: an error for each."""
    lines, columns = staged_takeovers.c, requests.c
    earlier, before = _earlier()
    whose = exists().where(
        citizens.c.owner == columns.owner,
        citizens.c.id == columns.citizen_id,
        # Of an erased citizen no reference is left: what was taken over stays taken over.
        or_(citizens.c.reference == lines.citizen_reference, citizens.c.reference.is_(None)),
    )
    same = and_(whose, *(columns[name] == lines[name] for name in _SAME))
    alike = and_(
        earlier.c.citizen_reference == lines.citizen_reference,
        *(earlier.c[name] == lines[name] for name in _SAME),
    )
    chosen = told_as(lines, "reference-taken", "sourceReference", REFERENCE_TAKEN)
    query = select(*chosen.values()).where(
        or_(exists().where(_known(), ~same), exists().where(before, ~alike))
    )
    return staged_takeover_errors.insert().from_select(list(chosen), query, include_defaults=False).inline()


@statement
def _doubles() -> Executable:
    _, before = _earlier()
    return staged_takeovers.delete().where(or_(exists().where(_known()), exists().where(before)))


async def leave_doubles(connection: Connection, owner: str, source_system: str) -> tuple[int, int]:
    """Take out the lines that were taken over before; how many said the same, and how many clashed."""
    clashed = await connection.execute(_clashes(), owner=owner, source_system=source_system)
    taken = await connection.execute(_doubles(), owner=owner, source_system=source_system)
    return taken - clashed, clashed


@statement
def _enter_citizens() -> Executable:
    lines = staged_takeovers.c
    chosen = {
        "owner": bindparam("owner", type_=Text),
        "id": func.min(lines.citizen_id.cast(Text)).cast(Uuid),
        "client_id": bindparam("client_id", type_=Text),
        "reference": lines.citizen_reference,
    }
    query = select(*chosen.values()).group_by(lines.citizen_reference)
    return (
        insert(citizens)
        .from_select(list(chosen), query, include_defaults=False)
        .on_conflict_do_nothing(index_elements=[citizens.c.owner, citizens.c.reference])
        .inline()
    )


@statement
def _enter() -> Executable:
    lines = staged_takeovers.c
    owner = bindparam("owner", type_=Text)
    chosen: dict[str, Any] = {
        "owner": owner,
        "id": line_id(staged_takeovers),
        "client_id": bindparam("client_id", type_=Text),
        "citizen_id": citizens.c.id,
        "channel": literal(RequestChannel.TAKEN_OVER.value, Text),
        "source_system": bindparam("source_system", type_=Text),
        "source_reference": lines.source_reference,
        "untold": literal(True),
        "parties": providers(),
        **{name: lines[name] for name in _COPIED},
    }
    of_line = and_(citizens.c.owner == owner, citizens.c.reference == lines.citizen_reference)
    query = select(*chosen.values()).select_from(staged_takeovers.join(citizens, of_line))
    return requests.insert().from_select(list(chosen), query, include_defaults=False).inline()


@statement
def _entered() -> Executable:
    lines = staged_takeovers.c
    told = (lines.clarified_on, lines.suspensions, lines.allocations)
    return select(requests, *told).select_from(staged_takeovers.join(requests, _known()))


async def enter_lines(
    connection: Connection, owner: str, source_system: str, client_id: str
) -> list[TakenOver]:
    """Enter the staged lines, with citizens who were not known yet; returns what is there now."""
    await connection.execute(_enter_citizens(), owner=owner, client_id=client_id)
    await connection.execute(
        _enter(), owner=owner, source_system=source_system, client_id=client_id, prefix=kit.id_prefix()
    )
    rows = await connection.fetch(_entered(), owner=owner, source_system=source_system)
    return [
        TakenOver(
            read(row, Request), row["clarified_on"], _RESTS.validate_json(row["suspensions"], by_name=True),
            _RUNS.validate_json(row["allocations"], by_name=True),
        )
        for row in rows
    ]  # fmt: skip


async def open_terms(
    connection: Connection, owner: str, entered: list[TakenOver], client_id: str, today: date
) -> None:
    """The terms of the law of requests that were taken over, from their real days and moved by what rested; two statements (R-A55)."""
    calendar = await calendar_of(connection, owner)
    rows = []
    for one in entered:
        known = one.request
        past = Past(
            owner, known.id, known.citizen_id, known.law, known.state, known.contact_on, known.application_on,
            known.acute, one.clarified_on, one.suspensions,
        )  # fmt: skip
        # As it stands today it begins its life here.
        rows += [
            {**TERMS.values(term), "version": 1, "client_id": client_id}
            for term in terms_of(past, calendar, today)[0]
        ]
    await add_rows(connection, statutory_terms, rows)


async def first_faults(connection: Connection) -> list[kit.LineFault]:
    """The first faults of the file, in the sender's order."""
    return await kit.first_faults(connection, staged_takeover_errors)


@statement
def _name_source() -> Executable:
    columns = file_takeovers.c
    named = bindparam("source_system", type_=Text)
    return (
        file_takeovers.update().where(columns.id == bindparam("id_", type_=Uuid)).values(source_system=named)
    )


async def add_takeover(connection: Connection, batch: kit.Batch, source_system: str, client_id: str) -> None:
    """Keep the file, from which system it came, and everything that was wrong with its lines."""
    await kit.add_batch(
        connection, file_takeovers, file_takeover_errors, staged_takeover_errors, batch, client_id
    )
    await connection.execute(_name_source(), id_=batch.id, source_system=source_system)


async def get_takeover(connection: Connection, takeover_id: UUID) -> kit.Batch:
    """One file; BatchNotFound."""
    return await kit.get_batch(connection, file_takeovers, takeover_id)


async def list_errors(
    connection: Connection, batch: kit.Batch, after: tuple[int, int]
) -> tuple[list[kit.LineFault], tuple[int, int] | None]:
    """The next faults of a file in the sender's order, and where to go on."""
    return await kit.list_errors(connection, file_takeover_errors, batch, after)


@statement
def _untold() -> Executable:
    columns = requests.c
    query = select(columns.id).where(among(columns.owner, "organisations"), columns.untold)
    return query.order_by(columns.id).limit(literal(5_000, Integer))


async def list_untold(connection: Connection) -> list[UUID]:
    """The requests that were taken over and of which no fact tells yet, the first few thousand."""
    rows = await connection.fetch(_untold(), organisations=connection.organisations)
    return [row["id"] for row in rows]


@statement
def _tell() -> Executable:
    columns = requests.c
    return (
        requests.update()
        .where(
            among(columns.owner, "organisations"), columns.id == bindparam("id_", type_=Uuid), columns.untold
        )
        .values(untold=literal(False))
    )


async def lock_untold(connection: Connection, request_id: UUID) -> Request | None:
    """One of those, locked and counted as told from now on; None when it was told."""
    request = await lock_request(connection, request_id)
    told = await connection.execute(_tell(), organisations=connection.organisations, id_=request_id)
    return request if told else None
