"""What it means for a question who sent the citizen (R-A04)."""

from __future__ import annotations

from dataclasses import replace

from services.access.access_routes.rules.referrers import check_referrer
from services.access.requests.rules.questions import Request
from shared.values import Derivation
from shared.values.access_policies import ReferrerOutcome

_DIRECT = frozenset({ReferrerOutcome.DIRECT, ReferrerOutcome.BINDING})


def referred_by(request: Request, why: Derivation) -> tuple[Request, Derivation]:
    """A new request with whether its referrer gives direct access, if it has one; never refused.

    Without direct access (a Wmo referral by a GP) it is a report to the team like any other (R-A04).
    """
    if request.referrer_type is None:
        return request, why
    found = check_referrer(request.law, request.referrer_type, request.acute)
    return replace(request, direct_access=found.outcome in _DIRECT), why.merge(found.why)
