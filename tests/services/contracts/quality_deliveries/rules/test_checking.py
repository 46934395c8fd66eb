"""Quality demands held against what was delivered, decided without I/O."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contracts.rules import Contract
from services.contracts.contracts.rules.conditions import Conditions, QualityDemand
from services.contracts.quality_deliveries import rules
from services.contracts.quality_deliveries.rules import MOST_SIGNALS, Measured
from services.contracts.quality_deliveries.rules.checking import text
from shared.values import render
from shared.values.arrangements import QualityDemandKind, Unit
from shared.values.demands import QualityStanding
from tests.services.contracts import examples

TODAY = date(2026, 7, 1)
CONTRACT_ID = UUID("018f0000-0000-7000-8000-0000000000aa")
HOURS = QualityDemand(
    number=1, kind=QualityDemandKind.MINIMUM_HOURS, description="Tien uur", minimum="10", unit=Unit.HOUR
)
LEVEL = QualityDemand(
    number=2, kind=QualityDemandKind.STAFF_COMPETENCE, description="Geschoold deel", minimum="0.8"
)
VERDICT = QualityDemand(number=3, kind=QualityDemandKind.PROCESS, description="Plan in zes weken")


def demanding(*demands: QualityDemand) -> Contract:
    """A contract in force with these demands."""
    return examples.active(conditions=Conditions(quality_demands=list(demands)))


def measured(number: int, trajectory: str = "TR-1", **told: object) -> Measured:
    """What was told of one trajectory."""
    values = {
        "contract_id": CONTRACT_ID, "demand_number": number, "provider": examples.LEAD, "product_code": "01A03",
        "trajectory_reference": trajectory, **told,
    }  # fmt: skip
    return Measured(**values)  # type: ignore[arg-type]


@pytest.mark.rule("R-C32")
@pytest.mark.parametrize(
    ("delivered", "completed", "standing"),
    [
        ("7", True, QualityStanding.SHORT),
        ("7", False, QualityStanding.UNDER_WAY),
        ("9.999999", True, QualityStanding.SHORT),
        ("10", True, QualityStanding.MET),
        ("10", False, QualityStanding.MET),
        ("0", True, QualityStanding.SHORT),
    ],
)
def test_ten_hours_at_least(delivered: str, completed: bool, standing: QualityStanding) -> None:
    """Exactly ten is enough; less is a signal once the trajectory has ended."""
    told = measured(1, total=Decimal(delivered), newest=delivered, completed=completed)
    (check,) = rules.check(demanding(HOURS), [told], TODAY).checks
    assert check.standing is standing
    assert len(check.signals) == (standing is QualityStanding.SHORT)


@pytest.mark.rule("R-C32")
def test_a_level_does_not_add_up_and_a_verdict_has_no_number() -> None:
    """Of a share of trained staff the newest counts, whatever the sum; a verdict tells no amounts."""
    told = [
        measured(2, total=Decimal("1.2"), newest="0.6"),
        measured(3, met=False),
        measured(3, "TR-2", met=True),
    ]
    level, verdict = rules.check(demanding(LEVEL, VERDICT), told, TODAY).checks
    assert (level.standing, level.signals[0].delivered) == (QualityStanding.SHORT, "0.6")
    assert "new measurement of at least 0.8" in level.signals[0].mend.en
    assert (verdict.met, verdict.short, verdict.signals[0].delivered) == (1, 1, None)
    assert "not met" in verdict.signals[0].reason.en


@pytest.mark.rule("R-C32")
def test_signals_are_told_lowest_first_and_a_hundred_at_most() -> None:
    """Of 150 trajectories with too little all are counted, and the hundred with least are told."""
    told = [measured(1, f"TR-{hours}", total=Decimal(hours) / 20, newest="0") for hours in range(150, 0, -1)]
    (check,) = rules.check(demanding(HOURS), told, TODAY).checks
    assert (check.short, len(check.signals)) == (150, MOST_SIGNALS)
    assert [one.delivered for one in check.signals[:2]] == ["0.05", "0.1"]


@pytest.mark.rule("R-C32")
def test_demands_come_in_order_of_number_and_one_of_which_nothing_is_told_is_unreported() -> None:
    """Also where the contract names them otherwise; the derivation says that there is nothing to check."""
    found = rules.check(demanding(LEVEL, HOURS), [], TODAY)
    assert [one.demand_number for one in found.checks] == [1, 2]
    assert {one.standing for one in found.checks} == {QualityStanding.UNREPORTED}
    assert next(render(one, "en") for one in rules.explain(found).steps) == (
        "Demand 1 (Tien uur): nothing was told, so that there is nothing to check."
    )
    assert rules.check(examples.active(), [], TODAY).checks == []


@pytest.mark.rule("R-C32")
@given(
    hours=st.lists(st.tuples(st.decimals(min_value=0, max_value=20, places=2), st.booleans()), max_size=30)
)
def test_every_trajectory_is_met_short_or_under_way(hours: list[tuple[Decimal, bool]]) -> None:
    """The counts add up, a signal is told of each that falls short, and each tells less than the minimum."""
    told = [
        measured(1, f"TR-{index}", total=value, newest=str(value), completed=ended)
        for index, (value, ended) in enumerate(hours)
    ]
    (check,) = rules.check(demanding(HOURS), told, TODAY).checks
    assert check.met + check.short + check.under_way == check.trajectories == len(hours)
    assert check.met == sum(value >= 10 for value, _ in hours)
    assert len(check.signals) == check.short
    assert all(Decimal(one.delivered or "10") < 10 for one in check.signals)


@given(value=st.decimals(min_value=0, max_value=10**9, places=6))
def test_a_quantity_is_written_plainly_and_without_loss(value: Decimal) -> None:
    """No exponent, no zeros that say nothing, the same value."""
    written = text(value)
    assert Decimal(written) == value and "E" not in written
    assert "." not in written or not written.endswith(("0", "."))
