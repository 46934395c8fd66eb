"""Which agreements lag, and the plan of action that answers each (R-O20)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from services.outcomes.improvement_plans.rules.plans import OPEN, ImprovementPlan
from services.outcomes.indicators.rules import ContractCopy, quarter_period
from services.outcomes.verdicts.rules import ContractVerdict
from shared.values.consulting import PlanState
from shared.values.terms import Verdict

# How long after a quarter there must be a plan; the sources name no term (inv.).
DEFAULT_TERM_DAYS = 28


@dataclass(frozen=True, slots=True)
class PlanNeed:
    """An agreement that lags in its newest judged quarter, and the plan that answers it."""

    contract_id: UUID
    contract_number: str
    indicator: str
    quarter: str
    lagging_quarters: int
    plan_id: UUID | None
    plan_state: PlanState | None
    plan_due_on: date
    overdue: bool


def needs(
    contract: ContractCopy,
    verdicts: Iterable[ContractVerdict],
    plans: Sequence[ImprovementPlan],
    today: date,
    term_days: int = DEFAULT_TERM_DAYS,
) -> list[PlanNeed]:
    """The agreements that lag in their newest judged quarter, each with the plan that answers it (R-O20).

    A plan answers the quarter that it names and those after it as long as it is open. Without one it is due `term_days`
    after the first lagging quarter of the row.
    """
    by_code: dict[str, list[tuple[str, Verdict]]] = {}
    for verdict in verdicts:
        for one in verdict.quarters:
            if one.quarter is not None and one.verdict is not Verdict.NOT_JUDGEABLE:
                by_code.setdefault(one.indicator, []).append((one.quarter, one.verdict))
    found = []
    for code, judged in sorted(by_code.items()):
        judged.sort(reverse=True)
        row: list[str] = []
        for quarter, stood in judged:
            if stood is not Verdict.NOT_MET:
                break
            row.append(quarter)
        if not row:
            continue
        answer = _answering(plans, code, row)
        last = quarter_period(row[-1]).last_day
        assert last is not None, "a quarter ends"
        due = last + timedelta(days=term_days)
        found.append(
            PlanNeed(
                contract.id,
                contract.number,
                code,
                row[0],
                len(row),
                answer.id if answer else None,
                answer.state if answer else None,
                due,
                answer is None and today > due,
            )
        )
    return found


def _answering(plans: Sequence[ImprovementPlan], code: str, row: Sequence[str]) -> ImprovementPlan | None:
    """The newest plan on this agreement: an open one, or one on a quarter of the row."""
    fitting = [
        plan
        for plan in plans
        if code in plan.indicators
        and plan.state is not PlanState.WITHDRAWN
        and (plan.state in OPEN or plan.quarter in row)
    ]
    return fitting[-1] if fitting else None
