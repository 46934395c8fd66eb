"""The work lists on what keeps access right: reviews, the waiting list, ceilings, signals and remedies."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Integer, Select, Text, and_, bindparam, case, func, literal, or_, select

from services.access.access_ceilings.store import decisions_under, granted
from services.access.tables import access_ceilings, decisions, remedies, reviews, signals, waiting_entries
from services.access.waiting_list.store import PRODUCT_KEYS, alive, order_keys
from services.access.work_lists.store.parts import TODAY, UNTIL, Scope, among_words, listed, soonest
from shared.kit.database import among
from shared.kit.rows import visible
from shared.values.choosing import WaitingState
from shared.values.remedies import RemedyState
from shared.values.reviewing import ReviewState
from shared.values.signals import SignalSeverity, SignalState
from shared.values.work_lists import WorkListKind

_WHOLE = 10_000
_UNDECIDED = (RemedyState.FILED, RemedyState.IN_HANDLING, RemedyState.SUSPENDED)


def reviews_due(scope: Scope) -> Select[Any]:
    """Open reviews that are due up to and including a day or have none, soonest first; a worker's are what it looks at or decided."""
    of = reviews.c
    where = [
        visible(reviews, purchaser=scope.reach),
        among_words(of.state, [ReviewState.OPEN]),
        or_(of.due_on.is_(None), of.due_on <= UNTIL),
    ]
    if scope.mine:
        worker = bindparam("worker", type_=Text)
        where.append(or_(of.reviewer == worker, of.consultant == worker))
    where += Scope(scope.reach, mine=False, team=scope.team).of_request(of.owner, of.request_id)
    return listed(
        WorkListKind.REVIEWS,
        reviews,
        where,
        [soonest(of.due_on), of.id],
        owner=of.owner, id=of.id, kind=of.kind, state=of.state, law=of.law, citizen_id=of.citizen_id,
        request_id=of.request_id, since=of.opened_on, due_on=of.due_on, reviewer_role=of.reviewer_role,
    )  # fmt: skip


def waiting_list(scope: Scope) -> Select[Any]:
    """Who waits, in the order of the waiting list over all products; the place is that among all who wait for the same product."""
    keys = order_keys(waiting_entries)
    place = func.row_number().over(partition_by=keys[:PRODUCT_KEYS], order_by=keys[PRODUCT_KEYS:])
    waiting = (
        select(waiting_entries, place.cast(Integer).label("position"))
        .where(
            among(waiting_entries.c.owner, "organisations"),
            among_words(waiting_entries.c.state, [WaitingState.WAITING]),
            alive(),
        )
        .subquery("waiting")
    )
    of = waiting.c
    maximum = case(
        *((of.urgency == i, bindparam(f"maximum_{i}", type_=Integer)) for i in (1, 2)),
        else_=bindparam("maximum_3", type_=Integer),
    )
    return listed(
        WorkListKind.WAITING_LIST,
        waiting,
        [literal(True), *scope.of_request(of.owner, of.request_id)],
        order_keys(waiting)[PRODUCT_KEYS:],
        owner=of.owner, id=of.id, kind=of.cause, state=of.state, law=of.law, citizen_id=of.citizen_id,
        request_id=of.request_id, since=of.since, due_on=of.since + maximum, urgency=of.urgency,
        provider=of.provider, position=of.position,
        aside=func.coalesce(of.available_from > TODAY, literal(False)),
    )  # fmt: skip


def access_ceilings_used(scope: Scope) -> Select[Any]:
    """The ceilings of this year that are used up, or as far as the policy warns from; the fullest first (R-A38)."""
    first_day = func.make_date(func.extract("year", TODAY).cast(Integer), 1, 1)
    this_year = granted(among(decisions.c.owner, "organisations"), decisions.c.decided_on >= first_day)
    # Read once for all ceilings, so that the policies of the rows are judged once as well.
    taken = this_year.cte("taken").prefix_with("materialized")
    used = decisions_under(access_ceilings.c, TODAY, taken).cast(BigInteger)
    counted = (
        select(access_ceilings, used.label("used"))
        .where(
            visible(access_ceilings, purchaser=scope.reach),
            access_ceilings.c.year == func.extract("year", TODAY).cast(Integer),
        )
        .subquery("counted")
    )
    of = counted.c
    exhausted = and_(of.used >= of.maximum_decisions, of.used > 0)
    warns = of.used * _WHOLE >= bindparam("ceiling_warning", type_=BigInteger) * of.maximum_decisions
    share = of.used * _WHOLE / func.greatest(of.maximum_decisions, 1)
    return listed(
        WorkListKind.ACCESS_CEILINGS,
        counted,
        [warns, or_(of.maximum_decisions > 0, of.used > 0)],
        [exhausted.desc(), share.desc(), of.id],
        owner=of.owner, id=of.id, kind=of.source, law=of.law, used=of.used.cast(Integer), maximum=of.maximum_decisions,
    )  # fmt: skip


def open_signals(scope: Scope) -> Select[Any]:
    """Signals that nobody closed, the gravest first, then the oldest (N-139)."""
    of = signals.c
    grave = case(
        (of.severity == SignalSeverity.SERIOUS.value, 1),
        (of.severity == SignalSeverity.WARNING.value, 2),
        else_=3,
    )
    open_ = [one for one in SignalState if one is not SignalState.CLOSED]
    return listed(
        WorkListKind.SIGNALS,
        signals,
        [visible(signals, purchaser=scope.reach), among_words(of.state, open_)],
        [grave, of.found_on, of.id],
        owner=of.owner, id=of.id, kind=of.kind, state=of.state, citizen_id=of.citizen_id, since=of.found_on,
        severity=of.severity, provider=of.provider,
    )  # fmt: skip


def remedies_due(scope: Scope) -> Select[Any]:
    """Remedies of the kinds that the reader handles, to be decided up to and including a day or without one (F-26)."""
    of = remedies.c
    return listed(
        WorkListKind.REMEDIES,
        remedies,
        [
            visible(remedies, purchaser=scope.reach),
            among(of.kind, "remedy_kinds"),
            among_words(of.state, _UNDECIDED),
            or_(of.due_on.is_(None), of.due_on <= UNTIL),
        ],
        [soonest(of.due_on), of.id],
        owner=of.owner, id=of.id, kind=of.kind, state=of.state, citizen_id=of.citizen_id, since=of.filed_on,
        due_on=of.due_on, provider=of.provider,
    )  # fmt: skip


__all__ = ["access_ceilings_used", "open_signals", "remedies_due", "reviews_due", "waiting_list"]
