"""The SQL on traffic lights."""

from __future__ import annotations

from services.outcomes.incentive_evaluations import store
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.consulting import check_store
from tests.services.outcomes.incentive_evaluations.case import light


async def test_a_light_comes_back_as_it_was_kept(measured: Measured) -> None:
    """Every column, to its owner and its parties alone."""
    made = await measured.post("/incentive-evaluations", light(measured))
    await check_store(measured, store.EVALUATIONS, made.json())
