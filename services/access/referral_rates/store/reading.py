"""The rates of a period as a view and the watch both read them: counts, populations and the policy, in constant statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.access.area_sizes.store import newest_sizes
from services.access.nurse_contacts.rules import period_before
from services.access.policies.rules import Policy
from services.access.policies.store import policy_on
from services.access.referral_rates.rules import (
    BudgetShift,
    Counted,
    Norm,
    ReferralRate,
    people_of,
    practice_rates,
    shift_of,
    team_rates,
    working,
)
from services.access.referral_rates.store.counting import count_tallies
from services.access.referral_rates.store.shifting import count_shifts
from services.access.teams.rules import Team
from services.access.teams.store import list_teams_of
from shared.kit.database import Connection
from shared.values.referring import RatesBy

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Ground:
    """What every reading of a period rests on: the days, the policy on the last one, the teams that work, their people."""

    owner: str
    now: Days
    before: Days
    policy: Policy
    norm: Norm
    teams: list[Team]


async def ground_of(connection: Connection, owner: str, first_day: date, last_day: date) -> Ground:
    """The ground of a period; two statements."""
    policy = await policy_on(connection, owner, last_day)
    teams = working(await list_teams_of(connection, owner), first_day, last_day)
    norm = Norm(policy.referral_deviation_basis_points, policy.trend_minimum_count)
    now = (first_day, last_day)
    return Ground(owner, now, period_before(first_day, last_day), policy, norm, teams)


async def counted_teams(
    connection: Connection, ground: Ground, *, category: str | None = None, months: int
) -> tuple[Counted, Counted]:
    """The referrals of teams in a period and in the one before, with their people; four statements."""
    found = []
    for days in (ground.now, ground.before):
        tallies = await count_tallies(
            connection, ground.owner, RatesBy.TEAM, days, category=category, months=months
        )
        sizes = await newest_sizes(connection, ground.owner, days[1].year)
        found.append(Counted(tallies, people_of(ground.teams, sizes)))
    return found[0], found[1]


async def rates_of_teams(
    connection: Connection, ground: Ground, *, category: str | None = None, months: int
) -> list[ReferralRate]:
    """The line of every team; four statements."""
    now, before = await counted_teams(connection, ground, category=category, months=months)
    return team_rates(now, before, ground.teams, ground.norm)


async def rates_of_practices(
    connection: Connection,
    ground: Ground,
    contacts: Mapping[str, int],
    *,
    category: str | None = None,
    months: int,
) -> list[ReferralRate]:
    """The line of every practice that referred; two statements."""
    found = [
        Counted(
            await count_tallies(
                connection, ground.owner, RatesBy.PRACTICE, days, category=category, months=months
            )
        )
        for days in (ground.now, ground.before)
    ]
    return practice_rates(found[0], found[1], contacts, ground.norm)


async def shifts_of(connection: Connection, ground: Ground) -> list[BudgetShift]:
    """What was referred on since a fixed budget began (E-11); one statement."""
    return [shift_of(one, ground.norm) for one in await count_shifts(connection, ground.owner, ground.now[1])]


__all__ = ["Ground", "counted_teams", "ground_of", "rates_of_practices", "rates_of_teams", "shifts_of"]
