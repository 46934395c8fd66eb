"""The work lists on questions: what is open, acute, under a term of the law, drafted, waiting for an effort or a choice."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, literal_column, select

from services.access.requests.rules import UNDECIDED
from services.access.statutory_terms.rules import OPEN
from services.access.tables import care_orders, decisions, provider_choices, requests, statutory_terms
from services.access.work_lists.store.parts import UNTIL, Scope, among_words, listed, soonest, word
from shared.kit.rows import visible
from shared.values.allocating import CareOrderState
from shared.values.choosing import ChoiceState
from shared.values.deciding import DecisionState
from shared.values.work_lists import WorkListKind

_DRAFTS = (DecisionState.DRAFT, DecisionState.UNDER_REVIEW)


def _next_term(owner: Any, request_id: Any) -> Any:
    """The open term of a question that ends first, with its kind."""
    term = statutory_terms.alias()
    ends = func.coalesce(term.c.due_on, term.c.last_day_on)
    return (
        select(ends.label("due_on"), term.c.kind)
        .where(term.c.owner == owner, term.c.request_id == request_id, among_words(term.c.state, OPEN))
        .order_by(ends, term.c.id)
        .limit(1)
        .lateral()
    )


def open_requests(scope: Scope) -> Select[Any]:
    """Requests on which nothing was decided: acute ones first, then by urgency, then by the term that ends first."""
    of = requests.c
    term = _next_term(of.owner, of.id)
    return listed(
        WorkListKind.OPEN_REQUESTS,
        requests.outerjoin(term, literal_column("true")),
        [
            visible(requests, purchaser=scope.reach),
            among_words(of.state, UNDECIDED),
            *scope.of_request(of.owner, of.id),
        ],
        [of.acute.desc(), of.urgency.asc().nulls_last(), soonest(term.c.due_on), of.contact_on, of.id],
        owner=of.owner, id=of.id, kind=word("request"), state=of.state, law=of.law, citizen_id=of.citizen_id,
        request_id=of.id, since=of.contact_on, due_on=term.c.due_on, next_term=term.c.kind, urgency=of.urgency,
        acute=of.acute,
    )  # fmt: skip


def acute_undecided(scope: Scope) -> Select[Any]:
    """Acute care that was ordered before any decision, the longest running first (R-A48, I-09)."""
    of = care_orders.c
    decided = select(decisions.c.id).where(
        decisions.c.owner == of.owner,
        decisions.c.request_id == of.request_id,
        decisions.c.decided_on.is_not(None),
    )
    return listed(
        WorkListKind.ACUTE_UNDECIDED,
        care_orders,
        [
            visible(care_orders, purchaser=scope.reach),
            among_words(of.state, [CareOrderState.SENT]),
            of.acute,
            of.allocation_id.is_(None),
            ~decided.exists(),
            *scope.of_request(of.owner, of.request_id),
        ],
        [of.start_date, of.id],
        owner=of.owner, id=of.id, kind=word("careOrder"), state=of.state, law=of.law, citizen_id=of.citizen_id,
        request_id=of.request_id, since=of.start_date,
        due_on=of.start_date + bindparam("exposure_days", type_=Integer), acute=of.acute, provider=of.provider,
    )  # fmt: skip


def statutory_terms_due(scope: Scope) -> Select[Any]:
    """Open terms of the law that end up to and including a day, late ones first (R-A55)."""
    of = statutory_terms.c
    ends = func.coalesce(of.due_on, of.last_day_on)
    return listed(
        WorkListKind.STATUTORY_TERMS,
        statutory_terms,
        [
            visible(statutory_terms, purchaser=scope.reach),
            among_words(of.state, OPEN),
            ends <= UNTIL,
            *scope.of_request(of.owner, of.request_id),
        ],
        [ends, of.id],
        owner=of.owner, id=of.id, kind=of.kind, state=of.state, law=of.law, citizen_id=of.citizen_id,
        request_id=of.request_id, since=of.started_on, due_on=ends,
    )  # fmt: skip


def draft_decisions(scope: Scope) -> Select[Any]:
    """Drafts, and what others look at: acute ones first, then by the term of their question that ends first."""
    of = decisions.c
    term = _next_term(of.owner, of.request_id)
    narrowed = scope.of_request(of.owner, of.request_id)
    return listed(
        WorkListKind.DRAFT_DECISIONS,
        decisions.outerjoin(term, literal_column("true")),
        [visible(decisions, purchaser=scope.reach), among_words(of.state, _DRAFTS), *narrowed],
        [of.acute.desc(), soonest(term.c.due_on), of.id],
        owner=of.owner, id=of.id, kind=of.outcome, state=of.state, law=of.law, citizen_id=of.citizen_id,
        request_id=of.request_id, due_on=term.c.due_on, next_term=term.c.kind, acute=of.acute, provider=of.provider,
    )  # fmt: skip


def awaiting_effort(scope: Scope) -> Select[Any]:
    """Decisions that wait for their effort, soonest first (R-A25)."""
    of = decisions.c
    return listed(
        WorkListKind.AWAITING_EFFORT,
        decisions,
        [
            visible(decisions, purchaser=scope.reach),
            among_words(of.state, [DecisionState.AWAITING_EFFORT]),
            *scope.of_request(of.owner, of.request_id),
        ],
        [soonest(of.effort_due_on), of.id],
        owner=of.owner, id=of.id, kind=of.outcome, state=of.state, law=of.law, citizen_id=of.citizen_id,
        request_id=of.request_id, since=of.decided_on, due_on=of.effort_due_on, provider=of.provider,
    )  # fmt: skip


def provider_choices_due(scope: Scope) -> Select[Any]:
    """Choices that nobody made yet, with the last day to choose up to and including a day (R-A40)."""
    of = provider_choices.c
    return listed(
        WorkListKind.PROVIDER_CHOICES,
        provider_choices,
        [
            visible(provider_choices, purchaser=scope.reach),
            among_words(of.state, [ChoiceState.OFFERED]),
            of.choose_until <= UNTIL,
            *scope.of_request(of.owner, of.request_id),
        ],
        [of.acute.desc(), of.choose_until, of.urgency, of.id],
        owner=of.owner, id=of.id, kind=word("providerChoice"), state=of.state, law=of.law, citizen_id=of.citizen_id,
        request_id=of.request_id, since=of.offered_on, due_on=of.choose_until, urgency=of.urgency, acute=of.acute,
    )  # fmt: skip


__all__ = [
    "acute_undecided",
    "awaiting_effort",
    "draft_decisions",
    "open_requests",
    "provider_choices_due",
    "statutory_terms_due",
]
