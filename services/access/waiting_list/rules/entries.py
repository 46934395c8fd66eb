"""Who may be put on the waiting list, and what happens to an entry (R-A37, G-61, G-76)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from services.access.waiting_list.rules.words import (
    AT_ONCE,
    CEILING,
    DELAYED,
    ENTERED,
    LEFT,
    WITHDRAWN,
    WRONG,
    AlreadyWaiting,
    WaitingEnded,
    WaitingRefused,
)
from shared.errors import FieldError
from shared.values import Derivation, new_id
from shared.values.choosing import (
    BridgingCare,
    ClientDelayReason,
    WaitingCause,
    WaitingState,
    WaitingWithdrawal,
)
from shared.values.terms import Law

if TYPE_CHECKING:
    from services.access.contract_terms.rules import ContractTerms
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product
    from services.access.requests.rules import Request


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """A place on the waiting list; `note` and `motive` are None once the citizen is erased.

    `available_from` is the day before which the client does not want to start; `client_delay_days` how many days that took of
    the wait so far, or in all once it ended. `passed_over` counts who was ahead when it was placed.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID | None
    choice_id: UUID | None
    law: Law
    product_category: str
    product_code: str | None
    provider: str | None
    urgency: int
    since: date
    cause: WaitingCause
    bridging: BridgingCare
    note: str | None
    policy_version: int
    available_from: date | None = None
    client_delay_reason: ClientDelayReason | None = None
    client_delay_days: int = 0
    state: WaitingState = WaitingState.WAITING
    ended_on: date | None = None
    withdrawal_reason: WaitingWithdrawal | None = None
    placed_with: str | None = None
    passed_over: int | None = None
    out_of_order: bool = False
    motive: str | None = None

    @property
    def product(self) -> tuple[Law, str, str | None]:
        """Among whom it has its place."""
        return self.law, self.product_category, self.product_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of the waiting list; `since` None is today."""

    product_category: str
    product_code: str | None
    urgency: int
    cause: WaitingCause
    bridging: BridgingCare = BridgingCare.NONE
    provider: str | None = None
    since: date | None = None
    note: str | None = None
    choice_id: UUID | None = None
    external_reference: str | None = None


def enter(
    request: Request,
    asked: Asked,
    *,
    terms: ContractTerms | None,
    policy: Policy,
    before: Sequence[WaitingEntry],
    today: date,
    product: Product | None = None,
) -> tuple[WaitingEntry, Derivation]:
    """A place on the waiting list, where one may wait at all; `product` is None where the catalogue does not know it.

    Acute care and crisis products are served at once. Under a fixed budget with an acceptance duty a ceiling is no reason to wait; paid by volume
    it is (G-76). Raises AlreadyWaiting, WaitingRefused with every reason.
    """
    for earlier in before:
        same = earlier.product_category == asked.product_category
        if same and earlier.state is WaitingState.WAITING:
            raise AlreadyWaiting(id=earlier.id)
    since = asked.since or today
    wrong = []
    if request.acute:
        wrong.append(("#/requestId", "acute-never-waits"))
    if product is not None and product.acute:
        at = "#/productCategory" if asked.product_code is None else "#/productCode"
        wrong.append((at, "crisis-never-waits"))
    if asked.cause is WaitingCause.CEILING and duty_prevails(terms):
        wrong.append(("#/cause", "acceptance-duty-prevails"))
    if not request.contact_on <= since <= today:
        wrong.append(("#/since", "day-of-waiting"))
    refuse(wrong, request.contact_on, today)
    entry = WaitingEntry(
        id=new_id(),
        version=1,
        owner=request.owner,
        external_reference=asked.external_reference,
        parties=[],
        request_id=request.id,
        citizen_id=request.citizen_id,
        contract_id=request.contract_id,
        choice_id=asked.choice_id,
        law=request.law,
        product_category=asked.product_category,
        product_code=asked.product_code,
        provider=asked.provider,
        urgency=asked.urgency,
        since=since,
        cause=asked.cause,
        bridging=asked.bridging,
        note=asked.note,
        policy_version=policy.version,
    )
    why = Derivation().because(
        "R-A37",
        ENTERED,
        policy.maximum_wait(asked.urgency),
        since=since,
        urgency=asked.urgency,
        cause=asked.cause,
        policy_version=policy.version,
    )
    if asked.cause is WaitingCause.CEILING:
        why = why.because("G-76", CEILING)
    return entry, why


def duty_prevails(terms: ContractTerms | None) -> bool:
    """Whether a reached ceiling keeps nobody waiting: a fixed budget with an acceptance duty (G-75, G-76)."""
    return terms is not None and terms.acceptance_duty and terms.fixed_budget


def refuse(wrong: Sequence[tuple[str, str]], first: date, today: date) -> None:
    """Raise WaitingRefused with every reason, where there are any."""
    if wrong:
        errors = tuple(FieldError(where, code, WRONG[code], rule="R-A37") for where, code in wrong)
        raise WaitingRefused(errors=errors, first=first, today=today)


def check_waiting(entry: WaitingEntry) -> None:
    """Raise WaitingEnded unless the entry still waits."""
    if entry.state is not WaitingState.WAITING:
        raise WaitingEnded(id=entry.id, state=entry.state)


def check_change(known: WaitingEntry, after: WaitingEntry, terms: ContractTerms | None, today: date) -> None:
    """A ceiling becomes no cause of waiting where the duty prevails. Raises WaitingEnded, WaitingRefused."""
    check_waiting(known)
    if after.cause is not known.cause and after.cause is WaitingCause.CEILING and duty_prevails(terms):
        refuse([("#/cause", "acceptance-duty-prevails")], known.since, today)


def delay(
    entry: WaitingEntry, until: date, reason: ClientDelayReason, today: date, before: Derivation
) -> tuple[WaitingEntry, Derivation]:
    """The client asks for a later day: its place stays, and the days count apart (G-61). Raises WaitingEnded, WaitingRefused."""
    check_waiting(entry)
    if until <= today:
        refuse([("#/availableFrom", "not-later")], entry.since, today)
    so_far = own_days(entry, today)
    days = so_far + (until - today).days
    delayed = replace(
        entry,
        version=entry.version + 1,
        available_from=until,
        client_delay_reason=reason,
        client_delay_days=days,
    )
    return delayed, before.because("G-61", DELAYED, days, available_from=until, reason=reason)


def own_days(entry: WaitingEntry, on: date) -> int:
    """The days of the wait up to a day that the client asked for itself: what was asked ahead counts as it goes by."""
    ahead = 0 if entry.available_from is None else max(0, (entry.available_from - on).days)
    return max(0, entry.client_delay_days - ahead)


def end(
    entry: WaitingEntry, on: date, state: WaitingState, reason: WaitingWithdrawal | None = None
) -> WaitingEntry:
    """The entry as it ended on a day, with the client's own days up to then."""
    return replace(
        entry,
        version=entry.version + 1,
        state=state,
        ended_on=on,
        withdrawal_reason=reason,
        client_delay_days=own_days(entry, on),
    )


def withdraw(
    entry: WaitingEntry, reason: WaitingWithdrawal, today: date, before: Derivation
) -> tuple[WaitingEntry, Derivation]:
    """Off the list without a place. Raises WaitingEnded."""
    check_waiting(entry)
    gone = end(entry, today, WaitingState.WITHDRAWN, reason)
    return gone, before.because("R-A37", WITHDRAWN, today, reason=reason)


def serve_at_once(entry: WaitingEntry, today: date, before: Derivation) -> tuple[WaitingEntry, Derivation]:
    """Off the list because the question became acute (R-A37, F-33)."""
    gone = end(entry, today, WaitingState.WITHDRAWN, WaitingWithdrawal.SERVED_AT_ONCE)
    return gone, before.because("F-33", AT_ONCE, (today - entry.since).days, since=entry.since)


def leave(entry: WaitingEntry, moved_on: date, before: Derivation) -> tuple[WaitingEntry, Derivation]:
    """Who moved waits elsewhere (R-A56)."""
    gone = end(entry, max(moved_on, entry.since), WaitingState.WITHDRAWN, WaitingWithdrawal.MOVED)
    return gone, before.because("R-A56", LEFT, moved_on=moved_on)


__all__ = [
    "Asked",
    "WaitingEntry",
    "check_change",
    "check_waiting",
    "delay",
    "duty_prevails",
    "end",
    "enter",
    "leave",
    "own_days",
    "refuse",
    "serve_at_once",
    "withdraw",
]
