"""What the next meeting of a cycle should be about (D-01, D-02, D-58)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.outcomes.improvement_plans.rules import OPEN, ImprovementPlan, PlanNeed
from services.outcomes.meetings.rules.records import Meeting, MeetingCycle
from shared.values.consulting import AgendaOrigin


@dataclass(frozen=True, slots=True)
class ProposedItem:
    """An item for the next agenda and why it stands there."""

    subject: str
    origin: AgendaOrigin
    indicator: str | None = None
    quarter: str | None = None
    value: str | None = None
    due_on: date | None = None
    meeting_id: UUID | None = None
    plan_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ProposedAgenda:
    """What the next meeting of a cycle should be about."""

    cycle_id: UUID
    contract_id: UUID
    next_on: date
    overdue: bool
    items: list[ProposedItem]


def propose(
    cycle: MeetingCycle,
    needs: Iterable[PlanNeed],
    values: Mapping[tuple[str, str], str | None],
    meetings: Iterable[Meeting],
    plans: Iterable[ImprovementPlan],
    today: date,
) -> ProposedAgenda:
    """The next agenda: what always stands on it, what lags, what was agreed and is open, what of a plan runs late."""
    items = [ProposedItem(name, AgendaOrigin.STANDING) for name in cycle.standing_items]
    items += [
        ProposedItem(
            need.indicator, AgendaOrigin.LAGGING_INDICATOR, need.indicator, need.quarter,
            values.get((need.indicator, need.quarter)), need.plan_due_on, None, need.plan_id,
        )
        for need in needs
    ]  # fmt: skip
    items += [
        ProposedItem(one.description, AgendaOrigin.OPEN_AGREEMENT, due_on=one.due_on, meeting_id=meeting.id)
        for meeting in meetings
        for one in meeting.agreements
        if one.done_on is None
    ]
    items += [
        ProposedItem(
            ", ".join(plan.indicators), AgendaOrigin.OVERDUE_ACTION, due_on=plan.due_on, plan_id=plan.id
        )
        for plan in plans
        if plan.state in OPEN and plan.due_on is not None and plan.due_on < today
    ]
    return ProposedAgenda(cycle.id, cycle.contract_id, cycle.next_on, cycle.next_on < today, items)
