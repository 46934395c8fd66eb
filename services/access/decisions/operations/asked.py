"""From what a client sent to what the rules read: what is to be granted, and what came with it (clarification, choice)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from services.access.clarifications import store as clarifications
from services.access.clarifications.rules import ClarificationRefused, clarify, told
from services.access.decisions import rules, store
from services.access.decisions.rules import DecidedResult, DecisionFrame, Effort, Grant, Research
from services.access.policies import store as policies
from services.access.products import store as products
from services.access.provider_choices import store as provider_choices
from services.access.provider_choices.rules import ChoiceOpen, ChoiceRefused, Offer, offer, withdraw
from shared.errors import FieldError, Text
from shared.kit import logbook
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.deciding import DecisionState

if TYPE_CHECKING:
    from datetime import date

    from services.access.policies.rules import Policy
    from services.access.provider_choices.rules import ProviderChoice
    from services.access.requests.rules import Request
    from shared.kit.context import Context
    from shared.kit.database import Connection

_BESIDE = frozenset({"draft", "clarification", "choice"})
_NOT_EMPTIED = frozenset({"outcome", "product_category", "acute", "motivation", "results_based"})


def _parts(body: Any, today: date) -> dict[str, Any]:
    """The fields of a body as the rules read them."""
    parts = {name: getattr(body, name) for name in type(body).model_fields if name not in _BESIDE}
    frame, effort = parts["legal_frame"], parts["effort"]
    if frame is not None:
        parts["legal_frame"] = DecisionFrame(frame.law, frame.outcome, frame.checked_on or today)
    if effort is not None:
        parts["effort"] = effort_of(effort, today)
    if parts["research"] is not None:
        parts["research"] = Research(**parts["research"].model_dump())
    parts["results"] = [DecidedResult(**one.model_dump()) for one in parts["results"] or []]
    parts["refusal_grounds"] = sorted(set(parts["refusal_grounds"] or []))
    return parts


def grant_of(new: schemas.NewDecision, today: date) -> Grant:
    """What a new decision asks for."""
    return Grant(**_parts(new, today))


def effort_of(effort: schemas.NewEffort, today: date) -> Effort:
    """The effort that is added."""
    return Effort(effort.volume, effort.unit, effort.frequency, effort.fixed_on or today)


def changed(before: Grant, change: schemas.DecisionChange, today: date) -> Grant:
    """What a draft asks for after a merge patch (RFC 7396): what is left out stays, null empties what may be empty."""
    parts = _parts(change, today)
    named = {
        name: parts[name]
        for name in change.model_fields_set
        if not (name in _NOT_EMPTIED and getattr(change, name) is None)
    }
    return replace(before, **named)


async def take_in(
    ctx: Context, connection: Connection, request: Request, grant: Grant, new: schemas.NewDecision
) -> list[FieldError]:
    """Keep the clarification and the choice that came with a decision, told by its fact.

    What is wrong with them is given back when the care is acute: they are left out, and it is looked at afterwards (F-33).
    Raises ClarificationRefused, ChoiceOpen, ChoiceRefused.
    """
    if new.clarification is None and new.choice is None:
        return []
    faults: list[FieldError] = []
    policy = await policies.policy_on(connection, request.owner, ctx.today)
    acute = replace(request, acute=rules.is_acute(request, None, grant, policy, ctx.today))
    if new.clarification is not None:
        try:
            talk, _ = clarify(acute, told(new.clarification, ctx.require_end_user()), policy, ctx.today)
            await clarifications.add_clarification(connection, talk, ctx.actor.client_id)
        except ClarificationRefused as refused:
            faults += await _afterwards(ctx, connection, request, grant, new, policy, refused)
    if new.choice is not None and grant.provider is not None:
        known = await provider_choices.REGISTER.list_by(connection, "request_id", [request.id])
        asked = Offer(
            offered=new.choice.offered, preferred=new.choice.preferred, chosen=grant.provider,
            pgb_offered=new.choice.pgb_offered, product_category=grant.product_category,
            product_code=grant.product_code,
        )  # fmt: skip
        try:
            chosen, _ = offer(
                acute, asked, catalogue=None, free={}, product=None, policy=policy,
                before=await _left(ctx, connection, request, grant, known), today=ctx.today,
            )  # fmt: skip
            await provider_choices.REGISTER.add(connection, chosen, ctx.actor.client_id)
        except (ChoiceOpen, ChoiceRefused) as refused:
            faults += await _afterwards(ctx, connection, request, grant, new, policy, refused)
    return faults


async def _left(
    ctx: Context, connection: Connection, request: Request, grant: Grant, known: list[ProviderChoice]
) -> list[ProviderChoice]:
    """The choices that still count: one made for a draft on this product that was withdrawn goes with it (R-A40)."""
    product = (grant.product_category, grant.product_code)
    made = [one for one in known if one.made and (one.product_category, one.product_code) == product]
    if not made:
        return known
    drafts = [
        one for one in await store.list_decisions_by_request(connection, [request.id])
        if (one.product_category, one.product_code) == product
    ]  # fmt: skip
    if not drafts or any(one.state is not DecisionState.WITHDRAWN for one in drafts):
        return known
    told_before = await logbook.get_derivation(connection, made[0].id)
    gone, why = withdraw(made[0], ctx.today, told_before[1] if told_before else Derivation())
    await provider_choices.REGISTER.save(connection, gone)
    await logbook.tell(ctx, connection, "provider-choice-withdrawn", schemas.ProviderChoice, gone, why)
    return [one for one in known if one.id != gone.id]


async def _afterwards(
    ctx: Context,
    connection: Connection,
    request: Request,
    grant: Grant,
    new: schemas.NewDecision,
    policy: Policy,
    refused: ClarificationRefused | ChoiceOpen | ChoiceRefused,
) -> list[FieldError]:
    """What is wrong, for the review of acute care afterwards; raised again where a draft is made or the care is not acute."""
    product = await products.find_product(
        connection, request.owner, request.law, grant.product_category, grant.product_code,
        grant.start_date or ctx.today,
    )  # fmt: skip
    if new.draft or not rules.is_acute(request, product, grant, policy, ctx.today):
        raise refused
    at = "#/clarification" if isinstance(refused, ClarificationRefused) else "#/choice"
    found = refused.errors or (FieldError("#", refused.code, refused.detail, rule=refused.rule),)
    return [
        replace(
            one, location=at + one.location.removeprefix("#"),
            detail=Text(one.detail.render("nl", refused.facts), one.detail.render("en", refused.facts)),
        )
        for one in found
    ]  # fmt: skip


def same_as(known: rules.Decision, grant: Grant, request: Request) -> dict[str, tuple[object, object]]:
    """What was given under a reference before, and what is given now; what the day or a later act fills in is left out."""
    left_out = {"legal_frame", "effort", "acute"}
    fields: dict[str, tuple[object, object]] = {
        name: (getattr(known, name), getattr(grant, name)) for name in Grant.__slots__ if name not in left_out
    }
    fields["request_id"] = (known.request_id, request.id)
    if not known.taken:  # what was taken is acute by its product too, or is not although it was called so
        fields["acute"] = (known.acute, grant.acute or request.acute)
    return fields
