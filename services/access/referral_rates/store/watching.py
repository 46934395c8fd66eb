"""What the watch of a month finds in referrals: rates above the norm, fast and again, across edges, heavy care refused."""

from __future__ import annotations

from datetime import date

from services.access.referral_rates.rules import (
    across_edges,
    fast_and_again,
    heavy_refused,
    months_back,
    signals_of,
    team_rates,
)
from services.access.referral_rates.store.reading import (
    counted_teams,
    ground_of,
    rates_of_practices,
    shifts_of,
)
from services.access.referrals.store import count_flows, count_refusals
from services.access.signals.rules import Found
from shared.kit.database import Connection

WATCHED_MONTHS = 3


async def find_signals(connection: Connection, owner: str, today: date) -> list[Found]:
    """What the last three whole months of referrals tell beside the same time before (R-A39, E-11, E-12, E-18, E-19).

    Constant statements, for a connection that speaks for the municipality alone; nothing is written. Facts are figures and
    codes. A month alone would be too few to tell a pattern from chance.
    """
    months = months_back(today, WATCHED_MONTHS)
    if not months:
        return []
    ground = await ground_of(connection, owner, months[0].first_day, months[-1].last_day)
    again = ground.policy.half_year_months
    now, before = await counted_teams(connection, ground, months=again)
    teams = team_rates(now, before, ground.teams, ground.norm)
    practices = await rates_of_practices(connection, ground, {}, months=again)
    shifts = await shifts_of(connection, ground)
    flows = await count_flows(connection, *ground.now)
    flows_before = await count_flows(connection, *ground.before)
    refused = await count_refusals(connection, *ground.now, None)
    return signals_of(
        teams,
        practices,
        shifts,
        fast_and_again(now, ground.teams, ground.norm),
        across_edges(flows, flows_before, ground.norm),
        heavy_refused(refused, ground.norm),
    )


__all__ = ["WATCHED_MONTHS", "find_signals"]
