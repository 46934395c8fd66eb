"""Which agreement pays a product on a day, and when a contract is in force."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.settlement.agreements.rules import Agreement, KnownContract, agreement_on

OWNER = "00000099000000001001"
NAMED = Agreement(
    UUID(int=1),
    1,
    OWNER,
    None,
    [],
    UUID(int=9),
    1,
    "production",
    ["02A15"],
    date(2026, 1, 1),
    date(2026, 6, 30),
    {},
)
FOR_ALL = replace(NAMED, id=UUID(int=2), number=2, product_codes=[], valid_until=None)
CONTRACT = KnownContract(
    UUID(int=9),
    1,
    OWNER,
    [],
    "C-1",
    "contract",
    date(2026, 1, 1),
    date(2026, 12, 31),
    OWNER,
    [],
    [],
    None,
    None,
    None,
)


def test_an_agreement_that_names_the_product_goes_before_one_for_all() -> None:
    """While both hold; after its last day the one for all holds, and a form that is not asked for never does."""
    forms = frozenset(("production",))
    both = [FOR_ALL, NAMED]
    assert agreement_on(both, forms, "02A15", date(2026, 6, 30)) is NAMED
    assert agreement_on(both, forms, "02A15", date(2026, 7, 1)) is FOR_ALL
    assert agreement_on(both, forms, "02A16", date(2026, 6, 30)) is FOR_ALL
    assert agreement_on(both, frozenset(("trajectory",)), "02A15", date(2026, 6, 30)) is None


@pytest.mark.parametrize(
    ("day", "held"),
    [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_a_contract_is_in_force_between_its_days(day: str, held: bool) -> None:
    """Its first and last day both count."""
    assert CONTRACT.in_force(date.fromisoformat(day)) is held


def test_a_suspended_contract_rests() -> None:
    """From the first day of the suspension on, until its last; without a last day as long as it runs."""
    resting = replace(CONTRACT, rests_from=date(2026, 2, 1))
    assert resting.in_force(date(2026, 1, 31)) and not resting.in_force(date(2026, 5, 1))
    resumed = replace(resting, rests_until=date(2026, 2, 28))
    assert not resumed.in_force(date(2026, 2, 28)) and resumed.in_force(date(2026, 3, 1))
