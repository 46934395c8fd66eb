"""All that is counted of two periods: one statement a table, whatever their size."""

from __future__ import annotations

from datetime import date

from services.access.findings.rules import (
    Count,
    Cut,
    Measured,
    PracticeCount,
    SubjectCount,
    cut_days,
    period_before,
)
from services.access.findings.store import care, demand
from services.access.findings.store.periods import Periods, count
from services.access.nurse_contacts import store as nurse_contacts
from services.access.nurse_contacts.rules import effect
from services.access.policies.rules import Policy
from services.access.referrals.store import count_by_referrer
from services.access.reviews.store import count_products
from shared.kit.database import Connection


async def read_measured(
    connection: Connection,
    policy: Policy,
    first: date,
    last: date,
    *,
    cut_on: date | None = None,
    complaints: bool = True,
) -> Measured:
    """What is counted of the days from first up to and including last, and of as many days before them.

    Without `complaints` nothing of complaints is read. Eighteen statements at most: as many for one request as for a hundred
    thousand.
    """
    first_before, last_before = period_before(first, last)
    periods: Periods = {
        "first": first, "last": last, "first_before": first_before, "last_before": last_before,
    }  # fmt: skip
    hours = {"carer_hours": policy.carer_hours_limit}
    found: dict[str, Count] = {}
    for statement, more in (
        (demand.asked(), {}),
        (demand.clarified(), hours),
        (demand.decided(), {}),
        (demand.switched(), {}),
        (demand.reviewed(), {}),
        (demand.referred(), {}),
        (care.allocated(), hours),
        (care.given(), {}),
        (care.aimed(), {}),
    ):
        found |= await count(connection, statement, periods, **more)
    ends = {"last": last, "last_before": last_before}
    found |= await count(connection, demand.disputed(), ends)
    if complaints:
        found |= await count(connection, demand.complained(), periods)
    return Measured(
        counts=found,
        providers=await _providers(connection, policy, periods),
        products=await _products(connection, first, last, first_before),
        practices=await _practices(connection, first, last),
        cut=await _cut(connection, policy, cut_on, first, last),
    )


async def _providers(connection: Connection, policy: Policy, periods: Periods) -> list[SubjectCount]:
    rows = await connection.fetch(
        care.of_providers(), organisations=connection.organisations, minimum=policy.trend_minimum_count,
        **periods,
    )  # fmt: skip
    return [
        SubjectCount(row["provider"], Count(row["allocations_now"], row["allocations_before"]))
        for row in rows
    ]


async def _products(connection: Connection, first: date, last: date, before: date) -> list[SubjectCount]:
    """Each product of a law, named `law/category/code`, the most granted first."""
    uses = await count_products(connection, first, last, before)
    found = [
        SubjectCount(
            "/".join(part for part in (str(one.law), one.product_category, one.product_code) if part),
            Count(one.decisions, one.decisions_before),
        )
        for one in uses
    ]
    return sorted(found, key=lambda one: (-one.count.most, one.subject))[: care.MOST]


async def _practices(connection: Connection, first: date, last: date) -> list[PracticeCount]:
    """Each practice with its contacts and what the municipality had referred from it (R-A47)."""
    earlier = period_before(first, last)
    told = effect(
        first,
        last,
        await nurse_contacts.list_between(connection, first, last, None),
        await nurse_contacts.list_between(connection, *earlier, None),
        await count_by_referrer(connection, first, last),
        await count_by_referrer(connection, *earlier),
    )
    return [
        PracticeCount(
            one.practice,
            Count(one.contacts, one.contacts_before),
            Count(sum(part.count for part in one.referred) + one.referrals_made, one.referred_before),
            one.warning,
        )
        for one in told.practices
        if one.practice is not None
    ]


async def _cut(
    connection: Connection, policy: Policy, cut_on: date | None, first: date, last: date
) -> Cut | None:
    days = cut_days(cut_on, policy, first, last)
    if days is None:
        return None
    start, until, earlier = days
    day = cut_on or policy.valid_from
    found = await count(
        connection, demand.since_cut(), {"start": start, "last": until, "earlier": earlier, "cut_on": day}
    )
    return Cut(day, found["requests"])
