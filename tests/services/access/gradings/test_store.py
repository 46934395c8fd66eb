"""Gradings in the database, compared in one statement however many there are."""

from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.gradings.rules import Compared
from services.access.gradings.store import REGISTER, compare_gradings
from shared.values import new_id
from shared.values.legal_frames import GraderRole, GradingSide
from tests.services.access.gradings.test_rest import YEAR, new_grading


@pytest.mark.rule("R-A46")
async def test_a_hundred_cases_compare_in_one_statement(agreed: Any) -> None:
    """The row's own example: 70 equal, in 20 the provider higher, in 10 lower."""
    decision, oin = await agreed.decided(), agreed.tenant.providers[0]
    made = await agreed.client().register_grading(
        new_grading(decision.request_id, GraderRole.ACCESS_WORKER, 5, graded_on=date(2026, 4, 14))
    )
    async with agreed.connection() as connection:
        known = REGISTER.values(await REGISTER.get(connection, made.id))
        # A case is one product of one request: of one request a hundred products.
        for number in range(100):
            heavier = (5, 6, 4)[(number >= 70) + (number >= 90)]
            for role, intensity in (("accessWorker", 5), ("providerIntake", heavier)):
                row = {**known, "id": new_id(), "role": role, "intensity": intensity, "provider": oin}
                code = f"A{number:04}"
                await REGISTER.add(connection, REGISTER.kind(**{**row, "product_code": code}), "balie")
        sides = (GradingSide.ACCESS_WORKER, GradingSide.PROVIDER_INTAKE)
        found = await compare_gradings(connection, *sides, *YEAR)
        assert len(found) == 100
        total = [
            sum(getattr(one, name) for one in found) for name in ("equal", "second_higher", "first_higher")
        ]
        assert total == [70, 20, 10]
        assert found[0] == Compared(oin, "02", "A0000", 1, 0, 0)
        nobody = await compare_gradings(connection, *sides, *YEAR, provider=agreed.tenant.providers[1])
        assert nobody == []
    for changes in (
        {"intensity": 0},
        {"old_code": "3C"},
        {"role": "providerIntake", "provider": None},
    ):
        with pytest.raises(asyncpg.CheckViolationError):
            async with agreed.connection() as connection:
                row = {**known, "id": new_id(), **changes}
                await REGISTER.add(connection, REGISTER.kind(**row), "balie")
