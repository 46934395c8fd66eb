"""The only SQL on measurements and their batches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import (
    ColumnElement,
    Integer,
    Text,
    Uuid,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.sql.base import Executable

from services.outcomes.measurements.rules import REFERENCE_TAKEN, Measurement, MeasurementNotFound, Slot
from services.outcomes.tables import (
    batch_errors,
    batches,
    indicators,
    measurements,
    staged_errors,
    staged_measurements,
)
from shared.kit import batches as kit
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    page_rows,
    read,
    read_all,
    visible,
)

_COLUMNS = Measurement.__slots__
_CARRIED = ["quarter", "value", "respondents", "standard_deviation", "source", "narrative"]


async def get_measurement(connection: Connection, measurement_id: UUID) -> Measurement:
    """One measurement; MeasurementNotFound."""
    row = await find_row(connection, measurements, measurement_id)
    if row is None:
        raise MeasurementNotFound(id=measurement_id)
    return read(row, Measurement)


async def find_measurement_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Measurement | None:
    """What this client registered under its own reference, or None."""
    row = await find_by_reference(connection, measurements, owner, client_id, reference)
    return None if row is None else read(row, Measurement)


async def list_measurements(connection: Connection, page: PageRequest, **equal: Any) -> Slice[Measurement]:
    """A page of measurements, corrected ones included; filtered on columns."""
    return await page_rows(connection, measurements, Measurement, page, **equal)


@statement
def _newest(reach: Reach) -> Executable:
    columns = measurements.c
    query = select(measurements).ext(distinct_on(columns.indicator_id, columns.quarter))
    query = query.where(among(columns.indicator_id, "ids"), visible(measurements, purchaser=reach))
    return query.order_by(columns.indicator_id, columns.quarter, columns.id.desc())


async def list_newest_by_indicator(connection: Connection, ids: list[UUID]) -> list[Measurement]:
    """The newest measurement in each quarter of many indicators, in order of quarter, in one statement."""
    rows = await connection.fetch(_newest(connection.reach), ids=ids, organisations=connection.organisations)
    return read_all(rows, Measurement)


async def add_measurement(connection: Connection, measurement: Measurement, client_id: str) -> None:
    """A new measurement."""
    values = {name: getattr(measurement, name) for name in _COLUMNS}
    await add_row(connection, measurements, {**values, "client_id": client_id})


def staged_line(line: int, slot: Slot, values: kit.Values) -> str:
    """A good line on its way to the temporary table; `values` in the order of the wire model's fields."""
    reference, _, _, quarter, value, respondents, deviation, source, narrative = values
    return (
        f"{line}\t{_null(reference)}\t{slot.indicator.id}\t{quarter}\t{value}\t{_null(respondents)}\t{_null(deviation)}"
        f"\t{source}\t{kit.copy_text(narrative)}\n"
    )


def _null(value: str | int | None) -> str | int:
    return "\\N" if value is None else value


async def stage_lines(connection: Connection, upload: kit.Upload) -> int:
    """Bring a file's good lines and its errors into temporary tables; returns how many good lines."""
    await kit.stage(connection, staged_errors, upload.bad)
    return await kit.stage(connection, staged_measurements, upload.good)


def _new_id(prefix: ColumnElement[str]) -> ColumnElement[UUID]:
    number = func.lpad(func.to_hex(staged_measurements.c.line), 7, "0")
    return cast(prefix + number, Uuid)


@statement
def _enter(doubles: bool) -> Executable:
    """Each staged line with what it takes from its indicator; with `doubles`, known references are left for `_clashes`."""
    lines, known = staged_measurements.c, indicators.c
    chosen = {
        "owner": known.owner,
        "id": _new_id(bindparam("prefix", type_=Text)),
        "parties": known.parties,
        "client_id": bindparam("client_id", type_=Text),
        "external_reference": lines.external_reference,
        "contract_id": known.contract_id,
        "indicator_id": known.id,
        "indicator": known.code,
        "batch_id": bindparam("batch_id", type_=Uuid),
        **{name: lines[name] for name in _CARRIED},
    }
    joined = staged_measurements.join(indicators, known.id == lines.indicator_id)
    query = insert(measurements).from_select(
        list(chosen), select(*chosen.values()).select_from(joined), include_defaults=False
    )
    if not doubles:
        return query.inline()
    columns = measurements.c
    return query.on_conflict_do_nothing(
        index_elements=[columns.owner, columns.client_id, columns.external_reference],
        index_where=columns.external_reference.isnot(None),
    ).inline()


async def enter_lines(connection: Connection, batch_id: UUID, client_id: str) -> int:
    """Register the staged lines in the order of the file; returns how many were new.

    Nearly every file is new as a whole, and ON CONFLICT costs a quarter more: it is kept for the file that is not.
    """
    values = {"prefix": kit.id_prefix(), "client_id": client_id, "batch_id": batch_id}
    await connection.raw.execute("savepoint entering")
    try:
        return await connection.execute(_enter(False), **values)
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != "uq_measurements_external_reference":
            raise
    await connection.raw.execute("rollback to savepoint entering")
    return await connection.execute(_enter(True), **values)


@statement
def _clashes() -> Executable:
    """Lines whose reference was there already: an error for each with other contents; the rest are duplicates."""
    lines, columns = staged_measurements.c, measurements.c
    same = and_(*(lines[name].is_not_distinct_from(columns[name]) for name in ("indicator_id", *_CARRIED)))
    known = and_(
        columns.owner == bindparam("owner", type_=Text),
        columns.client_id == bindparam("client_id", type_=Text),
        columns.external_reference == lines.external_reference,
    )
    chosen = {
        "line": lines.line,
        "position": literal(1, Integer),
        "location": literal("#/externalReference", Text),
        "code": literal("reference-taken", Text),
        "nl": literal(REFERENCE_TAKEN.nl, Text),
        "en": literal(REFERENCE_TAKEN.en, Text),
    }
    query = select(*chosen.values()).where(exists().where(known, ~same))
    return staged_errors.insert().from_select(list(chosen), query, include_defaults=False).inline()


async def refuse_clashes(connection: Connection, owner: str, client_id: str) -> int:
    """Note every staged line whose reference stands for another measurement; returns how many."""
    return await connection.execute(_clashes(), owner=owner, client_id=client_id)


async def first_faults(connection: Connection) -> list[kit.LineFault]:
    """The first faults of the file, in the sender's order."""
    return await kit.first_faults(connection, staged_errors)


async def add_batch(connection: Connection, batch: kit.Batch, client_id: str) -> None:
    """Keep the batch and everything that was wrong with its lines."""
    await kit.add_batch(connection, batches, batch_errors, staged_errors, batch, client_id)


async def get_batch(connection: Connection, batch_id: UUID) -> kit.Batch:
    """One batch; BatchNotFound."""
    return await kit.get_batch(connection, batches, batch_id)


async def list_errors(
    connection: Connection, batch: kit.Batch, after: tuple[int, int]
) -> tuple[Sequence[kit.LineFault], tuple[int, int] | None]:
    """The next faults of a batch, and where to go on; None at the end."""
    return await kit.list_errors(connection, batch_errors, batch, after)
