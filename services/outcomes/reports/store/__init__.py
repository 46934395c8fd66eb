"""The only SQL on reports: here the reports themselves, in `reading` everything that they are made from."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Text, Uuid, bindparam, func, select
from sqlalchemy.sql.base import Executable

from services.outcomes.reports.rules import Report, ReportNotFound, SealedBytes
from services.outcomes.reports.store.reading import read_material, read_positions
from services.outcomes.tables import report_bytes, reports
from shared.kit.database import Connection, Reach, statement
from shared.kit.registers import Register
from shared.kit.rows import add_row, read_all, visible
from shared.schemas import outcomes as schemas
from shared.values.reporting import ReportStatus

REPORTS = Register(reports, Report, schemas.Report, ReportNotFound)
_LOCK = 881_155  # any number of its own: the rest of the key is what is reported on


@statement
def _of_contract(reach: Reach) -> Executable:
    query = select(reports).where(
        reports.c.contract_id == bindparam("of_contract", type_=Uuid),
        reports.c.status == ReportStatus.SUBMITTED.value,
        visible(reports, purchaser=reach),
    )
    return query.order_by(reports.c.id)


async def list_submitted(connection: Connection, contract_id: UUID) -> list[Report]:
    """The submitted reports on a contract, oldest first."""
    rows = await connection.fetch(
        _of_contract(connection.reach), of_contract=contract_id, organisations=connection.organisations
    )
    return read_all(rows, Report)


@statement
def _lock() -> Executable:
    return select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("key", type_=Text), _LOCK)))


async def lock_subject(connection: Connection, report: Report) -> None:
    """Keep others from submitting on the same kind, contract and period until the transaction ends."""
    key = f"{report.owner} {report.kind.value} {report.contract_id} {report.period} {report.composed_by}"
    await connection.fetch(_lock(), key=key)


@statement
def _alike(reach: Reach) -> Executable:
    query = select(reports.c.id, reports.c.submitted_on).where(
        reports.c.kind == bindparam("of_kind", type_=Text),
        reports.c.contract_id.is_not_distinct_from(bindparam("of_contract", type_=Uuid)),
        reports.c.period == bindparam("of_period", type_=Text),
        reports.c.composed_by == bindparam("of_composer", type_=Text),
        reports.c.status == ReportStatus.SUBMITTED.value,
        visible(reports, purchaser=reach),
    )
    return query.order_by(reports.c.id)


async def last_submitted(connection: Connection, report: Report) -> tuple[UUID, date] | None:
    """The newest submitted report of the same maker on the same kind, contract and period, with its day; or None."""
    rows = await connection.fetch(
        _alike(connection.reach), of_kind=report.kind.value, of_contract=report.contract_id,
        of_period=report.period, of_composer=report.composed_by, organisations=connection.organisations,
    )  # fmt: skip
    return (rows[-1]["id"], rows[-1]["submitted_on"]) if rows else None


async def add_bytes(connection: Connection, report: Report, made: SealedBytes) -> None:
    """Keep the bytes of a submitted report; they never change."""
    values = {"content": made.content, "page_nl": made.page_nl, "page_en": made.page_en}
    await add_row(
        connection,
        report_bytes,
        {"owner": report.owner, "id": report.id, "parties": report.parties, **values},
    )


@statement
def _bytes(reach: Reach) -> Executable:
    columns = report_bytes.c
    return select(columns.content, columns.page_nl, columns.page_en).where(
        columns.id == bindparam("of_report", type_=Uuid), visible(report_bytes, purchaser=reach)
    )


async def get_bytes(connection: Connection, report_id: UUID) -> SealedBytes:
    """The bytes of a submitted report; ReportNotFound."""
    row = await connection.fetch_one(
        _bytes(connection.reach), of_report=report_id, organisations=connection.organisations
    )
    if row is None:
        raise ReportNotFound(id=report_id)
    return SealedBytes(bytes(row["content"]), bytes(row["page_nl"]), bytes(row["page_en"]))


__all__ = [
    "REPORTS", "add_bytes", "get_bytes", "last_submitted", "list_submitted", "lock_subject", "read_material",
    "read_positions",
]  # fmt: skip
