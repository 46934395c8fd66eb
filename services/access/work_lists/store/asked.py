"""The work lists on what one party asks of another: transfers, requests of providers and their answers, referrals, orders."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Date,
    Select,
    Subquery,
    Table,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    exists,
    false,
    null,
    or_,
    select,
    union_all,
)

from services.access.tables import (
    allocation_requests,
    allocations,
    care_orders,
    care_starts,
    change_requests,
    referrals,
    transfers,
)
from services.access.work_lists.store.parts import TODAY, UNTIL, Scope, among_words, listed, soonest, word
from shared.kit.database import among
from shared.kit.rows import visible
from shared.values.allocating import PENDING_STATES, AllocationState, AskingState, CareOrderState
from shared.values.care_courses import CareState
from shared.values.choosing import ApprovalState
from shared.values.terms import ReferralState, TransferState
from shared.values.work_lists import WorkListKind

_GIVEN = [one for one in CareState if one is not CareState.WITHDRAWN]


def transfers_offered(_: Scope) -> Select[Any]:
    """Transfers that another municipality offered and this one has to answer; no person of either stands here (R-A56)."""
    of = transfers.c
    return listed(
        WorkListKind.TRANSFERS,
        transfers,
        [among(of.recipient, "organisations"), among_words(of.state, [TransferState.OFFERED])],
        [of.expires_on, of.id],
        owner=of.owner, id=of.id, kind=word("transfer"), state=of.state, since=of.offered_on, due_on=of.expires_on,
    )  # fmt: skip


def allocation_requests_pending(scope: Scope) -> Select[Any]:
    """Requests for allocation (315) without an answer: acute ones first, then by the day of the answer."""
    of = allocation_requests.c
    return listed(
        WorkListKind.ALLOCATION_REQUESTS,
        allocation_requests,
        [visible(allocation_requests, purchaser=scope.reach), among_words(of.state, PENDING_STATES)],
        [of.acute.desc(), soonest(of.answer_due_on), of.id],
        owner=of.owner, id=of.id, kind=word("allocationRequest"), state=of.state, law=of.law, citizen_id=of.citizen_id,
        request_id=of.request_id, since=of.requested_on, due_on=of.answer_due_on, acute=of.acute, provider=of.provider,
    )  # fmt: skip


def change_requests_pending(scope: Scope) -> Select[Any]:
    """Requests for change (317) without an answer, by the day of the answer."""
    of = change_requests.c
    return listed(
        WorkListKind.CHANGE_REQUESTS,
        change_requests,
        [visible(change_requests, purchaser=scope.reach), among_words(of.state, PENDING_STATES)],
        [soonest(of.answer_due_on), of.id],
        owner=of.owner, id=of.id, kind=word("changeRequest"), state=of.state, law=of.law, citizen_id=of.citizen_id,
        since=of.requested_on, due_on=of.answer_due_on, provider=of.provider,
    )  # fmt: skip


def referrals_made(scope: Scope) -> Select[Any]:
    """Referrals that the provider has to answer: acute ones first, then the oldest (R-A36)."""
    of = referrals.c
    return listed(
        WorkListKind.REFERRALS,
        referrals,
        [
            visible(referrals, purchaser=scope.reach),
            among(of.provider, "organisations"),
            among_words(of.state, [ReferralState.MADE]),
            of.closed_on.is_(None),
            of.approval != ApprovalState.PENDING.value,
        ],
        [of.acute.desc(), of.referred_on, of.id],
        owner=of.owner, id=of.id, kind=case((of.onward_of.is_(None), word("referral")), else_=word("onwardReferral")),
        state=of.state, law=of.law, citizen_id=of.citizen_id, request_id=of.request_id, since=of.referred_on,
        acute=of.acute, provider=of.provider,
    )  # fmt: skip


def _started(of: Any, source: Table) -> Any:
    """Whether the provider reported care under the allocation, or for acute care under the question."""
    start = care_starts.alias()
    numbered = and_(start.c.law == of.law, start.c.allocation_number == of.allocation_number)
    asked = and_(of.allocation_number.is_(None), start.c.request_id == of.request_id)
    return exists().where(
        start.c.owner == of.owner,
        start.c.provider == of.provider,
        or_(numbered, asked) if source is care_orders else numbered,
        among_words(start.c.state, _GIVEN),
    )


def care_orders_sent(scope: Scope) -> Select[Any]:
    """Care orders under which the provider has not reported that care began: acute ones first, then by their first day (R-A05)."""
    of = care_orders.c
    return listed(
        WorkListKind.CARE_ORDERS,
        care_orders,
        [
            visible(care_orders, purchaser=scope.reach),
            among(of.provider, "organisations"),
            among_words(of.state, [CareOrderState.SENT]),
            ~_started(of, care_orders),
        ],
        [of.acute.desc(), of.start_date, of.id],
        owner=of.owner, id=of.id, kind=word("careOrder"), state=of.state, law=of.law, citizen_id=of.citizen_id,
        request_id=of.request_id, since=of.sent_on, due_on=of.start_date, acute=of.acute, provider=of.provider,
    )  # fmt: skip


def care_to_start(scope: Scope) -> Select[Any]:
    """Allocations whose care may be given or will be soon, and of which no start was reported; the earliest first."""
    of = allocations.c
    return listed(
        WorkListKind.CARE_TO_START,
        allocations,
        [
            visible(allocations, purchaser=scope.reach),
            among(of.provider, "organisations"),
            among_words(of.state, [AllocationState.GRANTED]),
            of.start_date <= UNTIL,
            or_(of.end_date.is_(None), of.end_date >= TODAY),
            ~_started(of, allocations),
        ],
        [of.start_date, of.id],
        owner=of.owner, id=of.id, kind=word("allocation"), state=of.state, law=of.law, citizen_id=of.citizen_id,
        request_id=of.request_id, since=of.allocated_on, due_on=of.start_date, acute=of.acute, provider=of.provider,
    )  # fmt: skip


def answered_requests(scope: Scope) -> Select[Any]:
    """Requests for allocation and for change that were answered lately, the newest answer first."""
    both = _answered(scope)
    of = both.c
    return listed(
        WorkListKind.ANSWERED_REQUESTS,
        both,
        [of.id.is_not(None)],
        [of.answered_on.desc(), of.id],
        owner=of.owner, id=of.id, kind=of.kind, state=of.state, law=of.law, citizen_id=of.citizen_id,
        request_id=of.request_id, since=of.answered_on, acute=of.acute, provider=of.provider,
    )  # fmt: skip


def _answered(scope: Scope) -> Subquery:
    parts = []
    for table, kind in ((allocation_requests, "allocationRequest"), (change_requests, "changeRequest")):
        of = table.c
        acute = of.acute if table is allocation_requests else false()
        known = of.request_id if table is allocation_requests else cast(null(), Uuid)
        parts.append(
            select(
                of.owner, of.id, word(kind).label("kind"), of.state, of.law, of.citizen_id, of.provider,
                of.answered_on, known.label("request_id"), acute.label("acute"),
            ).where(
                visible(table, purchaser=scope.reach),
                among(of.provider, "organisations"),
                among_words(of.state, [AskingState.GRANTED, AskingState.REJECTED]),
                of.answered_on >= bindparam("answered_from", type_=Date),
            )
        )  # fmt: skip
    found: CompoundSelect[Any] = union_all(*parts)
    return found.subquery("answered")


__all__ = [
    "allocation_requests_pending",
    "answered_requests",
    "care_orders_sent",
    "care_to_start",
    "change_requests_pending",
    "referrals_made",
    "transfers_offered",
]
