"""Whether what a provider asked for is granted as acute care, by the one function of all acute care (G-40, R-A48, F-33)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from services.access.allocations.rules import AllocationRefused
from services.access.decisions.rules.acute import acute_faults_of
from services.access.decisions.rules.gates import is_general
from shared.errors import FieldError, Text

if TYPE_CHECKING:
    from services.access.allocation_requests.rules.requesting import AllocationRequest
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product
    from services.access.requests.rules import Request

_GENERAL = Text(
    "De catalogus noemt dit product een algemene voorziening: die wordt niet toegewezen, de inwoner kan er zo terecht."
    " Wijs het verzoek af, of laat om een maatwerkproduct vragen.",
    "The catalogue calls this product a general provision: it is not allocated, the citizen can go there."
    " Reject the request, or have a tailor-made product asked for.",
)


@dataclass(frozen=True, slots=True)
class Urgency:
    """Whether it is granted as acute care, which waits for nothing, and why what is called so is not."""

    acute: bool
    faults: Sequence[FieldError] = ()


def urgency_of(
    known: AllocationRequest,
    days: tuple[date, date | None],
    question: Request | None,
    product: Product | None,
    policy: Policy,
    today: date,
) -> Urgency:
    """The one verdict, on the days (first, last) that are granted; the request, its question or its product (crisis) calls it acute.

    Its motive is its note, or the motive of its question. On 20-4: a start on 27-4 is acute, on 28-4 not; until 19-10 is,
    until 20-10 not.
    """
    if not (known.acute or called_acute(question, product)):
        return Urgency(acute=False)
    motive = (known.note or "").strip() or (None if question is None else question.acute_motive)
    start, end = days
    faults = acute_faults_of(
        motive=motive, start=start, end=end, policy=policy, today=today, motive_at="note"
    )
    return Urgency(acute=not faults, faults=faults)


def called_acute(question: Request | None, product: Product | None) -> bool:
    """Whether the question or the product (crisis) says that it is acute (G-40)."""
    return (question is not None and question.acute) or (product is not None and product.acute)


def check_tailor_made(product: Product | None) -> None:
    """Raise AllocationRefused for a general provision, which nobody allocates, acute or not (R-A27)."""
    if product is not None and is_general(product):
        error = FieldError("#/productCode", "general-provision", _GENERAL, rule="R-A27")
        raise AllocationRefused(errors=(error,))


__all__ = ["Urgency", "called_acute", "check_tailor_made", "urgency_of"]
