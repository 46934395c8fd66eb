"""The only SQL on work lists: every list that is asked, its count and its first items, in one statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, union_all
from sqlalchemy.sql.base import Executable

from services.access.policies.rules import Policy
from services.access.work_lists.rules import Found, answered_since
from services.access.work_lists.store import asked, cases, checks
from services.access.work_lists.store.parts import Scope
from shared.kit.database import Connection, Reach, statement
from shared.kit.rows import read_all
from shared.values.remedies import RemedyKind
from shared.values.work_lists import WorkListKind

_PARTS: dict[WorkListKind, Callable[[Scope], Select[Any]]] = {
    WorkListKind.OPEN_REQUESTS: cases.open_requests,
    WorkListKind.ACUTE_UNDECIDED: cases.acute_undecided,
    WorkListKind.STATUTORY_TERMS: cases.statutory_terms_due,
    WorkListKind.DRAFT_DECISIONS: cases.draft_decisions,
    WorkListKind.AWAITING_EFFORT: cases.awaiting_effort,
    WorkListKind.PROVIDER_CHOICES: cases.provider_choices_due,
    WorkListKind.REVIEWS: checks.reviews_due,
    WorkListKind.WAITING_LIST: checks.waiting_list,
    WorkListKind.ACCESS_CEILINGS: checks.access_ceilings_used,
    WorkListKind.SIGNALS: checks.open_signals,
    WorkListKind.REMEDIES: checks.remedies_due,
    WorkListKind.TRANSFERS: asked.transfers_offered,
    WorkListKind.ALLOCATION_REQUESTS: asked.allocation_requests_pending,
    WorkListKind.CHANGE_REQUESTS: asked.change_requests_pending,
    WorkListKind.REFERRALS: asked.referrals_made,
    WorkListKind.CARE_ORDERS: asked.care_orders_sent,
    WorkListKind.CARE_TO_START: asked.care_to_start,
    WorkListKind.ANSWERED_REQUESTS: asked.answered_requests,
}


@statement
def _all(reach: Reach, mine: bool, team: bool, *kinds: WorkListKind) -> Executable:
    scope = Scope(reach, mine=mine, team=team)
    parts = [_PARTS[kind](scope) for kind in kinds]
    return union_all(*parts) if len(parts) > 1 else parts[0]


async def list_work(
    connection: Connection,
    kinds: Sequence[WorkListKind],
    policy: Policy,
    *,
    today: date,
    until: date,
    limit: int,
    worker: str | None,
    team: str | None,
    remedy_kinds: Sequence[RemedyKind],
) -> list[Found]:
    """The most urgent of each list with how many it has in all; one statement, whatever is on them and however many are asked.

    `worker` and `team` narrow what belongs to a question; `remedy_kinds` are those that the reader handles.
    """
    if not kinds:
        return []
    query = _all(connection.reach, worker is not None, team is not None, *kinds)
    maxima = policy.maximum_wait_days
    known: dict[str, Any] = {
        "organisations": connection.organisations,
        "today": today,
        "until": until,
        "answered_from": answered_since(today, until),
        "limit": limit,
        "worker": worker,
        "team": team,
        "remedy_kinds": [str(one) for one in remedy_kinds],
        "ceiling_warning": policy.ceiling_warning_basis_points,
        "exposure_days": policy.undecided_exposure_days,
        **{f"maximum_{number}": days for number, days in enumerate(maxima, 1)},
    }
    # Each list takes what it needs of it.
    needed = {name for name, _ in query.converters} - query.defaults.keys()
    rows = await connection.fetch(query, **{name: known[name] for name in needed})
    return read_all(rows, Found)


__all__ = ["list_work"]
