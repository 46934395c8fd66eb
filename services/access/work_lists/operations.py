"""What can be done with work lists: read all that waits for somebody, each list with the rights of its own feature."""

from __future__ import annotations

from collections.abc import Sequence

from services.access.citizens.rules import refuse_bsn
from services.access.policies.rules import DEFAULT
from services.access.policies.store import policy_on
from services.access.remedies.rules import kinds_of
from services.access.work_lists import rules, store
from services.access.work_lists.rules import LeftOut, WorkLists
from shared.kit.context import Context, operation
from shared.schemas import access as schemas
from shared.values.remedies import RemedyKind
from shared.values.terms import Scope
from shared.values.work_lists import WorkListGap, WorkListKind


def _gap(ctx: Context, kind: WorkListKind, remedies: Sequence[RemedyKind]) -> WorkListGap | None:
    """Why this reader does not get a list, by the right of its own feature; None for one that it gets."""
    right = ctx.service.rights.of(*rules.READ_AS[kind])
    if ctx.actor.kind not in rules.MEANT[kind] or not right.allows(ctx.actor):
        return WorkListGap.ROLE
    if right.scope is not None and right.scope not in ctx.actor.scopes:
        return WorkListGap.SCOPE
    # Of a remedy not even a count is told beyond its wall (F-26).
    return WorkListGap.SCOPE if kind is WorkListKind.REMEDIES and not remedies else None


@operation
async def list_work_lists(ctx: Context, asked: schemas.WorkListsOf) -> WorkLists:
    """Everything that waits for the reader: the counts, and the most urgent of each list that it may see.

    `mine` and `team` narrow what the municipality does on questions; a provider and a citizen see their own already. One
    statement reads all lists, beside the day and, for a municipality, its policy. Raises BsnRefused for a team that holds one.
    """
    ctx.require(Scope.ACCESS_READ)
    person, actor = ctx.require_end_user(), ctx.actor
    refuse_bsn(asked.team)
    remedies = kinds_of(actor.kind, actor.scopes)
    gaps = {kind: _gap(ctx, kind, remedies) for kind in WorkListKind}
    opened = [kind for kind, gap in gaps.items() if gap is None]
    at_municipality = actor.kind in rules.MUNICIPALITY
    mine, team = at_municipality and asked.mine, asked.team if at_municipality else None
    policy = DEFAULT
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        if at_municipality:
            policy = await policy_on(connection, actor.organisation, today)
        until = rules.ahead(policy, today, asked.until)
        found = await store.list_work(
            connection, opened, policy, today=today, until=until, limit=asked.limit,
            worker=person if mine else None, team=team, remedy_kinds=remedies,
        )  # fmt: skip
    left_out = [LeftOut(kind, gap) for kind, gap in gaps.items() if gap is not None]
    return rules.arrange(
        found, opened, left_out, today=today, until=until, mine=mine, team=team,
        policy=policy if at_municipality else None,
    )  # fmt: skip
