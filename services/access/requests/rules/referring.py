"""What it means for a question who sent the citizen (R-A04), and under which contract it falls (R-C30, R-C34, R-C35, R-C38, R-C54)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.access.access_routes.rules import under_contract
from services.access.access_routes.rules.referrers import check_referrer
from services.access.requests.rules.questions import Request
from shared.values import Derivation
from shared.values.access_policies import ReferrerOutcome

if TYPE_CHECKING:
    from services.access.contract_terms.rules import ContractTerms
    from services.access.products.rules import Product

DIRECT = frozenset({ReferrerOutcome.DIRECT, ReferrerOutcome.BINDING})
"""What opens youth help without the municipality's decision."""


def referred_by(request: Request, why: Derivation) -> tuple[Request, Derivation]:
    """A new request with whether its referrer gives direct access, if it has one; never refused.

    Without direct access (a Wmo referral by a GP) it is a report to the team like any other (R-A04).
    """
    if request.referrer_type is None:
        return request, why
    found = check_referrer(request.law, request.referrer_type, request.acute)
    return replace(request, direct_access=found.outcome in DIRECT), why.merge(found.why)


def warned(terms: ContractTerms | None, product: Product | None, why: Derivation) -> Derivation:
    """Why a new request is what it is, with what its contract leaves open for who asks; it is told, and nothing is refused.

    `terms` is None where the request names no contract, `product` where none is asked or the catalogue does not know it.
    """
    _, told = under_contract(terms, product)
    return why.merge(told)
