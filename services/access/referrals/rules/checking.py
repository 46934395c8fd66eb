"""What refuses a referral, and what acute care goes on with all the same (R-A04, R-A36, R-C35, F-33)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from services.access.contract_terms.rules import ContractNotInForce, ContractTerms, check_in_force
from services.access.decisions.rules.acute import asked_acute
from services.access.referrals.rules.problems import (
    NOT_POSSIBLE,
    WRONG,
    ReferralClosed,
    ReferralNotPossible,
    ReferralOpen,
    ReferralRefused,
    RefusedBefore,
)
from services.access.referrals.rules.referrals import Details, Referral
from services.access.referrals.rules.words import OVERTAKEN
from services.access.requests.rules import Request
from shared.errors import FieldError
from shared.values import Derivation
from shared.values.choosing import ApprovalState, EscalationOutcome
from shared.values.questions import ReferrerType
from shared.values.terms import Law, ReferralState

if TYPE_CHECKING:
    from services.access.products.rules import Product


def out_of_force(terms: ContractTerms, today: date, *, acute: bool) -> list[str]:
    """The reason that acute care goes on by all the same: its contract rests or is over. Others: ContractNotInForce."""
    try:
        check_in_force(terms, today)
    except ContractNotInForce:
        if not acute:
            raise
        return ["contract-not-in-force"]
    return []


def check_not_asked(before: Sequence[Referral], provider: str, *, acute: bool) -> None:
    """Raise ReferralOpen, ReferralClosed or RefusedBefore where the provider was asked already.

    Who refused may be asked again in acute need: that no rule holds up (F-33). What is open is not asked twice.
    """
    for earlier in before:
        if earlier.provider != provider or earlier.approval is ApprovalState.DENIED:
            continue
        if earlier.state is not ReferralState.REFUSED and earlier.closed_on is None:
            raise ReferralOpen(id=earlier.id, state=earlier.state)
        if acute:
            continue
        if earlier.closed_on is not None:
            raise ReferralClosed(closed_on=earlier.closed_on)
        if earlier.escalations and earlier.escalations[-1].outcome is EscalationOutcome.ACCEPTED_AFTER_ALL:
            continue
        error = FieldError("#/provider", "provider-refused-before", RefusedBefore.title, rule="R-A36")
        raise RefusedBefore(errors=(error,), provider=provider, answered_on=earlier.answered_on)


def not_possible(provider: str) -> ReferralNotPossible:
    """The one answer to a provider whose onward referral meets another to the same provider, which it may not see."""
    error = FieldError("#/provider", "referral-not-possible", NOT_POSSIBLE, rule="R-A24")
    return ReferralNotPossible(errors=(error,), provider=provider)


def check_not_asked_on(
    known: Referral, before: Sequence[Referral], provider: str, *, acute: bool, telling: bool
) -> None:
    """An onward referral of `known` to who was not asked before; `telling` says whether the reason may be known.

    Raises ReferralOpen where this provider's own is open, and where not telling ReferralNotPossible for all else.
    """
    for earlier in before:
        open_ = earlier.state is not ReferralState.REFUSED and earlier.closed_on is None
        if open_ and earlier.onward_of == known.id:
            raise ReferralOpen(id=earlier.id, state=earlier.state)
    try:
        check_not_asked(before, provider, acute=acute)
    except (ReferralOpen, ReferralClosed, RefusedBefore):
        if telling:
            raise
        raise not_possible(provider) from None


def check_allowed(request: Request, asked: Details, product: Product | None) -> list[str]:
    """The reasons that acute care sets aside; others are refused, all at once."""
    wrong = []
    by_other = asked.referrer_type not in (None, ReferrerType.MUNICIPALITY)
    if request.law is Law.WMO_2015 and by_other:
        wrong.append(("#/referrerType", "referrer-not-for-law", "R-A04"))
    if product is not None and product.is_sheltered:
        wrong.append(("#/productCode", "sheltered-not-general", "R-C35"))
    if wrong and not asked_acute(request, product):
        raise ReferralRefused(
            errors=tuple(FieldError(at, code, WRONG[code], rule=by) for at, code, by in wrong)
        )
    return [code for _, code, _ in wrong]


def overtaken(
    request: Request,
    product: Product | None,
    before: Sequence[Referral],
    provider: str,
    today: date,
    *,
    known: Referral | None = None,
) -> list[tuple[Referral, Derivation]]:
    """The referrals without an answer that acute need does not wait for: they close, and another provider is asked (F-33).

    Of the request itself, or those by which `known` was referred on. Asked of A on 20-4 and silent, B is asked: A's closes that day.
    """
    acute = asked_acute(request, product) or (known is not None and known.acute)
    of = None if known is None else known.id
    return [
        (
            replace(one, version=one.version + 1, closed_on=today),
            Derivation().because("F-33", OVERTAKEN, today),
        )
        for one in before
        if acute
        and one.onward_of == of
        and one.provider != provider
        and one.state is ReferralState.MADE
        and one.closed_on is None
    ]


__all__ = [
    "check_allowed",
    "check_not_asked",
    "check_not_asked_on",
    "not_possible",
    "out_of_force",
    "overtaken",
]
