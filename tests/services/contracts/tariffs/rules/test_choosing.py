"""Which tariff holds, which tier is reached, and that tariffs of one scope adjoin."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from services.contracts.tariffs.rules import (
    TariffTier,
    above_edge,
    bunching,
    choose,
    explain_choice,
    explain_tier,
    period_faults,
    tier_of,
)
from shared.values.tariffs import TariffScope
from tests.services.contracts.tariffs.rules.samples import CONTRACT, PROVIDER, START, tariff

TIERS = [
    TariffTier(threshold="6000", amount_cents=1_300_000),
    TariffTier(threshold="12000", amount_cents=2_200_000),
]


def test_the_narrowest_scope_goes_first() -> None:
    """A member in a contract, then the contract, then a provider, then everybody; outside its days a tariff is passed over."""
    member = tariff(contract_id=CONTRACT, provider=PROVIDER, valid_until=date(2026, 6, 30))
    contract, provider, general = tariff(contract_id=CONTRACT), tariff(provider=PROVIDER), tariff()
    every = [general, provider, contract, member]
    assert [one.scope for one in every] == list(reversed(TariffScope))
    assert choose(every, START) is member and choose(every, date(2026, 7, 1)) is contract
    assert choose([general, provider], START) is provider
    assert choose(every, date(2025, 12, 31)) is None
    (step,) = explain_choice(member, START).steps
    assert (step.rule, step.inputs["scope"]) == ("N-112", "contractProvider")


def test_a_quantity_reaches_one_tier() -> None:
    """5,999 none, 6,000 and 11,999 the first, 12,100 the second, 0.83 % above its edge (A-9.9)."""
    found = [tier_of(TIERS, Decimal(one)) for one in (5_999, 6_000, 11_999, 12_100)]
    assert found == [None, TIERS[0], TIERS[0], TIERS[1]]
    assert above_edge(TIERS[1], Decimal(12_100)) == 83
    assert above_edge(TariffTier(threshold="0", amount_cents=1), Decimal(5)) is None
    tiered = tariff(amount=None, tiers=TIERS, indexed=False)
    assert explain_tier(tiered, Decimal(12_100)).steps[0].result == 2_200_000
    assert explain_tier(tiered, Decimal(10)).steps[0].sentence == "tariff.below-tiers"


def test_bunching_just_above_an_edge_is_counted() -> None:
    """Three treatments just above 12,000 minutes and one just below: more above than below hints at upcoding (A-9.9)."""
    minutes = [Decimal(one) for one in (12_000, 12_100, 12_050, 11_950, 9_000, 6_500)]
    assert [(one.just_above, one.just_below) for one in bunching(TIERS, minutes, 100)] == [(0, 0), (3, 1)]


def test_tariffs_of_one_scope_adjoin() -> None:
    """Overlap and gap are faults; before, after and itself are none; an open one leaves no room behind it."""
    year = tariff(valid_until=date(2026, 12, 31))
    assert period_faults(tariff(valid_from=date(2027, 1, 1)), [year]) == []
    assert period_faults(tariff(valid_from=date(2025, 1, 1), valid_until=date(2025, 12, 31)), [year]) == []
    assert period_faults(year, [year]) == period_faults(year, []) == []
    assert [one.code for one in period_faults(tariff(valid_from=date(2026, 6, 1)), [year])] == [
        "tariff-overlap"
    ]
    assert [one.code for one in period_faults(tariff(valid_from=date(2027, 1, 2)), [year])] == ["tariff-gap"]
    assert [one.code for one in period_faults(tariff(valid_from=date(2030, 1, 1)), [tariff()])] == [
        "tariff-overlap"
    ]
