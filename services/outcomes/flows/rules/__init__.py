"""Flows: courses of care, what a citizen contributes to the counts, the figures that counts come to, and what may be shown."""

from services.outcomes.flows.rules.contributions import (
    NONE,
    Group,
    Key,
    contributions,
    difference,
    period_start,
)
from services.outcomes.flows.rules.courses import Course, courses
from services.outcomes.flows.rules.explaining import explain, explained
from services.outcomes.flows.rules.figures import (
    asked_periods,
    check_view,
    flows,
    per_thousand,
    period_name,
    share,
    size_on,
    speed,
)
from services.outcomes.flows.rules.publishing import published, shown_days
from services.outcomes.flows.rules.signals import signals
from services.outcomes.flows.rules.types import (
    Counted,
    Flow,
    FlowExplanations,
    FlowRebuild,
    Flows,
    FlowSignal,
    FlowsRefused,
    RebuildNotFound,
    Size,
    Speed,
    Whose,
)

__all__ = [
    "NONE", "Counted", "Course", "Flow", "FlowExplanations", "FlowRebuild", "FlowSignal", "Flows", "FlowsRefused", "Group", "Key",
    "RebuildNotFound", "Size", "Speed", "Whose", "asked_periods", "check_view", "contributions", "courses", "difference", "explain", "explained", "flows",
    "per_thousand", "period_name", "period_start", "published", "share", "shown_days", "signals", "size_on", "speed",
]  # fmt: skip
