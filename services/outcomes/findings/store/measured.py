"""What was measured, asked and judged of many contracts: one statement for each, however many contracts there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Date,
    Text,
    Uuid,
    bindparam,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.sql.base import Executable

from services.outcomes.findings.rules import Asked, Observed, ResultCounts
from services.outcomes.measurements.store import is_a_result
from services.outcomes.tables import KIT, client_results, contract_copies, indicators, measurements, surveys
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.rows import read_all, visible
from shared.values.client_results import ClientResultState
from shared.values.measuring import SurveyAudience

_LOGBOOK = KIT["logbook"]


@statement
def _observed(reach: Reach) -> Executable:
    """The newest measurement of the whole contract in each quarter, with the day on which it, or its file, was registered."""
    asked = (
        func.unnest(bindparam("indicators", type_=ARRAY(Uuid)), bindparam("quarters", type_=ARRAY(Text)))
        .table_valued("indicator_id", "quarter", name="asked")
        .render_derived()
    )
    columns = measurements.c
    newest = (
        select(columns.id, columns.owner, columns.batch_id, columns.value)
        .where(
            columns.indicator_id == asked.c.indicator_id,
            columns.quarter == asked.c.quarter,
            columns.provider.is_(None),
            columns.area.is_(None),
            columns.team.is_(None),
            is_a_result(),
            visible(measurements, purchaser=reach),
        )
        .order_by(columns.id.desc())
        .limit(1)
        .lateral("newest")
    )
    written = (
        select(_LOGBOOK.c.event_day.label("registered_on"))
        .where(
            _LOGBOOK.c.owner == newest.c.owner,
            _LOGBOOK.c.subject == func.coalesce(newest.c.batch_id, newest.c.id),
        )
        .order_by(_LOGBOOK.c.id)
        .limit(1)
        .lateral("written")
    )
    chosen = [asked.c.indicator_id, asked.c.quarter, newest.c.value, written.c.registered_on]
    joined = asked.join(newest, true()).outerjoin(written, true())
    return select(*chosen).select_from(joined)


async def read_observed(
    connection: Connection, asked: Sequence[tuple[UUID, str]]
) -> dict[tuple[UUID, str], Observed]:
    """What counts of indicators in quarters, by both."""
    rows = await connection.fetch(
        _observed(connection.reach),
        indicators=[indicator for indicator, _ in asked],
        quarters=[quarter for _, quarter in asked],
        organisations=connection.organisations,
    )
    return {(one.indicator_id, one.quarter): one for one in read_all(rows, Observed)}


@statement
def _parts(reach: Reach) -> Executable:
    columns = measurements.c
    chosen = select(columns.contract_id, columns.quarter, columns.provider, columns.area).distinct()
    return chosen.where(
        among(columns.indicator_id, "indicators"),
        among(columns.quarter, "quarters"),
        is_a_result(),
        visible(measurements, purchaser=reach),
    )


async def read_parts(
    connection: Connection, of: Sequence[UUID], quarters: Sequence[str]
) -> tuple[dict[UUID, frozenset[str]], dict[UUID, int]]:
    """By contract: in which of these quarters anything was measured, and how many providers or areas apart."""
    rows = await connection.fetch(
        _parts(connection.reach),
        indicators=list(of),
        quarters=list(quarters),
        organisations=connection.organisations,
    )
    measured: dict[UUID, set[str]] = defaultdict(set)
    apart: dict[UUID, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for row in rows:
        measured[row["contract_id"]].add(row["quarter"])
        for kept, name in zip(apart[row["contract_id"]], ("provider", "area"), strict=True):
            if row[name] is not None:
                kept.add(row[name])
    counted = {one: max(len(providers), len(areas)) for one, (providers, areas) in apart.items()}
    return {one: frozenset(found) for one, found in measured.items()}, counted


@statement
def _asked(reach: Reach) -> Executable:
    later = surveys.alias("later")
    columns = surveys.c
    corrected = exists().where(later.c.owner == columns.owner, later.c.corrects_id == columns.id)
    return (
        select(columns.contract_id, columns.source, columns.held_on, columns.mean)
        .where(
            among(columns.contract_id, "contracts"),
            columns.audience == SurveyAudience.CLIENTS.value,
            columns.provider.is_(None),
            columns.area.is_(None),
            ~corrected,
            visible(surveys, purchaser=reach),
        )
        .order_by(columns.held_on, columns.id)
    )


async def read_surveys(connection: Connection, contracts: Sequence[UUID]) -> dict[UUID, list[Asked]]:
    """What clients of each whole contract were asked, oldest first."""
    rows = await connection.fetch(
        _asked(connection.reach), contracts=list(contracts), organisations=connection.organisations
    )
    found: dict[UUID, list[Asked]] = defaultdict(list)
    for row in rows:
        found[row["contract_id"]].append(Asked(row["source"], row["held_on"], row["mean"]))
    return found


@statement
def _results(reach: Reach) -> Executable:
    columns = client_results.c
    judged = func.count().filter(columns.state != ClientResultState.INCOMPLETE.value)
    outside = func.count().filter(
        columns.state != ClientResultState.INCOMPLETE.value, columns.attributable.is_(False)
    )
    return (
        select(columns.contract_id, judged.label("judged"), outside.label("not_attributable"))
        .where(among(columns.contract_id, "contracts"), visible(client_results, purchaser=reach))
        .group_by(columns.contract_id)
    )


async def read_results(connection: Connection, contracts: Sequence[UUID]) -> dict[UUID, ResultCounts]:
    """How many client results of each contract were judged, and how many of these are not attributable (R-O25)."""
    rows = await connection.fetch(
        _results(connection.reach), contracts=list(contracts), organisations=connection.organisations
    )
    return {row["contract_id"]: ResultCounts(row["judged"], row["not_attributable"]) for row in rows}


@statement
def _mirrored(reach: Reach) -> Executable:
    other, running = indicators.alias("other"), contract_copies
    day = bindparam("day", type_=Date)
    beside = exists().where(
        other.c.owner == indicators.c.owner,
        other.c.code == indicators.c.code,
        other.c.contract_id != indicators.c.contract_id,
        running.c.owner == other.c.owner,
        running.c.id == other.c.contract_id,
        running.c.start_date <= day,
        or_(running.c.end_date.is_(None), running.c.end_date >= day),
    )
    chosen = select(indicators.c.contract_id).distinct()
    return chosen.where(
        among(indicators.c.contract_id, "contracts"), visible(indicators, purchaser=reach), beside
    )


async def list_mirrored(connection: Connection, contracts: Sequence[UUID], day: date) -> set[UUID]:
    """Which contracts measure what another contract of the purchaser, in force on the day, measures too (R-O26)."""
    rows = await connection.fetch(
        _mirrored(connection.reach),
        contracts=list(contracts),
        day=day,
        organisations=connection.organisations,
    )
    return {row["contract_id"] for row in rows}
