"""What can be done with dossiers: ask for one, whole or not at all."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from uuid import UUID

from services.access.citizens import store as citizens
from services.access.dossiers import rules, store
from services.access.dossiers.rules import ORDER, Part
from shared.clients.base import Refusal, Unreachable
from shared.clients.tokens import IssuerUnavailable, TokenRefused
from shared.kit.clock import machine_now
from shared.kit.context import Context, operation
from shared.kit.data_subjects import ask, gather, last_told
from shared.schemas.data_subjects import DataSubject, Dossier
from shared.values.terms import Scope


@operation
async def get_dossier(ctx: Context, citizen_id: UUID) -> Dossier:
    """Everything that the four services keep of a citizen, with who did what with it (F-38).

    The siblings are asked under the same trace, for the same person. Raises CitizenNotFound, CitizenErased,
    DossierIncomplete.
    """
    ctx.require(Scope.PERSONS_READ)
    ctx.require_end_user()
    owner = ctx.actor.organisation
    async with ctx.read() as connection:
        await citizens.check_alive(connection, owner, citizen_id)
        requests = [one.id for one in await store.list_requests_of(connection, citizen_id)]
        decisions = [one.id for one in await store.list_decisions_of(connection, citizen_id)]
        referrals = [one.id for one in await store.list_referrals_of(connection, citizen_id)]
        held = await store.list_held_ids(connection, owner, citizen_id)
        told = await last_told(connection, owner, [*requests, *decisions, *referrals, *held])
    siblings = [name for name in ORDER if name != ctx.service.name]
    # Whose citizen it is, and whose dossier a portal may see, was checked above; what is kept is then seen whole, as its owner.
    whole = replace(ctx, actor=replace(ctx.actor, citizens=None, purchaser=True))
    own, *answers = await asyncio.gather(
        gather(whole, citizen_id, requests), *(_ask(ctx, name, citizen_id, requests) for name in siblings)
    )
    found = [answer for answer in answers if answer is not None]
    away = [name for name, answer in zip(siblings, answers, strict=True) if answer is None]
    feed = ctx.service.name
    rules.check_whole(told, [Part(one.service, one.followed.get(feed), one.waiting) for one in found], away)
    assert own is not None
    return Dossier(
        citizen_id=citizen_id,
        owner=owner,
        made_at=machine_now(),
        trace_id=ctx.trace_id,
        services=[own, *found],
    )


async def _ask(ctx: Context, name: str, citizen_id: UUID, requests: list[UUID]) -> DataSubject | None:
    """A sibling's part, or None when it does not answer."""
    try:
        return await ask(ctx, name, citizen_id, requests)
    except (Unreachable, IssuerUnavailable, TokenRefused):
        return None
    except Refusal as refusal:
        if refusal.status < 500:
            raise
        return None
