"""Which tariff holds, and its amount on a day."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from services.settlement.agreements.rules import Tariff, amount_on, tariff_on

CONTRACT = UUID(int=1)
MUNICIPALITY, PROVIDER = "00000099000000001001", "00000099000000002001"


def tariff(number: int, contract: UUID | None, provider: str | None, until: date | None = None) -> Tariff:
    """A tariff of as many euro as its number."""
    amounts = [{"validFrom": "2026-01-01", "validUntil": None, "amount": f"{number}.00"}]
    return Tariff(
        UUID(int=number), 1, MUNICIPALITY, None, [], "02A15", contract, provider, "hour", date(2026, 1, 1), until, amounts, []
    )  # fmt: skip


@pytest.mark.rule("R-S10")
def test_the_narrower_goes_before_the_wider() -> None:
    """Provider in contract, contract, provider, general; of another contract or provider none."""
    ordered = [
        tariff(4, CONTRACT, PROVIDER),
        tariff(3, CONTRACT, None),
        tariff(2, None, PROVIDER),
        tariff(1, None, None),
    ]
    day = date(2026, 5, 1)
    for first in range(4):
        assert tariff_on(reversed(ordered[first:]), CONTRACT, PROVIDER, day) is ordered[first]
    assert tariff_on(ordered, UUID(int=2), MUNICIPALITY, day) is ordered[3]
    assert tariff_on(ordered[:3], UUID(int=2), MUNICIPALITY, day) is None


def test_a_day_outside_its_days_has_no_amount() -> None:
    """Up to and including its last day; before the table begins there is no amount."""
    ended = tariff(5, None, None, until=date(2026, 6, 30))
    assert tariff_on([ended], None, PROVIDER, date(2026, 6, 30)) is ended
    assert tariff_on([ended], None, PROVIDER, date(2026, 7, 1)) is None
    assert amount_on(ended, date(2026, 6, 30)) == Decimal("5.00")
    assert amount_on(ended, date(2025, 12, 31)) is None
