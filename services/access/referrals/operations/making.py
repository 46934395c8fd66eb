"""Referring a citizen to a provider, and referring on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pydantic.alias_generators import to_camel

from services.access.citizens import store as citizens
from services.access.contract_terms import store as contract_terms
from services.access.policies import store as policies
from services.access.products import store as products
from services.access.products.rules import Product
from services.access.referrals import rules, store
from services.access.referrals.rules import Details, Referral
from services.access.requests import store as requests
from services.access.requests.rules import Request, check_purchaser, check_same, hand_to
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.wire import encode
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.questions import ReferrerType
from shared.values.terms import RequestState, Scope

_GIVEN = (
    "referrer_type", "referrer_code", "from_domain", "to_domain", "expected_cents", "intensity", "product_category",
    "product_code",
)  # fmt: skip


@operation
async def make_referral(ctx: Context, request_id: UUID, new: schemas.NewReferral) -> Referral:
    """Refer the citizen to a member of the contract's consortium, for a general provision (R-A27).

    The same client, reference and contents give the referral that is there (Replayed). Raises RequestNotFound,
    PurchaserOnly, RequestDecided, RequestNotReferable, RequestWithoutContract, ContractNotInForce, NotAMember,
    ReferralOpen, ReferralClosed, RefusedBefore, ReferralRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    actor = ctx.actor
    async with ctx.begin() as connection:
        request = await requests.lock_request(connection, request_id)
        check_purchaser(actor.organisations, request.owner, purchaser=actor.purchaser)
        await citizens.check_alive(connection, request.owner, request.citizen_id)
        if new.external_reference is not None:
            await _answer_known(ctx, connection, request, new, new.external_reference)
        contract_id = rules.check_referable(request)
        terms = await contract_terms.get_terms(connection, contract_id)
        before = await store.list_referrals_by_request(connection, [request.id])
        details = _details(new, new.referrer_type, new.referrer_code)
        product = await _product(connection, request, details, ctx.today)
        before = await _overtake(
            ctx, connection, rules.overtaken(request, product, before, new.provider, ctx.today), before
        )
        referral, why = rules.refer(
            request, terms, before, new.provider, external_reference=new.external_reference, today=ctx.today,
            details=details, product=product, policy=await policies.policy_on(connection, request.owner, ctx.today),
        )  # fmt: skip
        await requests.save_request(connection, hand_to(request, RequestState.REFERRED, referral.provider))
        await store.add_referral(connection, referral, actor.client_id)
        await logbook.record(ctx, connection, "referral-made", schemas.Referral, referral, why)
    return referral


@operation
async def refer_on(ctx: Context, referral_id: UUID, new: schemas.NewOnwardReferral) -> Referral:
    """The provider that accepted a referral, or the municipality for it, refers the citizen on (R-A24).

    The same client, reference and contents give the referral that is there (Replayed). Raises ReferralNotFound, ProviderOnly,
    CitizenErased, ReferralNotOnward, ContractNotInForce, NotAMember, ReferralOpen, RefusedBefore, ReferenceUsed; and to a
    provider ReferralNotPossible, whatever the other was asked before and whether it may see that or not.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    actor = ctx.actor
    async with ctx.begin() as connection:
        seen = await store.get_referral(connection, referral_id)
        request = await requests.lock_request(connection, seen.request_id)
        known = await store.lock_referral(connection, referral_id)
        owning = actor.purchaser and known.owner in actor.organisations
        if owning:
            await citizens.check_alive(connection, known.owner, known.citizen_id)
        else:
            rules.check_provider(known, actor.organisation)
        if new.external_reference is not None:
            await _answer_known(ctx, connection, request, new, new.external_reference)
        terms = await contract_terms.get_terms(connection, known.contract_id)
        before = await store.list_referrals_by_request(connection, [request.id])
        needed, version = known.onward_approval, known.policy_version
        if owning:
            # A provider does not see the policy: the referral says what it was when it was made.
            policy = await policies.policy_on(connection, known.owner, ctx.today)
            needed, version = policy.onward_referral_approval, policy.version
        details = _details(new)
        product = await _product(connection, request, details, ctx.today)
        silent = rules.overtaken(request, product, before, new.provider, ctx.today, known=known)
        before = await _overtake(ctx, connection, silent, before)
        referral, why = rules.refer_on(
            known, request, terms, before, new.provider, details, external_reference=new.external_reference,
            needs_approval=needed, policy_version=version, today=ctx.today, product=product, telling=owning,
        )  # fmt: skip
        if referral.provider in referral.parties:
            await requests.save_request(connection, rules.also_seen(request, referral.provider))
        await store.add_onward(connection, referral, actor.client_id)
        await logbook.record(ctx, connection, "referral-made", schemas.Referral, referral, why)
    return referral


async def _overtake(
    ctx: Context,
    connection: Connection,
    silent: Sequence[tuple[Referral, Derivation]],
    before: list[Referral],
) -> list[Referral]:
    """Close what acute need does not wait for, each with a fact of its own; gives the referrals as they are then."""
    closed = {}
    for one, why in silent:
        await store.save_answer(connection, one)
        await logbook.tell(ctx, connection, "referral-closed", schemas.Referral, one, why)
        closed[one.id] = one
    return [closed.get(one.id, one) for one in before]


def _details(
    new: schemas.NewReferral | schemas.NewOnwardReferral,
    referrer_type: ReferrerType | None = None,
    referrer_code: str | None = None,
) -> Details:
    named = {name: getattr(new, name) for name in _GIVEN if name in type(new).model_fields}
    return Details(**{**named, "referrer_type": referrer_type, "referrer_code": referrer_code})


async def _product(connection: Connection, request: Request, details: Details, today: date) -> Product | None:
    """The product that is asked, as far as the catalogue knows it."""
    category = details.product_category or request.product_category
    if category is None:
        return None
    code = details.product_code or request.product_code
    return await products.find_product(connection, request.owner, request.law, category, code, today)


async def _answer_known(
    ctx: Context,
    connection: Connection,
    request: Request,
    new: schemas.NewReferral | schemas.NewOnwardReferral,
    reference: str,
) -> None:
    """Leave with what was referred before under this reference, when it is the same."""
    known = await store.find_referral_by_reference(connection, request.owner, ctx.actor.client_id, reference)
    if known is None:
        return
    fields: dict[str, tuple[object, object]] = {
        "requestId": (known.request_id, request.id),
        "provider": (known.provider, new.provider),
    }
    # What was left out then followed from the request, so only what is given can differ.
    fields |= {
        to_camel(name): (getattr(known, name), getattr(new, name))
        for name in _GIVEN
        if getattr(new, name, None) is not None
    }
    check_same(known.id, reference, fields)
    raise Replayed(Answer(200, encode(schemas.Referral, known), known.version, known.id))
