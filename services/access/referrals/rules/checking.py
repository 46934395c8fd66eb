"""What refuses a referral, and what acute care goes on with all the same (R-A04, R-A36, R-C35, F-33)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from services.access.contract_terms.rules import ContractNotInForce, ContractTerms, check_in_force
from services.access.decisions.rules.acute import asked_acute
from services.access.referrals.rules.problems import WRONG, ReferralClosed, ReferralRefused, RefusedBefore
from services.access.referrals.rules.referrals import Details, Referral
from services.access.requests.rules import Request
from shared.errors import FieldError
from shared.values.choosing import ApprovalState, EscalationOutcome
from shared.values.questions import ReferrerType
from shared.values.terms import Law

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


def check_not_asked(before: Sequence[Referral], provider: str) -> None:
    """Raise ReferralClosed or RefusedBefore where the provider was asked already."""
    for earlier in before:
        if earlier.provider != provider or earlier.approval is ApprovalState.DENIED:
            continue
        if earlier.closed_on is not None:
            raise ReferralClosed(closed_on=earlier.closed_on)
        if earlier.escalations and earlier.escalations[-1].outcome is EscalationOutcome.ACCEPTED_AFTER_ALL:
            continue
        error = FieldError("#/provider", "provider-refused-before", RefusedBefore.title, rule="R-A36")
        raise RefusedBefore(errors=(error,), provider=provider, answered_on=earlier.answered_on)


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


__all__ = ["check_allowed", "check_not_asked", "out_of_force"]
