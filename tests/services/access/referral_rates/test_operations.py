"""Reading rates notes nobody, and runs as many statements however many referrals there are."""

from typing import Any

import pytest

from shared.values.referring import RatesBy
from tests.services.access.referral_rates.test_rest import MONDAY, PRACTICE, refer, teams
from tests.support.persons import processed
from tests.support.statements import counted


@pytest.mark.rule("R-A39")
@pytest.mark.rule("F-06")
async def test_rates_name_nobody_in_constant_statements(agreed: Any) -> None:
    """Nothing more stands in the processing log; of teams and of practices, with one referral and with four."""
    house = agreed.tenant.house
    await teams(agreed)
    await refer(agreed, "A", "inwoner-1", referrer_code=PRACTICE)
    before = await processed(agreed.tenant, house)
    client = agreed.client()
    runs: list[list[int]] = []
    for _ in range(2):
        counts = []
        for by in RatesBy:
            async with counted(house, "access") as seen:
                await client.referral_rates(MONDAY, MONDAY, by)
            counts.append(len(seen))
        runs.append(counts)
        if len(runs) == 1:
            assert await processed(agreed.tenant, house) == before
            for number, team in enumerate(("B", "C", "D")):
                await refer(agreed, team, f"ander-{number}", referrer_code=f"0100000{number}")
    assert runs[0] == runs[1] and max(runs[0]) <= 10
