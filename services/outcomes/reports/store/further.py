"""What only some reports are made from: flows, surveys, assessments, results of clients, aims and pilots, cost, completeness."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.outcomes.assessments import store as assessments
from services.outcomes.assessments.rules import (
    EDITIONS,
    Asked,
    AssessmentCounts,
    SelfSufficiencyProfiles,
    counts,
    profiles,
)
from services.outcomes.client_results import rules as wanted
from services.outcomes.client_results import store as client_results
from services.outcomes.comparisons import store as compared
from services.outcomes.comparisons.rules.records import Comparison, ComparisonUnit
from services.outcomes.completeness import store as registered
from services.outcomes.completeness.rules import Completeness, completeness
from services.outcomes.flows import rules as flowing
from services.outcomes.flows import store as flows
from services.outcomes.indicators.rules import ContractCopy, Indicator, quarter_names, quarter_period
from services.outcomes.pilot_evaluations import store as pilots
from services.outcomes.population_costs import store as costs
from services.outcomes.population_costs.rules import PopulationCost, population_cost
from services.outcomes.reports.rules import Part, ReportPeriod
from services.outcomes.surveys import store as surveys
from services.outcomes.triple_aims import store as aims
from shared.kit.database import Connection
from shared.kit.rows import PageRequest
from shared.values import add_months
from shared.values.flowing import FlowBy, FlowPeriod
from shared.values.self_sufficiency import ProfileGrouping, Rater

_DAY = timedelta(days=1)
_ALL = PageRequest(limit=1000)
_QUARTERS_BACK, _YEARS_BACK, _WINDOW = 7, 2, 12


async def read_aims(
    connection: Connection, parts: frozenset[Part], contract_id: UUID | None
) -> dict[str, Any]:
    """Triple aims and pilots, of a contract or all that the actor sees."""
    made: dict[str, Any] = {}
    if Part.TRIPLE_AIM in parts:
        found = await aims.TRIPLE_AIMS.page(connection, _ALL, contract_id=contract_id)
        made["triple_aims"] = tuple(found.items)
    if Part.PILOTS in parts:
        evaluated = await pilots.PILOT_EVALUATIONS.page(connection, _ALL, contract_id=contract_id)
        made["pilots"] = tuple(evaluated.items)
    return made


async def read_further(
    connection: Connection,
    parts: frozenset[Part],
    period: ReportPeriod,
    contract: ContractCopy,
    indicators: list[Indicator],
    *,
    today: date,
    limit: int,
    by: FlowBy,
) -> dict[str, Any]:
    """What the parts of a kind need beside measurements, without small numbers."""
    made: dict[str, Any] = {}
    year = period.last_day.year
    if parts & {Part.FLOWS, Part.REFERRALS}:
        made["flows"] = tuple(await _flows(connection, period, contract, today, limit, by))
    if parts & {Part.EXPERIENCE, Part.PARTNERS}:
        made["surveys"] = tuple(
            [
                survey
                for asked in range(year - _YEARS_BACK, year + 1)
                for survey in await surveys.list_surveys_of_year(connection, contract.id, asked)
            ]
        )
    if Part.PROFILE in parts:
        made["profiles"] = await _profiles(connection, period, contract, limit)
    if Part.STEPS in parts:
        made["steps"] = await _steps(connection, period, contract, today, limit)
    if Part.CLIENT_RESULTS in parts:
        start, until = period.days.start, period.last_day
        tally = await client_results.tally(connection, contract.id, start, until, today)
        made["results"] = wanted.counts(contract.id, start, until, tally, limit=limit)
    if parts & {Part.AREAS, Part.PROVIDERS}:
        made["comparisons"] = await _comparisons(connection, indicators)
    if Part.MONEY in parts:
        made["cost"] = await _cost(connection, contract, year)
    if Part.COMPLETENESS in parts:
        made["completeness"] = await _completeness(connection, contract, indicators, year, today)
    return made


async def _flows(
    connection: Connection, period: ReportPeriod, contract: ContractCopy, today: date, limit: int, by: FlowBy
) -> list[flowing.Flow]:
    """The quarters up to the period's last, of the contract or of the provider that asks (R-O14 … R-O19)."""
    last = quarter_period(period.quarters[-1])
    first = add_months(last.start, -3 * _QUARTERS_BACK)
    periods = flowing.asked_periods(first, last.start, FlowPeriod.QUARTER)
    assert last.end is not None, "a quarter ends"
    counted = await flows.list_counts(
        connection, by, FlowPeriod.QUARTER, periods[0].start, last.end, today, contract.id
    )
    if not counted:
        return []
    sizes = []
    if contract.population_id is not None:
        known = await costs.list_populations(connection, [contract.population_id])
        sizes = known[contract.population_id].sizes if contract.population_id in known else []
    whose = {(one.contract_id, one.provider, one.area_code, one.team) for one in counted}
    lines = flowing.flows(
        counted, periods, FlowPeriod.QUARTER, today, window_months=_WINDOW, sizes=dict.fromkeys(whose, sizes)
    )
    return flowing.published(lines, limit)


async def _profiles(
    connection: Connection, period: ReportPeriod, contract: ContractCopy, limit: int
) -> tuple[SelfSufficiencyProfiles, ...]:
    """In each edition that was scored the profile of the contract, then of its areas (R-O04)."""
    made = []
    for edition in EDITIONS:
        asked = Asked(period.days.start, period.last_day, edition=edition, rater=Rater.PROFESSIONAL)
        for grouping in (ProfileGrouping.CONTRACT, ProfileGrouping.AREA):
            tallies = await assessments.tally_levels(connection, grouping, asked, contract.id)
            named = [one for one in tallies if one.group]
            if named:
                made.append(profiles(grouping, asked, named, limit=limit))
    return tuple(made)


async def _steps(
    connection: Connection, period: ReportPeriod, contract: ContractCopy, today: date, limit: int
) -> tuple[AssessmentCounts, ...]:
    """In each edition that was scored twice the risers and decliners (R-O33)."""
    made = []
    for edition in EDITIONS:
        asked = Asked(period.days.start, period.last_day, edition=edition)
        norm = await assessments.find_norm(connection, contract.owner, edition, asked.until.year, asked.rater)
        thresholds = norm.thresholds if norm is not None else {}
        clients, domains = await assessments.tally(
            connection, contract.id, asked, thresholds, min(asked.until + _DAY, today)
        )
        if clients.counted:
            made.append(
                counts(contract.id, asked, clients, domains, today, limit=limit, frozen=norm is not None)
            )
    return tuple(made)


async def _comparisons(
    connection: Connection, indicators: list[Indicator]
) -> tuple[tuple[Comparison, tuple[ComparisonUnit, ...]], ...]:
    """What was compared on the contract's indicators, each with its units (R-O09)."""
    found = await compared.COMPARISONS.list_by(connection, "indicator", [one.code for one in indicators])
    units = await compared.UNITS.list_by(connection, "comparison_id", [one.id for one in found])
    return tuple((one, tuple(unit for unit in units if unit.comparison_id == one.id)) for one in found)


async def _cost(connection: Connection, contract: ContractCopy, year: int) -> PopulationCost | None:
    """What was posted on the contract year (R-X10); None while nothing was."""
    found = await costs.page_schedules(connection, _ALL, year=year, contracts=[contract.id])
    if not found.items:
        return None
    released = await costs.list_released(connection, [contract.id])
    population = None
    if contract.population_id is not None:
        known = await costs.list_populations(connection, [contract.population_id])
        population = known.get(contract.population_id)
    return population_cost(found.items[0], released, contract, population)


async def _completeness(
    connection: Connection, contract: ContractCopy, indicators: list[Indicator], year: int, today: date
) -> Completeness:
    """How much of what was due in the year is registered (R-O32)."""
    ids = [one.id for one in indicators]
    there = await registered.list_registered(connection, ids, quarter_names(year))
    baselines = await registered.list_baselines(connection, ids)
    return completeness(contract, year, indicators, there, baselines, today)
