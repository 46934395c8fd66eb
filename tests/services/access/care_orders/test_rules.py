"""From which day delivery is valid, and what acute care comes to without a decision (R-A05, R-A48)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.care_orders import rules
from services.access.requests.rules import Request
from shared.values import Derivation, new_id
from shared.values.allocating import AllocationState, CareOrderState
from shared.values.terms import Law, RequestState
from tests.services.access.allocations.made import CITIZEN, OWNER, PROVIDER, an_allocation


def a_request(**other: Any) -> Request:
    """A question of 1 April 2026."""
    values: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": OWNER, "external_reference": None, "parties": [], "citizen_id": CITIZEN,
        "contract_id": None, "law": Law.WMO_2015, "contact_on": date(2026, 4, 1), "first_talk_on": None, "acute": True,
        "state": RequestState.RECEIVED,
    }  # fmt: skip
    return Request(**{**values, **other})


def _acute(amount: int | None = 25_000) -> rules.CareOrder:
    return rules.order_acute(
        a_request(), PROVIDER, start_date=date(2026, 4, 1), daily_amount_cents=amount, external_reference=None,
        today=date(2026, 4, 2),
    )[0]  # fmt: skip


@pytest.mark.rule("R-A05")
def test_nothing_before_the_order_is_valid() -> None:
    """Order of 10 March: deliveries before 10 March are not valid, from 10 March on they are."""
    allocation = an_allocation(start_date=date(2026, 3, 1))
    order, why = rules.order_for_allocation(
        allocation, daily_amount_cents=None, external_reference=None, today=date(2026, 3, 10)
    )
    assert order.earliest_delivery_on == date(2026, 3, 10)
    assert not rules.is_valid(order, date(2026, 3, 9)) and rules.is_valid(order, date(2026, 3, 10))
    assert [step.rule for step in why.steps] == ["R-A05"]
    later = an_allocation(start_date=date(2026, 4, 1))
    made = rules.order_for_allocation(
        later, daily_amount_cents=None, external_reference=None, today=date(2026, 3, 10)
    )[0]
    assert made.earliest_delivery_on == date(2026, 4, 1)
    gone = rules.withdraw(order, Derivation())[0]
    assert not rules.is_valid(gone, date(2026, 3, 10))


@pytest.mark.rule("R-A48")
@pytest.mark.rule("R-A05")
def test_acute_care_is_valid_from_its_start() -> None:
    """Under an acute allocation, and on a request before any decision, care is valid from its own first day."""
    acute = an_allocation(start_date=date(2026, 3, 1), acute=True)
    order = rules.order_for_allocation(
        acute, daily_amount_cents=None, external_reference=None, today=date(2026, 3, 10)
    )[0]
    assert order.earliest_delivery_on == date(2026, 3, 1)
    assert rules.is_valid(_acute(), date(2026, 4, 1))


@pytest.mark.rule("R-A48")
def test_twelve_days_at_250_is_3000() -> None:
    """Started 1 April, decided 13 April: 12 days of EUR 250 is EUR 3,000; without an amount the days alone are known."""
    shown = rules.exposure(_acute(), date(2026, 4, 13))
    assert (shown.days_undecided, shown.exposure_cents) == (12, 300_000)
    decision = new_id()
    closed, why = rules.decide(_acute(), decision, date(2026, 4, 13), Derivation())
    assert (closed.state, closed.decision_id, closed.days_undecided) == (CareOrderState.DECIDED, decision, 12)
    assert (closed.exposure_cents, why.steps[-1].rule) == (300_000, "R-A48")
    assert rules.decide(_acute(None), decision, date(2026, 4, 13), Derivation())[0].exposure_cents is None
    with pytest.raises(rules.CareOrderNotSent):
        rules.withdraw(closed, Derivation())


@pytest.mark.rule("R-A48")
@pytest.mark.parametrize("state", list(RequestState))
@pytest.mark.parametrize("acute", [True, False])
def test_nothing_about_a_request_blocks_acute_care(state: RequestState, acute: bool) -> None:
    """Whatever the request's state, mark or contract: the order for acute care is made."""
    order = rules.order_acute(
        a_request(state=state, acute=acute), PROVIDER, start_date=None, daily_amount_cents=None,
        external_reference=None, today=date(2026, 4, 2),
    )[0]  # fmt: skip
    assert order.acute and order.earliest_delivery_on == date(2026, 4, 2)


def test_what_is_ordered_is_clear() -> None:
    """One of an allocation and a request, the second with a provider; a deleted allocation orders nothing."""
    for asked in ((None, None, None), (new_id(), new_id(), PROVIDER), (None, new_id(), None)):
        with pytest.raises(rules.CareOrderUnclear):
            rules.check_clear(*asked)
    rules.check_clear(new_id(), None, None)
    rules.check_clear(None, new_id(), PROVIDER)
    with pytest.raises(rules.AllocationDeleted):
        rules.order_for_allocation(
            an_allocation(state=AllocationState.DELETED), daily_amount_cents=None, external_reference=None,
            today=date(2026, 4, 2),
        )  # fmt: skip


@given(days=st.integers(0, 4_000), amount=st.integers(0, 10**9))
def test_exposure_is_days_times_amount_and_never_below_zero(days: int, amount: int) -> None:
    """Exactly, for any number of days; before the first day there is none."""
    order = _acute(amount)
    shown = rules.exposure(order, order.start_date + timedelta(days=days))
    assert shown.exposure_cents == days * amount
    assert rules.exposure(order, order.start_date - timedelta(days=1)).exposure_cents == 0
