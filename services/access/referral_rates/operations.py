"""What can be asked of referral rates: the rates of a period, and the control chart of a team."""

from __future__ import annotations

from datetime import date

from services.access.area_sizes.store import list_sizes_of
from services.access.citizens.rules import refuse_bsn
from services.access.nurse_contacts.rules import check_days
from services.access.nurse_contacts.store import list_between
from services.access.referral_rates import rules, store
from services.access.referral_rates.rules import ReferralRate
from services.access.teams.rules import TeamNotFound
from services.access.teams.store import list_teams_of
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import require_purchaser
from shared.kit.steps import steps_of
from shared.schemas import access as schemas
from shared.schemas import outcomes
from shared.values.comparing import ChartKind
from shared.values.referring import RatesBy
from shared.values.terms import Scope

_SERIES = "team"


@operation
async def get_referral_rates(
    ctx: Context,
    first_day: date,
    last_day: date,
    by: RatesBy = RatesBy.TEAM,
    category: str | None = None,
    again_months: int | None = None,
) -> schemas.ReferralRates:
    """The referrals of every team or practice beside the others and the period before (R-A39, D-10).

    For the municipality alone, so that no number is left out for being small; constant statements. Raises PurchaserOnly,
    CountDaysRefused.
    """
    ctx.require(Scope.ACCESS_READ)
    owner = require_purchaser(ctx)
    refuse_bsn(category)
    check_days(first_day, last_day)
    async with ctx.read() as connection:
        ground = await store.ground_of(connection, owner, first_day, last_day)
        months = again_months or ground.policy.half_year_months
        lines = await _lines(connection, ground, by, category, months)
        above = [one.subject for one in lines if one.above_norm and one.subject is not None]
        cases = await store.list_cases(connection, owner, by, ground.now, category=category, subjects=above)
        shifts = await store.shifts_of(connection, ground)
    lines, policy = rules.with_cases(lines, cases), ground.policy
    why = rules.explain(
        lines,
        shifts,
        norm_basis_points=ground.norm.basis_points,
        minimum=ground.norm.minimum,
        policy_version=policy.version,
    )
    return schemas.ReferralRates(
        first_day=first_day, last_day=last_day, earlier_first_day=ground.before[0], earlier_last_day=ground.before[1],
        by=by, category=category, again_months=months, norm_basis_points=ground.norm.basis_points,
        policy_id=policy.id, policy_version=policy.version, referrals=sum(one.referrals for one in lines),
        lines=[schemas.ReferralRate.model_validate(one, from_attributes=True) for one in lines],
        shifts=[schemas.BudgetShift.model_validate(one, from_attributes=True) for one in shifts],
        steps=steps_of(ctx, why),
    )  # fmt: skip


async def _lines(
    connection: Connection, ground: store.Ground, by: RatesBy, category: str | None, months: int
) -> list[ReferralRate]:
    if by is RatesBy.TEAM:
        return await store.rates_of_teams(connection, ground, category=category, months=months)
    contacts: dict[str, int] = {}
    for one in await list_between(connection, *ground.now, None):
        contacts[one.practice] = contacts.get(one.practice, 0) + one.contacts
    return await store.rates_of_practices(connection, ground, contacts, category=category, months=months)


@operation
async def find_control_chart(
    ctx: Context, team: str, months: int = 24, base_until: str | None = None, *, corrected: bool = False
) -> schemas.ReferralControlChart:
    """The referrals of a team per 1,000 inhabitants month by month, charted by outcomes (R-A39, formulas § 15).

    Up to and including the last whole month. Months of which the population is not known are left out of the limits. Raises
    PurchaserOnly, TeamNotFound, Unreachable (SiblingAway) when outcomes is away.
    """
    ctx.require(Scope.ACCESS_READ)
    owner = require_purchaser(ctx)
    refuse_bsn(team)
    async with ctx.read() as connection:
        known = next((one for one in await list_teams_of(connection, owner) if one.code == team), None)
        if known is None:
            raise TeamNotFound(id=team)
        whole = rules.months_back(await ctx.read_clock(connection), months)
        days = (whole[0].first_day, whole[-1].last_day)
        counts = await store.count_by_month(connection, owner, team, days)
        sizes = await list_sizes_of(connection, owner, known.areas)
    points = rules.series_of(whole, counts, known.areas, sizes)
    series = outcomes.Series(
        name=_SERIES,
        points=[
            outcomes.SeriesPoint(moment=one.moment, count=str(one.referrals), size=one.size) for one in points
        ],
    )
    asked = outcomes.NewSeriesCharts(
        kind=ChartKind.U, last_base=base_until, corrected=corrected, series=[series]
    )
    (chart,) = (await ctx.clients.outcomes.acting_for(owner).compute_control_charts(asked)).charts
    drawn = [
        schemas.ReferralChartPoint(
            month=one.moment, referrals=one.referrals, population=one.population, per_thousand=drawn.value,
            lower=drawn.lower, upper=drawn.upper, base=drawn.base, beyond=drawn.beyond,
        )
        for one, drawn in zip(points, chart.points, strict=True)
    ]  # fmt: skip
    return schemas.ReferralControlChart(
        team=team, name=known.name, kind=ChartKind.U, corrected=corrected, base_month=base_until, centre=chart.centre,
        base_points=chart.base_points, on_trial=chart.on_trial, spread=chart.spread, shifted=chart.shifted,
        signalled=chart.signalled, points=drawn,
    )  # fmt: skip
