"""The only SQL on measurements: here what is read and registered one by one, in `entering` the files and their batches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.sql.base import Executable

from services.outcomes.measurements.rules import Given, Measurement, MeasurementNotFound, Slot
from services.outcomes.measurements.rules.publishing import (
    BREAKDOWN,
    Breakdown,
    breakdown_of,
    small_breakdowns,
)
from services.outcomes.measurements.store.entering import (
    add_batch,
    enter_lines,
    first_faults,
    get_batch,
    list_errors,
    refuse_clashes,
    refuse_miscorrections,
    stage_lines,
    staged_line,
)
from services.outcomes.tables import measurements
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
from shared.values.measuring import NO_RESULT, MeasurementMoment

_COLUMNS = Measurement.__slots__
_PART = ("moment", "area", "team", "provider")
_INDEXED = ("indicator_id", "quarter", "provider", "area", "team", "id")


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


def of_the_whole() -> ColumnElement[bool]:
    """What counts for the whole contract: of no part of it, and no beginning or step in between (R-O11)."""
    columns = measurements.c
    return and_(columns.provider.is_(None), columns.area.is_(None), columns.team.is_(None), is_a_result())


def is_a_result() -> ColumnElement[bool]:
    """Whether a measurement can be held against a norm: not a baseline, an intake or a step in between."""
    moment = measurements.c.moment
    return or_(moment.is_(None), moment.not_in([literal(one.value, Text) for one in NO_RESULT]))


def _next_quarter(*where: ColumnElement[bool]) -> Any:
    columns = measurements.c
    first = select(columns.quarter).where(*where).order_by(columns.indicator_id, columns.quarter)
    return first.limit(literal(1, Integer)).scalar_subquery().label("quarter")


@statement
def _newest(reach: Reach) -> Executable:
    """From measured quarter to measured quarter, each by one look into the index, and by one more the newest in it."""
    columns = measurements.c
    asked = (
        func.unnest(bindparam("ids", type_=ARRAY(Uuid)))
        .table_valued("indicator_id", name="asked")
        .render_derived()
    )
    first = select(asked.c.indicator_id, _next_quarter(columns.indicator_id == asked.c.indicator_id))
    steps = first.cte("steps", recursive=True)
    then = _next_quarter(columns.indicator_id == steps.c.indicator_id, columns.quarter > steps.c.quarter)
    steps = steps.union_all(select(steps.c.indicator_id, then).where(steps.c.quarter.isnot(None)))
    newest = (
        select(measurements)
        .where(
            columns.indicator_id == steps.c.indicator_id,
            columns.quarter == steps.c.quarter,
            of_the_whole(),
            visible(measurements, purchaser=reach),
        )
        # In the order of the index as a whole: of the id alone PostgreSQL would walk all measurements for a quarter without any.
        .order_by(*(columns[name].desc() for name in _INDEXED))
        .limit(literal(1, Integer))
        .lateral("newest")
    )
    query = select(newest).select_from(steps.join(newest, true()))
    return query.order_by(newest.c.indicator_id, newest.c.quarter)


async def list_newest_by_indicator(connection: Connection, ids: list[UUID]) -> list[Measurement]:
    """The newest measurement of the whole contract in each quarter of many indicators, in order of quarter, in one statement."""
    rows = await connection.fetch(_newest(connection.reach), ids=ids, organisations=connection.organisations)
    return read_all(rows, Measurement)


@statement
def _small(reach: Reach) -> Executable:
    columns = measurements.c
    others = case((columns.numerator <= columns.denominator, columns.denominator - columns.numerator))
    fewest = func.least(columns.respondents, columns.numerator, columns.denominator, others)
    parts = [columns[name].isnot(None).label(f"by_{name}") for name in BREAKDOWN]
    query = select(columns.indicator_id, columns.quarter, *parts).distinct()
    return query.where(
        among(columns.indicator_id, "indicators"),
        among(columns.quarter, "quarters"),
        or_(*(columns[name].isnot(None) for name in BREAKDOWN)),
        fewest < bindparam("limit", type_=Integer),
        visible(measurements, purchaser=reach),
    )


class _Counted(NamedTuple):
    """What is counted of a place and a moment."""

    indicator_id: UUID
    quarter: str
    moment: MeasurementMoment | None
    area: str | None
    team: str | None
    provider: str | None
    respondents: int | None
    numerator: int | None
    denominator: int | None


@statement
def _counted(reach: Reach) -> Executable:
    columns = measurements.c
    key = [columns[name] for name in _Counted._fields[:6]]
    query = select(*key, columns.respondents, columns.numerator, columns.denominator).ext(distinct_on(*key))
    query = query.where(
        among(columns.indicator_id, "indicators"),
        among(columns.quarter, "quarters"),
        visible(measurements, purchaser=reach),
    )
    return query.order_by(*key, columns.id.desc())


async def list_small_breakdowns(
    connection: Connection, shown: Iterable[Measurement], limit: int
) -> frozenset[Breakdown]:
    """Of which breakdowns of these measurements a part, or what no part registers of the whole, is too small to show.

    Wherever that one stands, corrected or not; two statements, none without parts.
    """
    parts = [one for one in shown if breakdown_of(one) is not None]
    if not parts or not limit:
        return frozenset()
    places = {
        "indicators": sorted({one.indicator_id for one in parts}),
        "quarters": sorted({one.quarter for one in parts}),
        "organisations": connection.organisations,
    }
    rows = await connection.fetch(_small(connection.reach), limit=limit, **places)
    counted = await connection.fetch(_counted(connection.reach), **places)
    newest = [_Counted(*row.values()) for row in counted]
    return frozenset(Breakdown(*row.values()) for row in rows) | small_breakdowns(newest, limit)


async def add_measurement(connection: Connection, measurement: Measurement, client_id: str) -> None:
    """A new measurement."""
    values = {name: getattr(measurement, name) for name in _COLUMNS}
    await add_row(connection, measurements, {**values, "client_id": client_id})


@statement
def _newest_of_part(reach: Reach, *none: str) -> Executable:
    columns = measurements.c
    query = select(columns.id).where(
        columns.indicator_id == bindparam("indicator_id", type_=Uuid),
        columns.quarter == bindparam("quarter", type_=Text),
        *(
            columns[name].is_(None) if name in none else columns[name] == bindparam(name, type_=Text)
            for name in _PART
        ),
        visible(measurements, purchaser=reach),
    )
    return query.order_by(columns.id.desc()).limit(literal(1, Integer))


async def find_corrected(
    connection: Connection, slot: Slot, given: Given
) -> tuple[Measurement | None, UUID | None]:
    """What a measurement corrects, and the id of the newest one of the same slot, part and moment; None where there is none."""
    if given.corrects_id is None:
        return None, None
    row = await find_row(connection, measurements, given.corrects_id)
    parts = {name: getattr(given, name) for name in _PART}
    none = [name for name, value in parts.items() if value is None]
    newest = await connection.fetch_one(
        _newest_of_part(connection.reach, *none),
        indicator_id=slot.indicator.id, quarter=given.quarter, organisations=connection.organisations,
        **{name: value for name, value in parts.items() if value is not None},
    )  # fmt: skip
    return None if row is None else read(row, Measurement), None if newest is None else newest["id"]


__all__ = [
    "add_batch",
    "add_measurement",
    "enter_lines",
    "find_corrected",
    "find_measurement_by_reference",
    "first_faults",
    "get_batch",
    "get_measurement",
    "is_a_result",
    "list_errors",
    "list_measurements",
    "list_newest_by_indicator",
    "list_small_breakdowns",
    "of_the_whole",
    "refuse_clashes",
    "refuse_miscorrections",
    "stage_lines",
    "staged_line",
]
