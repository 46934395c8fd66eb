"""What a municipality sees of substitution."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from services.access.policies.store import policy_on
from services.access.substitutions import rules, store
from services.access.substitutions.rules import Substitution
from shared.kit.context import Context, operation
from shared.kit.ownership import require_purchaser
from shared.kit.steps import steps_of
from shared.values.terms import Scope


@operation
async def get_substitution(
    ctx: Context, first: date, last: date, base_first: date | None = None, base_last: date | None = None
) -> Substitution:
    """How far support moved from specialist to basic in these days, beside the base period, against the target (R-A52, D-52).

    The policy is that of the last day. Raises PurchaserOnly, SubstitutionPeriodRefused.
    """
    ctx.require(Scope.ACCESS_READ)
    owner = require_purchaser(ctx)
    over = rules.periods(first, last, base_first, base_last)
    async with ctx.read() as connection:
        policy = await policy_on(connection, owner, last)
        found = await store.count_volumes(connection, connection.organisations, over)
    made = rules.judge(found, over, policy)
    return replace(made, steps=steps_of(ctx, made.derivation))
