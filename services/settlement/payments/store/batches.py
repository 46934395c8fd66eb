"""The only SQL on what is payable, on batches, their files and payments: sets, never row by row."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, literal, null, select
from sqlalchemy.sql.base import Executable

from services.settlement.payments.rules import (
    Payable,
    Payment,
    PaymentBatch,
    PaymentBatchNotFound,
    PaymentFile,
)
from services.settlement.payments.rules.batches import CLAIM, INSTALMENT, RETENTION
from services.settlement.tables import (
    claim_payables,
    instalments,
    payment_batches,
    payment_files,
    payments,
    retentions,
    schedules,
)
from shared.kit.database import Connection, Reach, Record, among, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    add_rows,
    find_by_reference,
    find_row,
    page_rows,
    read,
    read_all,
    visible,
)
from shared.values.terms import InstalmentState, RetentionState

_HEAD = [name for name in PaymentBatch.__slots__ if name != "payments"]


@statement
def _payable_instalments() -> Executable:
    return (
        select(
            literal(INSTALMENT).label("subject"),
            instalments.c.id.label("subject_id"),
            schedules.c.contract_id,
            schedules.c.contract_number,
            schedules.c.year,
            instalments.c.number,
            schedules.c.payee,
            instalments.c.amount_cents,
        )
        .join(
            schedules,
            (schedules.c.owner == instalments.c.owner) & (schedules.c.id == instalments.c.schedule_id),
        )
        .where(
            instalments.c.owner == bindparam("owner_"),
            instalments.c.state == bindparam("state_"),
            instalments.c.amount_cents > 0,
        )
        .order_by(schedules.c.id, instalments.c.number)
        .with_for_update()
    )


@statement
def _payable_retentions() -> Executable:
    return (
        select(
            literal(RETENTION).label("subject"),
            retentions.c.id.label("subject_id"),
            retentions.c.contract_id,
            retentions.c.contract_number,
            retentions.c.year,
            null().cast(Integer).label("number"),
            retentions.c.payee,
            retentions.c.released_cents.label("amount_cents"),
        )
        .where(
            retentions.c.owner == bindparam("owner_"),
            retentions.c.state == bindparam("state_"),
            retentions.c.released_cents > 0,
        )
        .order_by(retentions.c.id)
        .with_for_update()
    )


@statement
def _payable_claims() -> Executable:
    columns = claim_payables.c
    return (
        select(
            literal(CLAIM).label("subject"),
            columns.id.label("subject_id"),
            columns.contract_id,
            columns.contract_number,
            columns.year,
            null().cast(Integer).label("number"),
            columns.payee,
            columns.amount_cents,
        )
        .where(
            columns.owner == bindparam("owner_"),
            columns.state == bindparam("state_"),
            columns.amount_cents > 0,
        )
        .order_by(columns.id)
        .with_for_update()
    )


async def lock_payables(connection: Connection, owner: str) -> list[Payable]:
    """All that is payable to anybody by a purchaser and was not ordered, locked: instalments, retentions, claims; three statements."""
    posted = await connection.fetch(_payable_instalments(), owner_=owner, state_=InstalmentState.POSTED)
    released = await connection.fetch(_payable_retentions(), owner_=owner, state_=RetentionState.RELEASED)
    approved = await connection.fetch(_payable_claims(), owner_=owner, state_=InstalmentState.POSTED)
    return read_all([*posted, *released, *approved], Payable)


async def add_batch(connection: Connection, batch: PaymentBatch, content: bytes, client_id: str) -> None:
    """A new batch with its file and its payments, in three statements."""
    values = {name: getattr(batch, name) for name in _HEAD}
    await add_row(connection, payment_batches, {**values, "client_id": client_id})
    await add_row(connection, payment_files, {"owner": batch.owner, "batch_id": batch.id, "content": content})
    kept = {"owner": batch.owner, "batch_id": batch.id}
    await add_rows(connection, payments, [{**kept, **asdict(one)} for one in batch.payments])


def _of_these(*columns: Any) -> Any:
    chosen = (payments.c.owner == bindparam("owner_"), among(payments.c.id, "ids"))
    return select(*columns).where(*chosen) if columns else chosen


@statement
def _lock_schedules() -> Executable:
    touched = _of_these(instalments.c.schedule_id).where(
        instalments.c.owner == payments.c.owner, instalments.c.id == payments.c.subject_id
    )
    return (
        select(schedules.c.id)
        .where(schedules.c.owner == bindparam("owner_"), schedules.c.id.in_(touched))
        .order_by(schedules.c.id)
        .with_for_update()
    )


@statement
def _renew_schedules() -> Executable:
    return (
        schedules.update()
        .where(schedules.c.owner == bindparam("owner_"), among(schedules.c.id, "schedules"))
        .values(version=schedules.c.version + 1)
    )


@statement
def _move_instalments() -> Executable:
    return (
        instalments.update()
        .where(
            *_of_these(), instalments.c.owner == payments.c.owner, instalments.c.id == payments.c.subject_id
        )
        .values(state=payments.c.state, paid_on=payments.c.paid_on)
    )


@statement
def _move_retentions() -> Executable:
    return (
        retentions.update()
        .where(*_of_these(), retentions.c.owner == payments.c.owner, retentions.c.id == payments.c.subject_id)
        .values(state=payments.c.state, paid_on=payments.c.paid_on, version=retentions.c.version + 1)
    )


@statement
def _move_claims() -> Executable:
    columns = claim_payables.c
    return (
        claim_payables.update()
        .where(*_of_these(), columns.owner == payments.c.owner, columns.id == payments.c.subject_id)
        .values(state=payments.c.state, paid_on=payments.c.paid_on, version=columns.version + 1)
    )


async def move_subjects(connection: Connection, owner: str, moved: list[Payment]) -> None:
    """Give what is paid the state and day of its payment, and schedules and retentions a new version: five statements."""
    ids = [one.id for one in moved]
    touched = await connection.fetch(_lock_schedules(), owner_=owner, ids=ids)
    await connection.execute(_renew_schedules(), owner_=owner, schedules=[row["id"] for row in touched])
    await connection.execute(_move_instalments(), owner_=owner, ids=ids)
    await connection.execute(_move_retentions(), owner_=owner, ids=ids)
    await connection.execute(_move_claims(), owner_=owner, ids=ids)


@statement
def _payments(reach: Reach) -> Executable:
    seen = visible(payments, purchaser=reach)
    return select(payments).where(among(payments.c.batch_id, "batches"), seen).order_by(payments.c.id)


async def _whole(connection: Connection, rows: list[Record] | list[dict[str, Any]]) -> list[PaymentBatch]:
    found = await connection.fetch(
        _payments(connection.reach),
        batches=[row["id"] for row in rows],
        organisations=connection.organisations,
    )
    by_batch: dict[UUID, list[dict[str, Any]]] = {}
    for line in found:
        by_batch.setdefault(line["batch_id"], []).append(dict(line))
    return [read({**row, "payments": by_batch.get(row["id"], [])}, PaymentBatch) for row in rows]


async def get_batch(connection: Connection, batch_id: UUID) -> PaymentBatch:
    """One batch with its payments; PaymentBatchNotFound."""
    row = await find_row(connection, payment_batches, batch_id)
    if row is None:
        raise PaymentBatchNotFound(id=batch_id)
    return (await _whole(connection, [row]))[0]


async def list_batches(
    connection: Connection, page: PageRequest, reference: str | None
) -> Slice[PaymentBatch]:
    """A page of batches with their payments, in two statements."""
    found = await page_rows(connection, payment_batches, dict, page, external_reference=reference)
    return Slice(await _whole(connection, found.items), found.last)


async def find_batch_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> PaymentBatch | None:
    """The batch that this client ordered under its own reference, or None."""
    row = await find_by_reference(connection, payment_batches, owner, client_id, reference)
    return None if row is None else (await _whole(connection, [row]))[0]


@statement
def _file(reach: Reach) -> Executable:
    return (
        select(payment_batches.c.message_id, payment_batches.c.sha256, payment_files.c.content)
        .join(
            payment_files,
            (payment_files.c.owner == payment_batches.c.owner)
            & (payment_files.c.batch_id == payment_batches.c.id),
        )
        .where(
            payment_batches.c.id == bindparam("id_", type_=Uuid),
            visible(payment_batches, purchaser=reach),
        )
    )


async def get_file(connection: Connection, batch_id: UUID) -> PaymentFile:
    """The file of one batch; PaymentBatchNotFound."""
    row = await connection.fetch_one(
        _file(connection.reach), id_=batch_id, organisations=connection.organisations
    )
    if row is None:
        raise PaymentBatchNotFound(id=batch_id)
    return read(row, PaymentFile)
