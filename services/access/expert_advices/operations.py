"""What can be done with advice of experts: record it on a draft decision, read it, count how often independence was in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.decisions.store import lock_decision
from services.access.expert_advices import rules, store
from services.access.expert_advices.rules import Advice, AdviceCounts, AdviceNotFound, Adviser, Drafted
from services.access.expert_advices.store import REGISTER
from services.access.reviews.store import list_preparers
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.reviewing import AdviceKind, AdviceOpinion
from shared.values.terms import Scope

_GIVEN = ("decision_id", "kind", "advised_on", "opinion", "ratifier", "note")

PLAIN = Plain(
    one="expert_advice",
    many="expert_advices",
    dutch="expertadvies",
    dutch_many="expertadviezen",
    model=schemas.ExpertAdvice,
    new=schemas.NewExpertAdvice,
    missing=AdviceNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_expert_advice(ctx: Context, advice_id: UUID) -> Advice:
    """One advice. Raises AdviceNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, advice_id)


@operation
async def list_expert_advices(
    ctx: Context,
    page: PageRequest,
    *,
    kind: AdviceKind | None = None,
    opinion: AdviceOpinion | None = None,
    decision_id: UUID | None = None,
    request_id: UUID | None = None,
    citizen_id: UUID | None = None,
    employer: str | None = None,
    independence_warning: bool | None = None,
    reference: str | None = None,
) -> Slice[Advice]:
    """A page of advice. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    for text in (employer, reference):
        refuse_bsn(text)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, kind=kind, opinion=opinion, decision_id=decision_id, request_id=request_id,
            citizen_id=citizen_id, employer=employer, independence_warning=independence_warning,
            external_reference=reference,
        )  # fmt: skip


@operation
async def list_advices_by_decision(ctx: Context, ids: list[UUID]) -> Mapping[UUID, list[Advice]]:
    """The advice on many decisions at once, for a loader."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        found: dict[UUID, list[Advice]] = {one: [] for one in ids}
        for advice in await REGISTER.list_by(connection, "decision_id", ids):
            found[advice.decision_id].append(advice)
        return found


@operation
async def get_advice_counts(ctx: Context, first: date, last: date) -> AdviceCounts:
    """How often an adviser worked for the chosen provider, over some days (E-34). Raises AdviceDaysRefused."""
    ctx.require(Scope.ACCESS_READ)
    rules.check_days(first, last)
    async with ctx.read() as connection:
        return rules.count(await store.count_advices(connection, first, last), first, last)


@operation
async def register_expert_advice(ctx: Context, new: schemas.NewExpertAdvice) -> Advice:
    """Record advice, joint advice or ratification on a draft decision; the ratifier is who records it (R-A20 … R-A22, F-28).

    The same client, reference and contents give the advice that is there (Replayed). Raises DecisionNotFound,
    PurchaserOnly, CitizenErased, AdviceRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    person = ctx.require_end_user()
    require_purchaser(ctx)
    client_id, reference = ctx.actor.client_id, new.external_reference
    advisers = [Adviser(one.expert, one.employer) for one in new.advisers]
    async with ctx.begin() as connection:
        decision = await lock_decision(connection, new.decision_id)
        await citizens.check_alive(connection, decision.owner, decision.citizen_id)
        known = await REGISTER.find_by_reference(connection, decision.owner, client_id, reference)
        if known is not None and reference is not None:
            given = {name: getattr(new, name) for name in _GIVEN}
            give_known(schemas.ExpertAdvice, known, reference, {**given, "advisers": advisers})
        preparers = await list_preparers(connection, decision.owner, decision.id)
        drafted = Drafted(
            decision.id, decision.owner, decision.request_id, decision.citizen_id, decision.law,
            decision.provider, rules.is_closed(decision.state, acute=decision.acute), decision.state, preparers,
        )  # fmt: skip
        made, why = rules.advise(
            drafted, new.kind, advisers, advised_on=new.advised_on, opinion=new.opinion, ratifier=new.ratifier,
            recorded_by=person, note=new.note, external_reference=reference, today=ctx.today,
        )  # fmt: skip
        await REGISTER.add(connection, made, client_id)
        if made.kind is AdviceKind.RATIFICATION:
            await logbook.record(ctx, connection, "decision-ratified", schemas.ExpertAdvice, made, why)
        else:
            await logbook.record(ctx, connection, "expert-advised", schemas.ExpertAdvice, made, why)
    return made
