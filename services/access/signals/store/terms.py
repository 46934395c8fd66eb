"""What is late or comes near in the cases of the day: terms, reviews, waits, acute care, transfers, checks, efforts, ceilings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, cast, exists, extract, or_, select
from sqlalchemy.dialects.postgresql import distinct_on

from services.access.access_ceilings.store import decisions_under
from services.access.signals.store.lines import line, number, owned_by, today, word
from services.access.tables import (
    access_ceilings,
    care_orders,
    citizens,
    decisions,
    legal_checks,
    requests,
    reviews,
    statutory_terms,
    transfers,
    waiting_entries,
)
from shared.values.access_policies import TermState
from shared.values.allocating import CareOrderState
from shared.values.choosing import WaitingState
from shared.values.deciding import DecisionState
from shared.values.reviewing import ReviewKind, ReviewState
from shared.values.signals import SignalKind as Kind
from shared.values.signals import SignalSeverity as Severity
from shared.values.signals import SignalSubject as About
from shared.values.terms import RequestState, TransferState

Lines = Select[Any]
_OVER = (RequestState.MOVED, RequestState.WITHDRAWN, RequestState.CLOSED)


def going_on() -> ColumnElement[bool]:
    """The request has not ended and its citizen did not move away."""
    return and_(*(requests.c.state != word(one) for one in _OVER))


def of_request(table: Any) -> ColumnElement[bool]:
    """The request of a row."""
    return and_(requests.c.owner == table.c.owner, requests.c.id == table.c.request_id)


def term_lines() -> Iterator[Lines]:
    """Terms of the law in their last days, and those that are past (R-A55): of a request the one that ends first."""
    terms = statutory_terms.c
    left = terms.due_on - today()
    near = and_(
        terms.state == word(TermState.RUNNING),
        terms.due_on.between(today(), today() + number("term_warning_days")),
    )
    for kind, severity, so, days in (
        (Kind.TERM_EXPIRING, Severity.WARNING, near, {"daysLeft": left}),
        (Kind.TERM_EXPIRED, Severity.SERIOUS, terms.state == word(TermState.LATE), {"lateOn": terms.late_on}),
    ):
        told = line(
            kind, "R-A55", About.REQUEST, terms.request_id, severity, citizen=terms.citizen_id,
            termKind=terms.kind, dueOn=terms.due_on, **days,
        )  # fmt: skip
        found = select(*told).where(owned_by(statutory_terms), so)
        yield found.order_by(terms.request_id, terms.due_on).ext(distinct_on(terms.request_id))


def review_lines() -> Iterator[Lines]:
    """Open reviews whose day is past (R-A13, D-32)."""
    found = reviews.c
    rule = case((found.kind == word(ReviewKind.EXTENSION), word("R-A13")), else_=word("D-32"))
    told = line(
        Kind.REVIEW_OVERDUE, rule, About.REVIEW, found.id, Severity.WARNING, citizen=found.citizen_id,
        reviewKind=found.kind, dueOn=found.due_on,
    )  # fmt: skip
    yield select(*told).where(
        owned_by(reviews), found.state == word(ReviewState.OPEN), found.due_on < today()
    )


def waiting_lines() -> Iterator[Lines]:
    """Who waits beyond the maximum of its urgency, and not by its own wish (R-A37, G-61)."""
    found = waiting_entries.c
    first = found.urgency == 1
    maximum = case(
        (first, number("wait_days_1")),
        (found.urgency == 2, number("wait_days_2")),
        else_=number("wait_days_3"),
    )
    told = line(
        Kind.WAIT_TOO_LONG, "R-A37", About.WAITING_LIST_ENTRY, found.id,
        case((first, word(Severity.SERIOUS)), else_=word(Severity.WARNING)), citizen=found.citizen_id,
        provider=found.provider, urgency=found.urgency, since=found.since, maximumDays=maximum,
        policyVersion=number("policy_version"),
    )  # fmt: skip
    yield select(*told).where(
        owned_by(waiting_entries),
        found.state == word(WaitingState.WAITING),
        found.since + maximum < today(),
        or_(found.available_from.is_(None), found.available_from <= today()),
    )


def acute_lines() -> Iterator[Lines]:
    """Acute care without a decision for longer than the policy's days; a policy without them watches none (R-A48, E-30, E-31)."""
    found = care_orders.c
    decided = exists().where(
        decisions.c.owner == found.owner,
        decisions.c.request_id == found.request_id,
        decisions.c.decided_on.is_not(None),
    )
    days = today() - found.start_date
    told = line(
        Kind.ACUTE_UNDECIDED, "R-A48", About.REQUEST, found.request_id, Severity.SERIOUS,
        citizen=found.citizen_id, provider=found.provider, startDate=found.start_date, daysUndecided=days,
        exposureCents=days * found.daily_amount_cents, policyVersion=number("policy_version"),
    )  # fmt: skip
    undecided = select(*told).where(
        owned_by(care_orders),
        found.state == word(CareOrderState.SENT),
        found.acute,
        found.allocation_id.is_(None),
        found.start_date + number("undecided_days") < today(),
        ~decided,
    )
    yield undecided.order_by(found.request_id, found.start_date).ext(distinct_on(found.request_id))


def transfer_lines() -> Iterator[Lines]:
    """Requests that another municipality should have taken over, and citizens whose transfer nobody answered (R-A56)."""
    found, own, offer = requests.c, citizens.c, transfers.c
    told = line(
        Kind.TRANSFER_OVERDUE, "R-A56", About.REQUEST, found.id, Severity.WARNING, citizen=found.citizen_id,
        transferBy=found.transfer_by, municipalityCode=found.responsible_code,
    )  # fmt: skip
    yield select(*told).where(owned_by(requests), going_on(), found.transfer_by < today())
    told = line(
        Kind.TRANSFER_OVERDUE, "R-A56", About.CITIZEN, own.id, Severity.WARNING, citizen=own.id,
        offeredOn=offer.offered_on, termDays=number("transfer_term_days"), state=offer.state,
        policyVersion=number("policy_version"),
    )  # fmt: skip
    departed = and_(offer.owner == own.owner, offer.id == own.departure_id)
    unanswered = or_(*(offer.state == word(one) for one in (TransferState.OFFERED, TransferState.EXPIRED)))
    yield (
        select(*told)
        .select_from(citizens.join(transfers, departed))
        .where(
            owned_by(citizens), unanswered, offer.offered_on + number("transfer_term_days") < today()
        )
    )  # fmt: skip


def check_lines() -> Iterator[Lines]:
    """Tests of the legal frame that nobody answered for the policy's days, of requests that go on (E-50)."""
    found = legal_checks.c
    told = line(
        Kind.LEGAL_DISPUTE_OPEN, "E-50", About.REQUEST, found.request_id, Severity.WARNING,
        citizen=found.citizen_id, checkKind=found.kind, askedOn=found.asked_on,
        termDays=number("legal_days"), policyVersion=number("policy_version"),
    )  # fmt: skip
    unanswered = (
        select(*told)
        .select_from(legal_checks.join(requests, of_request(legal_checks)))
        .where(
            owned_by(legal_checks), found.answer.is_(None), found.asked_on + number("legal_days") < today(),
            going_on(),
        )
    )  # fmt: skip
    yield unanswered.order_by(found.request_id, found.asked_on).ext(distinct_on(found.request_id))


def effort_lines() -> Iterator[Lines]:
    """Decisions on a result whose effort did not come in its term (R-A25, E-70)."""
    found = decisions.c
    told = line(
        Kind.EFFORT_MISSING, "R-A25", About.DECISION, found.id, Severity.WARNING, citizen=found.citizen_id,
        provider=found.provider, effortDueOn=found.effort_due_on,
    )  # fmt: skip
    yield select(*told).where(
        owned_by(decisions),
        found.results_based,
        found.state == word(DecisionState.AWAITING_EFFORT),
        found.effort_missed_on.is_not(None),
    )


def ceiling_lines() -> Iterator[Lines]:
    """Ceilings of this year used from the policy's share on: 780 of 800 is 97.5 %; never a ground to refuse (R-A38, G-79)."""
    found = access_ceilings.c
    counted = (
        select(access_ceilings, decisions_under(access_ceilings.c, today()).label("decisions"))
        .where(owned_by(access_ceilings), found.year == extract("year", today()))
        .cte("counted")
        .prefix_with("materialized")  # counted once, however often its number is read
    )
    used = counted.c
    maximum, taken = cast(used.maximum_decisions, BigInteger), used.decisions
    told = line(
        Kind.ACCESS_CEILING_NEAR, "R-A38", About.MUNICIPALITY, used.id,
        case((taken >= maximum, word(Severity.SERIOUS)), else_=word(Severity.WARNING)),
        year=used.year, decisions=taken, maximumDecisions=maximum,
        usedBasisPoints=case((maximum > 0, taken * 10_000 // maximum)), policyVersion=number("policy_version"),
    )  # fmt: skip
    # Without rounding, as access_ceilings.rules.use_of holds it.
    near = and_(taken > 0, taken * 10_000 >= maximum * number("ceiling_basis_points"))
    yield select(*told).where(near)


def lines() -> Iterator[Lines]:
    """All of them."""
    for of_kind in (
        term_lines, review_lines, waiting_lines, acute_lines, transfer_lines, check_lines, effort_lines,
        ceiling_lines,
    ):  # fmt: skip
        yield from of_kind()
