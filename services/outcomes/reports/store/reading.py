"""Everything that a report is made from, in a constant number of statements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.sql.base import Executable

from services.outcomes.audits import store as audits
from services.outcomes.improvement_plans import store as plans
from services.outcomes.incentive_evaluations import store as lights
from services.outcomes.indicators import store as indicators
from services.outcomes.indicators.rules import quarter_period
from services.outcomes.measurements import store as measured
from services.outcomes.measurements.rules import Measurement
from services.outcomes.meetings import store as meetings
from services.outcomes.reports.rules import FeedPosition, Kind, Material, Part, ReportPeriod
from services.outcomes.reports.store.further import read_aims, read_further
from services.outcomes.tables import measurements
from services.outcomes.verdicts import store as verdicts
from services.outcomes.verdicts.rules import ContractVerdict, published
from services.outcomes.waiting_times import store as waiting
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.positions import FOLLOWERS
from shared.kit.rows import PageRequest, read_all, visible
from shared.values import Derivation, Period
from shared.values.flowing import FlowBy
from shared.values.measuring import MeasurementMoment

_ALL = PageRequest(limit=1000)
_BROKEN_DOWN = frozenset({Part.AREAS, Part.PROVIDERS, Part.BASELINE})


@statement
def _positions() -> Executable:
    return select(FOLLOWERS.c.feed, FOLLOWERS.c.position).order_by(FOLLOWERS.c.feed)


async def read_positions(connection: Connection) -> list[FeedPosition]:
    """How far the siblings' facts are taken over."""
    return [FeedPosition(row["feed"], row["position"]) for row in await connection.fetch(_positions())]


@statement
def _parts(reach: Reach) -> Executable:
    columns = measurements.c
    key = (
        columns.indicator_id,
        columns.quarter,
        columns.area,
        columns.team,
        columns.provider,
        columns.moment,
    )
    query = select(measurements).ext(distinct_on(*key))
    query = query.where(
        among(columns.indicator_id, "ids"),
        or_(
            columns.area.isnot(None),
            columns.team.isnot(None),
            columns.provider.isnot(None),
            columns.moment == MeasurementMoment.BASELINE.value,
        ),
        visible(measurements, purchaser=reach),
    )
    return query.order_by(*key, columns.id.desc())


async def list_broken_down(connection: Connection, ids: list[UUID]) -> list[Measurement]:
    """The newest measurement of each part of a contract, and of each baseline, by indicator and quarter."""
    rows = await connection.fetch(_parts(connection.reach), ids=ids, organisations=connection.organisations)
    return read_all(rows, Measurement)


async def read_material(
    connection: Connection,
    kind: Kind,
    period: ReportPeriod,
    contract_id: UUID | None,
    *,
    today: date,
    limit: int,
    by: FlowBy,
    narratives: Mapping[str, str],
) -> Material:
    """What the parts of a kind of report need, as the actor may see it. Raises ContractNotFound."""
    made: dict[str, Any] = {}
    parts = frozenset(kind.parts)
    if contract_id is not None:
        contract = await indicators.get_contract(connection, contract_id)
        known = await indicators.list_indicators_of(connection, [contract_id])
        ids = [one.id for one in known]
        made = {
            "contract": contract,
            "indicators": tuple(known),
            "measurements": tuple(await measured.list_newest_by_indicator(connection, ids)),
            "verdicts": await _verdicts(connection, contract_id, limit),
        }
        if parts & _BROKEN_DOWN:
            made["broken_down"] = tuple(await list_broken_down(connection, ids))
        made |= await _of_contract(connection, parts, period, contract_id)
        made |= await read_further(
            connection, parts, period, contract, known, today=today, limit=limit, by=by
        )
    made |= await read_aims(connection, parts, contract_id)
    return Material(kind=kind, period=period, today=today, limit=limit, narratives=narratives, **made)


async def _of_contract(
    connection: Connection, parts: frozenset[Part], period: ReportPeriod, contract_id: UUID
) -> dict[str, Any]:
    """What only some parts read."""
    made: dict[str, Any] = {}
    if Part.AUDITS in parts:
        found = await audits.list_statements(connection, _ALL, contract_id=contract_id)
        made["statements"] = tuple(found.items)
    if Part.WAITING in parts:
        first, last = quarter_period(period.quarters[0]), quarter_period(period.quarters[-1])
        days = Period(first.start, last.end)
        made["waits"] = tuple(await waiting.list_waits(connection, contract_id, days))
    if Part.PLANS in parts:
        made["plans"] = tuple(await plans.PLANS.list_by(connection, "contract_id", [contract_id]))
    if parts & {Part.MEETINGS, Part.CASES}:
        made["cycles"] = tuple(await meetings.CYCLES.list_by(connection, "contract_id", [contract_id]))
        made["meetings"] = tuple(await meetings.MEETINGS.list_by(connection, "contract_id", [contract_id]))
    if Part.LIGHTS in parts:
        made["lights"] = tuple(await lights.EVALUATIONS.list_by(connection, "contract_id", [contract_id]))
    return made


async def _verdicts(
    connection: Connection, contract_id: UUID, limit: int
) -> dict[int, tuple[ContractVerdict, Derivation]]:
    """The verdicts on a contract by year, without the figures of too few, each with its reasons."""
    found = await verdicts.list_verdicts_by_contract(connection, [contract_id])
    why = await verdicts.list_explanations(connection, [one.id for one in found])
    return {
        one.year: (published(one, limit), why[one.id][1] if one.id in why else Derivation()) for one in found
    }
