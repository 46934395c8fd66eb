"""What reading the calendar asks of the database."""

from __future__ import annotations

from tests.services.contracts.conftest import Ready
from tests.support.statements import counted


async def test_the_calendar_asks_as_much_for_one_contract_as_for_three(ready: Ready) -> None:
    """Three statements and the clock, whatever stands in it; a draft does not."""
    counts = []
    for numbers in (["A"], ["B", "C"]):
        for number in numbers:
            await ready.active(number=number, municipalityCode=f"04{ord(number)}")
        async with counted(ready.tenant.house, "contracts") as ran:
            found = await ready.ask("GET", "/contract-calendar?from=2026-01-01&until=2026-12-31")
        counts.append((len(ran), len({one["contractId"] for one in found.json()["items"]})))
    await ready.draft(number="D")
    assert [contracts for _, contracts in counts] == [1, 3]
    assert counts[0][0] == counts[1][0]
