"""To whom a citizen may be referred, and referred on (R-A04, R-A24, R-A27, R-C30, R-C34, R-C35)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from services.access.contract_terms.rules import (
    ContractTerms,
    check_member,
)
from services.access.decisions.rules.acute import asked_acute
from services.access.referrals.rules.checking import (
    check_allowed,
    check_not_asked,
    check_not_asked_on,
    out_of_force,
)
from services.access.referrals.rules.problems import (
    ApprovalNotPending,
    ReferralClosed,
    ReferralNotOnward,
    ReferralOpen,
    RequestDecided,
    RequestNotReferable,
    RequestWithoutContract,
)
from services.access.referrals.rules.referrals import (
    DOMAIN_OF_LAW,
    DOMAIN_OF_REFERRER,
    Details,
    Referral,
)
from services.access.referrals.rules.words import (
    AFTERWARDS,
    APPROVAL,
    CROSSING,
    GENERAL,
    GENERAL_FITS,
    MEMBER,
    ONWARD,
    PRODUCT_NOT_KNOWN,
    SHIFTING,
    SOLE,
)
from services.access.requests.rules import Request
from shared.errors import FieldError
from shared.values import Derivation, new_id
from shared.values.choosing import ApprovalState
from shared.values.questions import ReferrerType
from shared.values.terms import Law, ReferralState, RequestState

if TYPE_CHECKING:
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product


_ENDED = frozenset({RequestState.WITHDRAWN, RequestState.CLOSED, RequestState.MOVED})


def check_referable(request: Request) -> UUID:
    """The contract whose members can be asked. Raises RequestDecided, RequestNotReferable, RequestWithoutContract.

    A request that ended is referred no more, an acute one neither: a new one is reported at once and waits for nothing (F-33).
    """
    if request.state is RequestState.DECIDED:
        raise RequestDecided()
    if request.state in _ENDED:
        error = FieldError("requestId", "request-ended", RequestNotReferable.detail, "path", "N-126")
        raise RequestNotReferable(errors=(error,), state=request.state, closed_on=request.closed_on)
    if request.contract_id is None:
        raise RequestWithoutContract()
    return request.contract_id


def refer(
    request: Request,
    terms: ContractTerms,
    before: Sequence[Referral],
    provider: str,
    *,
    external_reference: str | None,
    today: date,
    details: Details | None = None,
    product: Product | None = None,
    policy: Policy | None = None,
) -> tuple[Referral, Derivation]:
    """A referral for a general provision, without a decision (R-A27), to a member that did not refuse before.

    `before` are the request's referrals so far; `product` is None where it is not asked or not known. Acute care is never
    refused for who refers, for what, or for who refused before (F-33). Raises ContractNotInForce, NotAMember, ReferralOpen, ReferralClosed,
    RefusedBefore, ReferralRefused.
    """
    asked = details or Details()
    acute = asked_acute(request, product)
    late = out_of_force(terms, today, acute=acute)
    check_member(terms, provider)
    first = [one for one in before if one.onward_of is None]
    for earlier in first:
        if earlier.state is not ReferralState.REFUSED and earlier.closed_on is None:
            raise ReferralOpen(id=earlier.id, state=earlier.state)
    check_not_asked(before, provider, acute=acute)
    late += check_allowed(request, asked, product)
    referral = _made(request, terms, asked, provider, external_reference, today)
    referral = replace(referral, acute=acute)
    if policy is not None:
        referral = replace(
            referral, onward_approval=policy.onward_referral_approval, policy_version=policy.version
        )
    why = (
        Derivation()
        .because("R-A27", GENERAL)
        .because("R-X06", MEMBER, provider=provider, contract_number=terms.number, referred_on=today)
    )
    return referral, _warned(referral, terms, product, late, why)


def _made(
    request: Request,
    terms: ContractTerms,
    asked: Details,
    provider: str,
    external_reference: str | None,
    today: date,
) -> Referral:
    own = DOMAIN_OF_LAW[request.law]
    inherited = request.referrer_type if request.law is Law.JEUGDWET else None
    referrer = asked.referrer_type or inherited or ReferrerType.MUNICIPALITY
    return Referral(
        id=new_id(),
        version=1,
        owner=request.owner,
        external_reference=external_reference,
        parties=[provider],
        request_id=request.id,
        citizen_id=request.citizen_id,
        contract_id=terms.id,
        law=request.law,
        provider=provider,
        referred_on=today,
        state=ReferralState.MADE,
        answered_on=None,
        refusal_reason=None,
        breach=False,
        escalation_level=0,
        referrer_type=referrer,
        referrer_code=asked.referrer_code or request.referrer_code,
        from_domain=asked.from_domain or DOMAIN_OF_REFERRER.get(referrer, own),
        to_domain=asked.to_domain or own,
        product_category=asked.product_category or request.product_category,
        product_code=asked.product_code or request.product_code,
        intensity=asked.intensity,
        expected_cents=asked.expected_cents,
        acute=request.acute,
        sole_provider=len(terms.members) == 1,
    )


def _warned(
    referral: Referral,
    terms: ContractTerms,
    product: Product | None,
    late: Sequence[str],
    why: Derivation,
) -> Derivation:
    if referral.sole_provider:
        why = why.because("R-A36", SOLE, contract_number=terms.number).because("R-C34", GENERAL_FITS)
    if terms.fixed_budget and not terms.acceptance_duty:
        why = why.because("R-C30", SHIFTING, contract_number=terms.number)
    if referral.product_code is not None and product is None:
        why = why.because("R-C35", PRODUCT_NOT_KNOWN, product_code=referral.product_code)
    if referral.crosses:
        why = why.because("E-18", CROSSING, from_domain=referral.from_domain, to_domain=referral.to_domain)
    if late:
        why = why.because("F-33", AFTERWARDS, reasons=list(late))
    return why


def refer_on(
    known: Referral,
    request: Request,
    terms: ContractTerms,
    before: Sequence[Referral],
    provider: str,
    details: Details,
    *,
    external_reference: str | None,
    needs_approval: bool,
    policy_version: int,
    today: date,
    product: Product | None = None,
    telling: bool = True,
) -> tuple[Referral, Derivation]:
    """A referral by the provider that accepted `known` to another member, with approval where the policy demands it (R-A24).

    Until it is approved only who refers on sees it. Acute care, by its `product` too (None: not known), goes on at once and
    is judged afterwards (F-33). Not `telling`, as to a provider, who was asked before is not told of. Raises ReferralNotOnward,
    ContractNotInForce, NotAMember, ReferralOpen, RefusedBefore, ReferralNotPossible.
    """
    if known.state is not ReferralState.ACCEPTED or provider == known.provider:
        raise ReferralNotOnward(id=known.id, state=known.state)
    if known.closed_on is not None:
        raise ReferralClosed(closed_on=known.closed_on)
    acute = asked_acute(request, product) or _of_acute(known, details)
    late = out_of_force(terms, today, acute=acute)
    check_member(terms, provider)
    check_not_asked_on(known, before, provider, acute=acute, telling=telling)
    if not needs_approval:
        approval = ApprovalState.NOT_NEEDED
    else:
        approval = ApprovalState.AFTERWARDS if acute else ApprovalState.PENDING
    asked = replace(details, from_domain=details.from_domain or known.to_domain)
    made = _made(request, terms, asked, provider, external_reference, today)
    shown = [known.provider] if approval is ApprovalState.PENDING else sorted({provider, known.provider})
    onward = replace(
        made,
        acute=acute,
        parties=shown,
        referrer_type=known.referrer_type,
        referrer_code=known.referrer_code,
        from_provider=known.provider,
        onward_of=known.id,
        onward_approval=known.onward_approval,
        approval=approval,
        policy_version=policy_version,
    )
    named = {"from_provider": known.provider, "provider": provider, "contract_number": terms.number}
    why = Derivation().because("R-A24", ONWARD, **named)
    why = why.because("R-A24", APPROVAL[approval], policy_version=policy_version)
    return onward, _warned(onward, terms, None, late, why)


def _of_acute(known: Referral, details: Details) -> bool:
    """Whether the crisis product goes on as it was referred: who refers on need not see the catalogue."""
    was = (known.product_category, known.product_code)
    asked = (details.product_category, details.product_code)
    return known.acute and was[0] is not None and all(b in (None, a) for a, b in zip(was, asked, strict=True))


def also_seen(request: Request, provider: str) -> Request:
    """The question as a provider to whom it was referred on sees it too, beside who referred."""
    parties = sorted({*request.parties, provider})
    return replace(request, version=request.version + 1, parties=parties)


def approve(
    referral: Referral, approved: bool, by: str | None, today: date, before: Derivation
) -> tuple[Referral, Derivation]:
    """The basic team says whether the provider may refer on; what was acute goes on whatever it says (R-A24, F-33).

    Raises ApprovalNotPending.
    """
    if (
        referral.approval not in (ApprovalState.PENDING, ApprovalState.AFTERWARDS)
        or referral.closed_on is not None
    ):
        raise ApprovalNotPending(approval=referral.approval)
    afterwards = referral.approval is ApprovalState.AFTERWARDS
    outcome = ApprovalState.APPROVED if approved else ApprovalState.DENIED
    judged = replace(
        referral,
        version=referral.version + 1,
        approval=outcome,
        approved_on=today,
        approved_by=by,
        parties=sorted({referral.provider, *referral.parties}) if approved else referral.parties,
        closed_on=referral.closed_on if approved or afterwards else today,
    )
    if afterwards and not approved:
        # The care was given: the judgement stands beside it, and the provider may still answer.
        judged = replace(judged, approval=ApprovalState.DENIED_AFTERWARDS)
    return judged, before.because("R-A24", APPROVAL[outcome], approved_on=today)


__all__ = ["also_seen", "approve", "check_referable", "refer", "refer_on"]
