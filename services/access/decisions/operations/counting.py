"""Counting decisions, for the municipality that takes them."""

from __future__ import annotations

from datetime import date

from services.access.access_ceilings import store as access_ceilings
from services.access.access_ceilings.rules import use_of
from services.access.decisions import rules, store
from services.access.decisions.rules import DecisionCounts
from services.access.nurse_contacts.rules import check_days
from services.access.policies.store import policy_on
from services.access.waiting_list import store as waiting_list
from shared.kit.context import Context, operation
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest
from shared.values.access_reports import DecisionsBy
from shared.values.terms import Scope


@operation
async def get_decision_counts(
    ctx: Context, first_day: date, last_day: date, by: DecisionsBy = DecisionsBy.PRODUCT
) -> DecisionCounts:
    """The decisions of some days by product, team or referrer, the ceilings and the waiting list's quality (D-24).

    For the municipality alone, which sees its figures as they are. Raises PurchaserOnly, CountDaysRefused.
    """
    ctx.require(Scope.ACCESS_READ)
    owner = require_purchaser(ctx)
    earlier, _ = check_days(first_day, last_day)
    async with ctx.read() as connection:
        policy = await policy_on(connection, owner, last_day)
        counted = await store.count_decisions(connection, earlier, first_day, last_day, by)
        page = PageRequest(rules.MOST_CEILINGS)
        uses = await access_ceilings.count_uses(connection, page, last_day, year=last_day.year)
        waiting = await waiting_list.measure_quality(
            connection, first_day, last_day, policy.maximum_wait_days
        )
    ceilings = [use_of(ceiling, taken, policy, last_day) for ceiling, taken in uses.items]
    return rules.decision_counts((first_day, last_day), by, policy.version, counted, ceilings, waiting)
