"""What a core team may hire: never more than is left of its neighbourhood's budget of the year (R-S55)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.settlement.agreements.rules import Agreement
from services.settlement.ledger.rules import COMMITMENT, COMMITTED, Entry, entry
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Money
from shared.values.booking import EntryCause


class HireOrderNotFound(NotFound):
    """There is no such hire order, or it is not yours."""

    code = "hire-order-not-found"
    title = Text("Inhuuropdracht niet gevonden", "Hire order not found")
    detail = Text("Er is geen inhuuropdracht {id}.", "There is no hire order {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class HireOrderRefused(Refused):
    """A hire order names no neighbourhood budget that holds on its days; `errors` says where."""

    code = "hire-order-refused"
    rule = "R-S55"
    title = Text("De inhuuropdracht klopt niet", "The hire order is not right")
    detail = Text(
        "Deze inhuuropdracht kan zo niet worden geplaatst.", "This hire order cannot be placed like this."
    )
    mend = Text("Herstel wat in errors staat.", "Mend what errors says.")


class HireOrderAboveBudget(Refused):
    """A hire order takes more than is left of the neighbourhood's budget."""

    code = "hire-order-above-budget"
    rule = "R-S55"
    title = Text("De opdracht gaat boven het wijkbudget", "The order goes above the neighbourhood budget")
    detail = Text(
        "Van wijk {area} is voor {year} {budget} cent beschikbaar en {ordered} cent besteld: er is {remaining} cent over,"
        " de opdracht vraagt {amount} cent.",
        "Of neighbourhood {area} there are {budget} cents for {year} and {ordered} cents are ordered: {remaining} cents are"
        " left, the order asks {amount} cents.",
    )
    mend = Text(
        "Bestel minder, trek een andere opdracht in, of verhoog het wijkbudget in het contract.",
        "Order less, withdraw another order, or raise the neighbourhood's budget in the contract.",
    )


class HireOrderWithdrawn(Refused):
    """A hire order is withdrawn once."""

    code = "hire-order-withdrawn-already"
    rule = "R-S55"
    title = Text("De inhuuropdracht is al ingetrokken", "The hire order is withdrawn already")
    detail = Text("Zij is ingetrokken op {withdrawn_on}.", "It was withdrawn on {withdrawn_on}.")
    mend = Text("U hoeft niets te doen.", "There is nothing to do.")


_BACKWARDS = Text("De laatste dag ligt vóór de eerste.", "The last day lies before the first.")
_TWO_YEARS = Text(
    "Een opdracht valt binnen één kalenderjaar; plaats er één per jaar.",
    "An order falls within one calendar year; place one for each year.",
)
_NO_BUDGET = Text(
    "Dit contract heeft op deze dagen geen wijkbudget.",
    "This contract has no neighbourhood budget on these days.",
)
_NO_AREA = Text("Deze wijk heeft geen deel van het budget.", "This neighbourhood has no part of the budget.")


@dataclass(frozen=True, slots=True)
class HireOrder:
    """What is hired for a neighbourhood from a first day up to and including a last; its provider is its party."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    agreement_id: UUID
    area_code: str
    provider: str
    year: int
    from_date: date
    until_date: date
    amount_cents: int
    ordered_on: date
    withdrawn_on: date | None


def budget_of(
    agreed: Iterable[Agreement], area_code: str, from_date: date, until_date: date
) -> tuple[Agreement, int]:
    """The agreement under which is hired, and the neighbourhood's cents a calendar year.

    It holds on every day of the order. Raises HireOrderRefused with every point.
    """
    errors = []
    if until_date < from_date:
        errors.append(FieldError("#/untilDate", "period-backwards", _BACKWARDS, rule="R-S55"))
    elif until_date.year != from_date.year:
        errors.append(FieldError("#/untilDate", "period-two-years", _TWO_YEARS, rule="R-S55"))
    holding = [
        one for one in agreed if one.valid_from <= from_date and until_date <= (one.valid_until or date.max)
    ]
    found = [
        (one, share["amountCents"])
        for one in holding
        for share in one.terms["neighbourhoods"]
        if share["areaCode"] == area_code
    ]
    if not holding:
        errors.append(FieldError("#/contractId", "no-neighbourhood-budget", _NO_BUDGET, rule="R-S55"))
    elif not found:
        errors.append(FieldError("#/areaCode", "area-without-budget", _NO_AREA, rule="R-S55"))
    if errors:
        raise HireOrderRefused(errors=tuple(errors))
    return found[0]


def within(new: HireOrder, budget_cents: int, ordered_cents: int) -> HireOrder:
    """The order, when the budget has room beside what stands.

    Of 1.2 m with 1.15 m ordered, 0.08 m is refused and 0.05 m fits. Raises HireOrderAboveBudget.
    """
    remaining = budget_cents - ordered_cents
    if new.amount_cents > remaining:
        raise HireOrderAboveBudget(
            area=new.area_code, year=new.year, budget=budget_cents, ordered=ordered_cents,
            remaining=max(remaining, 0), amount=new.amount_cents,
        )  # fmt: skip
    return new


def withdraw(order: HireOrder, today: date) -> HireOrder:
    """The order taken back: its budget is free again. Raises HireOrderWithdrawn."""
    if order.withdrawn_on is not None:
        raise HireOrderWithdrawn(withdrawn_on=order.withdrawn_on)
    return replace(order, version=order.version + 1, withdrawn_on=today)


def commitment(order: HireOrder) -> Entry:
    """What an order commits the purchaser to; withdrawn, what it frees."""
    back = order.withdrawn_on is not None
    return entry(
        order.owner, COMMITMENT, COMMITTED, Money(-order.amount_cents if back else order.amount_cents),
        EntryCause.HIRE_ORDER, event_on=order.withdrawn_on or order.ordered_on,
        description=f"hire order {order.area_code} {order.year}", contract_id=order.contract_id, subject_id=order.id,
    )  # fmt: skip


__all__ = [
    "HireOrder",
    "HireOrderAboveBudget",
    "HireOrderNotFound",
    "HireOrderRefused",
    "HireOrderWithdrawn",
    "budget_of",
    "commitment",
    "withdraw",
    "within",
]
