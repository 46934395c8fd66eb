"""The only SQL on completeness: which contracts, what is registered, where a baseline is, and how many cases were scored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Date, Text, bindparam, exists, func, literal, or_, select
from sqlalchemy.sql.base import Executable

from services.outcomes.completeness.rules import Baseline, CasesTally, Registered
from services.outcomes.indicators.rules import ContractCopy
from services.outcomes.measurements.store import is_a_result
from services.outcomes.tables import assessment_selections, assessments, cases, contract_copies, measurements
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.rows import PageRequest, Slice, page_rows, read_all, visible
from shared.values.flowing import CaseKind
from shared.values.measuring import MeasurementMoment
from shared.values.self_sufficiency import Rater


async def page_contracts(
    connection: Connection, page: PageRequest, contract_id: UUID | None
) -> Slice[ContractCopy]:
    """A page of contracts, or the one that is asked."""
    return await page_rows(connection, contract_copies, ContractCopy, page, id=contract_id)


@statement
def _registered(reach: Reach) -> Executable:
    columns = measurements.c
    query = select(columns.indicator_id, columns.quarter, columns.provider).distinct()
    return query.where(
        among(columns.indicator_id, "indicators"),
        among(columns.quarter, "quarters"),
        columns.area.is_(None),
        columns.team.is_(None),
        is_a_result(),
        visible(measurements, purchaser=reach),
    )


async def list_registered(
    connection: Connection, indicators: Sequence[UUID], quarters: Sequence[str]
) -> list[Registered]:
    """In which of these quarters these indicators were measured, of the whole contract and of each provider."""
    rows = await connection.fetch(
        _registered(connection.reach), indicators=list(indicators), quarters=list(quarters),
        organisations=connection.organisations,
    )  # fmt: skip
    return read_all(rows, Registered)


@statement
def _baselines(reach: Reach) -> Executable:
    columns = measurements.c
    query = select(columns.indicator_id, columns.area).distinct()
    return query.where(
        among(columns.indicator_id, "indicators"),
        columns.moment == literal(MeasurementMoment.BASELINE.value, Text),
        visible(measurements, purchaser=reach),
    )


async def list_baselines(connection: Connection, indicators: Sequence[UUID]) -> list[Baseline]:
    """Of which of these indicators there is a baseline, and in which areas (R-O11)."""
    rows = await connection.fetch(
        _baselines(connection.reach), indicators=list(indicators), organisations=connection.organisations
    )
    return read_all(rows, Baseline)


@statement
def _tallies(reach: Reach) -> Executable:
    """Clients in care in a period, known by decision or referral, for whom a selection of domains holds; and who was scored in it."""
    first, last = bindparam("first", type_=Date), bindparam("last", type_=Date)
    care, asked, taken = cases.c, assessment_selections.c, assessments.c
    grant = func.coalesce(care.decision_id, care.referral_id, care.id)
    selected = exists().where(
        asked.owner == care.owner,
        or_(
            asked.case_id == grant,
            asked.case_id.is_(None)
            & or_(asked.contract_id.is_(None), asked.contract_id == care.contract_id)
            & or_(asked.product_category.is_(None), asked.product_category == care.product_category),
        ),
        asked.valid_from <= func.least(last, care.ended_on),
        or_(asked.valid_until.is_(None), asked.valid_until >= func.greatest(first, care.started_on)),
    )
    due = (
        select(care.contract_id, care.owner, grant.label("grant_id"))
        .distinct()
        .where(
            among(care.contract_id, "contracts"),
            care.kind == literal(CaseKind.CARE.value, Text),
            ~care.withdrawn,
            care.started_on <= last,
            or_(care.ended_on.is_(None), care.ended_on >= first),
            selected,
            visible(cases, purchaser=reach),
        )
        .subquery("due")
        .c
    )
    scored = exists().where(
        taken.owner == due.owner,
        taken.contract_id == due.contract_id,
        taken.case_id == due.grant_id,
        taken.counts,
        taken.rater == literal(Rater.PROFESSIONAL.value, Text),
        taken.taken_on.between(first, last),
    )
    query = select(due.contract_id, func.count().label("due"), func.count().filter(scored).label("scored"))
    return query.group_by(due.contract_id)


async def tally_cases(
    connection: Connection, contracts: Sequence[UUID], first: date, last: date
) -> list[CasesTally]:
    """Of how many clients of contracts scores were due between two days, and of how many there are any, by a professional (R-O32)."""
    rows = await connection.fetch(
        _tallies(connection.reach), contracts=list(contracts), first=first, last=last,
        organisations=connection.organisations,
    )  # fmt: skip
    return read_all(rows, CasesTally)
