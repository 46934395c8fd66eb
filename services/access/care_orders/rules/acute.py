"""What may be ordered on a request before any decision: acute care that begins about now (R-A48, G-40)."""

from __future__ import annotations

from datetime import date, timedelta

from services.access.policies.rules import Policy
from services.access.products.rules import Product
from services.access.requests.rules import Request
from shared.errors import FieldError, Refused, Text

_NOT_ACUTE = Text(
    "De melding is niet acuut; meld dat eerst (acute-flag).", "The request is not acute; say so first (acute-flag)."
)  # fmt: skip
_NOT_NOW = Text(
    "Acute zorg begint rond nu: kies een dag van {first} tot en met {last}.",
    "Acute care begins about now: choose a day from {first} up to and including {last}.",
)


class CareNotAcute(Refused):
    """Only acute care is ordered on a request; what is allocated is ordered on its allocation. `errors` names what is wrong."""

    code = "care-order-not-acute"
    rule = "R-A48"
    title = Text("Dit is geen acute zorg", "This is no acute care")
    detail = Text(
        "Op een melding wordt alleen acute zorg opgedragen, die begint tussen {first} en {last}.",
        "On a request only acute care is ordered, which begins between {first} and {last}.",
    )
    mend = Text(
        "Meld eerst met motief dat de vraag acuut is (acute-flag), of verzend de opdracht op de toewijzing (allocationId).",
        "Say first, with its motive, that the question is acute (acute-flag), or send the order on the allocation (allocationId).",
    )


def check_acute(request: Request, product: Product | None, start: date, policy: Policy, today: date) -> None:
    """Raise CareNotAcute unless the question, or the product that it asks for, is acute and begins about now (R-A48, G-40).

    About now is by the policy's waits: not longer before the question than the last urgency may wait, not further ahead than the
    first. By the standard, asked on 13-4, today 20-4: from 2-3 up to and including 27-4.
    """
    first = min(request.contact_on, today) - timedelta(days=policy.maximum_wait(3))
    last = today + timedelta(days=policy.maximum_wait(1))
    errors = []
    if not (request.acute or (product is not None and product.acute)):
        errors.append(FieldError("#/requestId", "request-not-acute", _NOT_ACUTE, rule="R-A48"))
    if not first <= start <= last:
        errors.append(FieldError("#/startDate", "not-about-now", _NOT_NOW, rule="R-A48"))
    if errors:
        raise CareNotAcute(errors=tuple(errors), first=first, last=last)
