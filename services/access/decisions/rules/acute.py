"""When care is acute: somebody says so with a motive, it begins within days and runs for a short time (G-40, R-A48, F-33)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from shared.errors import FieldError, Text
from shared.values.deciding import DecisionOutcome
from shared.values.period import add_months

if TYPE_CHECKING:
    from services.access.decisions.rules.decision import Decision, Grant
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product
    from services.access.requests.rules import Request

_FIRST = 1  # the urgency of what comes first


def is_acute(
    request: Request, product: Product | None, asked: Decision | Grant, policy: Policy, today: date
) -> bool:
    """Whether it grants acute care, which waits for no gate; what is called acute and is not is judged by the plain gates."""
    return said_acute(request, product, asked) and not acute_faults(request, asked, policy, today)


def said_acute(request: Request, product: Product | None, asked: Decision | Grant) -> bool:
    """Whether the request, the product (crisis) or the decision says that what is granted is acute (G-40)."""
    if asked.outcome is not DecisionOutcome.GRANTED:
        return False
    return asked.acute or asked_acute(request, product)


def asked_acute(request: Request, product: Product | None) -> bool:
    """Whether the question or the product that is asked (crisis) says that it is acute, before anything is granted (G-40)."""
    return request.acute or (product is not None and product.acute)


def acute_faults(request: Request, asked: Decision | Grant, policy: Policy, today: date) -> list[FieldError]:
    """Why the care of a decision that is called acute is not, see `acute_faults_of`; the motive of the request counts too."""
    motive = request.acute_motive or asked.motivation
    return acute_faults_of(
        motive=motive, start=asked.start_date, end=asked.end_date, policy=policy, today=today
    )


def acute_faults_of(
    *,
    motive: str | None,
    start: date | None,
    end: date | None,
    policy: Policy,
    today: date,
    motive_at: str = "motivation",
) -> list[FieldError]:
    """Why care that is called acute is not: no motive, a start that can wait, or an end beyond the half-year check.

    Both terms are the municipality's policy: the longest wait of the first urgency, and the months to the half-year check.
    By the standard (7 days, 6 months), on 20-4: a start on 27-4 is acute, on 28-4 not; until 19-10 is, until 20-10 not.
    Care that began before is never too late: what lies ahead of today counts. Without a start its days are not judged.
    `motive_at` is the field in which the motive is given. Rules G-40, R-A48.
    """
    found = []
    if not (motive or "").strip():
        text = Text(
            f"Acute zorg heeft een motivering ({motive_at}).", f"Acute care has a motive ({motive_at})."
        )
        found.append(FieldError(f"#/{motive_at}", "acute-without-motive", text, rule="G-40"))
    if start is None:
        return found
    latest = today + timedelta(days=policy.maximum_wait(_FIRST))
    if start > latest:
        text = Text(
            f"Acute zorg begint uiterlijk op {latest}; wat later begint wordt gewoon getoetst.",
            f"Acute care begins by {latest}; what begins later is judged as any care.",
        )
        found.append(FieldError("#/startDate", "acute-starts-late", text, rule="R-A48"))
    last = add_months(max(start, today), policy.half_year_months) - timedelta(days=1)
    if end is None or end > last:
        text = Text(
            f"Acute zorg eindigt uiterlijk op {last}; wat langer duurt wordt gewoon getoetst.",
            f"Acute care ends by {last}; what lasts longer is judged as any care.",
        )
        found.append(FieldError("#/endDate", "acute-too-long", text, rule="R-A48"))
    return found


__all__ = ["acute_faults", "acute_faults_of", "asked_acute", "is_acute", "said_acute"]
