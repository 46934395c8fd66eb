"""What each variant of a pool asks, by the worked examples of its rule (R-S41 … R-S46, R-C59)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.risk_pools.rules import (
    NotAMember,
    PoolCareType,
    PoolHistory,
    PoolMember,
    PoolPreconditions,
    RiskPool,
    RiskPoolRefused,
    agree,
    begun,
    confirm,
    counted,
    fits,
    policy,
)
from shared.values import new_id
from shared.values.arrangements import Unit
from shared.values.steering import PoolVariant, PriceVolumeLevel, RiskStanding, SpreadingKey

TODAY = date(2026, 1, 1)
A, B, C = "00000099000000000484", "00000099000000000505", "00000099000000000506"
PLUS = PoolCareType(code="youth-care-plus", price=PriceVolumeLevel.HIGH, volume=PriceVolumeLevel.LOW)
POOL = RiskPool(
    id=new_id(), version=1, owner=A, external_reference=None, parties=[], name="Jeugdzorgplus", year=2026,
    variant=PoolVariant.SOLIDARITY, care_types=[PLUS],
    members=[
        PoolMember(oin=A, municipality_code="0484", inhabitants=100_000, budget_cents=600_000_000),
        PoolMember(oin=B, municipality_code="0505", inhabitants=50_000, budget_cents=300_000_000),
        PoolMember(oin=C, municipality_code="0506", inhabitants=10_000, budget_cents=100_000_000),
    ],
    spreading_key=None, fixed_cents=None, fixed_basis_points=None, minimum_volume=None, unit=None,
    unit_price=None, history=[], preconditions=PoolPreconditions(policy_uniform=True, mutual_trust=True),
)  # fmt: skip
AVERAGES = [
    PoolHistory(oin=oin, year=2025, cost_cents=cents)
    for oin, cents in ((A, 40_000_000), (B, 60_000_000), (C, 5_000_000))
]
UNDER_USE = {
    "variant": PoolVariant.UNDER_USE_SOLIDARY, "minimum_volume": "100", "unit": Unit.PLACE,
    "unit_price": "50000",
}  # fmt: skip


def faults(**changes: Any) -> list[tuple[str, str]]:
    """Where and how a pool is refused."""
    with pytest.raises(RiskPoolRefused) as met:
        agree(replace(POOL, **changes))
    return [(one.location, one.code) for one in met.value.errors]


@pytest.mark.rule("R-C59")
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"variant": PoolVariant.PROFIT},
        {"variant": PoolVariant.DEFERRED_PROFIT, "history": AVERAGES, "spreading_key": SpreadingKey.INHABITANTS},
        *({**UNDER_USE, "spreading_key": key} for key in SpreadingKey),
        {"variant": PoolVariant.FIXED_SOLIDARY_VARIABLE_PROFIT, "fixed_cents": 50_000_000},
        {"variant": PoolVariant.FIXED_SOLIDARY_VARIABLE_PROFIT, "fixed_basis_points": 4_000},
    ],
)  # fmt: skip
def test_the_worked_example_of_each_variant_can_be_agreed(changes: dict[str, Any]) -> None:
    """Solidarity, profit, averages of 400/600/50k, 100 places at 50,000, and 500k fixed; the other members read it."""
    made, why = agree(replace(POOL, **changes))
    assert (made.parties, made.remarks) == ([B, C], [])
    assert why.steps[0].result == made.variant


@pytest.mark.rule("R-C59")
def test_what_a_variant_lacks_or_does_not_use_is_told_at_its_place() -> None:
    """A key for solidarity, no fixed cost, no past year of a member, a stranger's year, a budget that is not known."""
    fixed = PoolVariant.FIXED_SOLIDARY_VARIABLE_PROFIT
    assert faults(spreading_key=SpreadingKey.BUDGET) == [("#/spreadingKey", "unused")]
    assert faults(variant=fixed) == [("#/fixedCents", "fixed-once")]
    assert faults(variant=fixed, fixed_cents=1, fixed_basis_points=1) == [("#/fixedCents", "fixed-once")]
    assert faults(history=AVERAGES) == [("#/history", "unused")]
    wrong = [AVERAGES[0], PoolHistory(oin="00000099000000009999", year=2026, cost_cents=1), AVERAGES[2]]
    deferred = {"variant": PoolVariant.DEFERRED_PROFIT, "spreading_key": SpreadingKey.INHABITANTS}
    assert faults(**deferred, history=wrong) == [
        ("#/history/1", "no-member"),
        ("#/history/1/year", "not-past"),
        ("#/history", "member-missing"),
    ]
    surcharge = {**deferred, "spreading_key": SpreadingKey.TARIFF_SURCHARGE}
    assert faults(**surcharge, history=AVERAGES) == [("#/spreadingKey", "key-unfit")]
    poor = [replace(one, budget_cents=None) for one in POOL.members]
    asked = {**UNDER_USE, "spreading_key": SpreadingKey.BUDGET, "members": poor}
    assert faults(**asked) == [("#/members", "budget-missing")]
    nothing = {**UNDER_USE, "spreading_key": SpreadingKey.INHABITANTS, "minimum_volume": "0"}
    assert faults(**nothing) == [("#/minimumVolume", "zero")]


@pytest.mark.rule("R-S46")
@given(st.sampled_from(PriceVolumeLevel), st.sampled_from(PriceVolumeLevel))
def test_only_a_high_price_with_a_low_volume_fits(price: PriceVolumeLevel, volume: PriceVolumeLevel) -> None:
    """Guidance (low price, high volume) is warned about; youth care plus is not."""
    care = replace(PLUS, price=price, volume=volume)
    made, _ = agree(replace(POOL, care_types=[care]))
    assert fits(care) == (price is PriceVolumeLevel.HIGH and volume is PriceVolumeLevel.LOW)
    assert fits(care) == (made.remarks == [])


@pytest.mark.rule("R-C59")
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5), st.booleans())
def test_a_gap_is_where_there_is_neither_pool_nor_provision(provisions: list[int], member: bool) -> None:
    """No pool, provision 0: gap. With either there is none."""
    risks = [(f"care-{number}", cents) for number, cents in enumerate(provisions)]
    pools = [replace(POOL, care_types=[replace(PLUS, code="care-0")])]
    told = policy([A if member else "00000099000000009999"], 2026, risks, pools)
    assert told.compliant == all(one.standing is not RiskStanding.GAP for one in told.lines)
    for one, (code, cents) in zip(told.lines, risks, strict=True):
        pooled = member and code == "care-0"
        expected = RiskStanding.POOLED if pooled else RiskStanding.PROVISION if cents else RiskStanding.GAP
        assert one.standing is expected
    assert len(told.remarks) == sum(one.standing is RiskStanding.GAP for one in told.lines)


@pytest.mark.rule("R-C59")
@given(st.lists(st.sampled_from([A, B, C, "00000099000000009999"]), max_size=6), st.booleans())
def test_only_who_agreed_or_confirmed_is_pooled(said: list[str], named: bool) -> None:
    """However often and whoever confirms: the owner where it is named, and each member by its own word; a stranger never."""
    members = POOL.members if named else POOL.members[1:]
    pool = begun(replace(POOL, members=members), TODAY)
    listed = {one.oin for one in members}
    for member in said:
        if member in listed:
            pool, _ = confirm(pool, member, TODAY)
            continue
        with pytest.raises(NotAMember):
            confirm(pool, member, TODAY)
    assert counted(pool) == listed & {A, *said}
    assert pool.version == 1 + len(counted(pool) - {A})
    for oin in (A, B, C):
        told = policy([oin], 2026, [("youth-care-plus", 0)], [pool])
        assert told.compliant == (oin in counted(pool))
