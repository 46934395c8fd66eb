"""The SQL on plans of action."""

from __future__ import annotations

from services.outcomes.improvement_plans import store
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.consulting import check_store
from tests.services.outcomes.improvement_plans.case import plan


async def test_a_plan_comes_back_as_it_was_kept(measured: Measured) -> None:
    """Every column and every nested part, to its owner and its parties alone."""
    made = await measured.post("/improvement-plans", plan(measured))
    await check_store(measured, store.PLANS, made.json())
