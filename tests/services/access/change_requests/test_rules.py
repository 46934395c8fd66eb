"""When a provider may ask to change what runs, and what a granted request makes of it (317; sections 6 and 9 C)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.access.allocation_requests import rules as answers
from services.access.allocation_requests.rules import AskingAnswered, AskingRefused
from services.access.allocations.rules import Allocation, AllocationRefused
from services.access.change_requests import rules
from services.access.change_requests.rules import ChangedProduct, ChangeRequest, NewProduct
from shared.values import Derivation, new_id
from shared.values.allocating import AskingState
from shared.values.terms import Law
from tests.services.access.allocations.made import CITIZEN, NOW, OWNER, PROVIDER, TODAY, an_allocation

FIRST = an_allocation()
TOTAL = an_allocation(allocation_number=8, product_code="02A01", frequency="6", volume=100)
BUDGET = an_allocation(
    allocation_number=9, product_category="07", product_code=None, volume=None, unit=None, frequency=None, budget_cents=60_000
)  # fmt: skip
FIVE = ChangedProduct(
    allocation_number=7,
    desired_from=date(2026, 5, 4),
    end_date=date(2026, 6, 30),
    volume=5,
    unit="04",
    frequency="2",
)
NEW = NewProduct(
    product_category="07", product_code="07A12", desired_from=date(2026, 5, 4), end_date=date(2026, 6, 30), volume=2,
    unit="16", frequency="2",
)  # fmt: skip


def a_request(**other: Any) -> ChangeRequest:
    """Number 7 goes to five hours on 4 May, number 8 stays."""
    values: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": OWNER, "external_reference": None, "parties": [PROVIDER],
        "citizen_id": CITIZEN, "law": Law.WMO_2015, "provider": PROVIDER, "provider_reference": "VOW/1",
        "requested_on": TODAY, "reason": "1", "unchanged_numbers": [8], "changed_products": [FIVE], "new_products": [],
    }  # fmt: skip
    return ChangeRequest(**{**values, **other})


def _ask(made: ChangeRequest, *held: Allocation, **other: Any) -> ChangeRequest:
    return rules.ask(
        made, held or (FIRST, TOTAL), **{"pending": False, "used": False, "today": TODAY, **other}
    )[0]


@pytest.mark.parametrize(
    ("other", "code", "standard"),
    [
        ({"unchanged_numbers": []}, "not-all", "TR349"),
        ({"unchanged_numbers": [8, 44]}, "unknown-unchanged", "TR350"),
        ({"changed_products": [FIVE, replace(FIVE, allocation_number=45)]}, "unknown-changed", "TR351"),
        ({"unchanged_numbers": [], "changed_products": [], "new_products": [NEW]}, "nothing-kept", "TR352"),
        ({"unchanged_numbers": [7, 8], "changed_products": []}, "nothing-asked", "TR353"),
        ({"unchanged_numbers": [7, 8]}, "named-twice", "TR101"),
        ({"changed_products": [replace(FIVE, desired_from=date(2026, 4, 1))]}, "change-in-past", "TR357"),
        ({"unchanged_numbers": [7], "changed_products": [ChangedProduct(
            allocation_number=8, desired_from=date(2026, 5, 4), end_date=date(2026, 6, 30), volume=90, unit="04",
            frequency="6")]}, "start-not-original", "TR373"),
        ({"changed_products": [replace(FIVE, volume=None, unit=None, frequency=None, budget_cents=5)]}, "size-not-fitting", "TR375"),
        ({"new_products": [replace(NEW, desired_from=TODAY)]}, "new-in-past", "TR380"),
        ({"new_products": [replace(NEW, product_category="02", product_code="02A01")]}, "product-overlaps", "TR361"),
        ({"requested_on": date(2026, 4, 21), "changed_products": [FIVE]}, "asked-in-future", "TR135"),
    ],
)  # fmt: skip
def test_each_rule_of_a_request_for_change(other: dict[str, Any], code: str, standard: str) -> None:
    """What does not name everything, names what is not there, or begins on the wrong day is refused with its rule."""
    with pytest.raises(AskingRefused) as caught:
        _ask(a_request(**other))
    assert (code, standard) in {(one.code, one.rule) for one in caught.value.errors}


def test_one_pending_and_one_reference_and_something_running() -> None:
    """Another pending request (TR374), a used reference (TR347), or nothing that runs (OP306)."""
    with pytest.raises(AskingRefused) as caught:
        _ask(a_request(), pending=True, used=True)
    assert {one.rule for one in caught.value.errors} == {"TR374", "TR347"}
    elsewhere = replace(FIRST, provider="00000099000000000902")
    with pytest.raises(AskingRefused) as caught:
        _ask(a_request(), elsewhere)
    assert "OP306" in {one.rule for one in caught.value.errors}
    assert _ask(a_request()).answer_due_on == date(2026, 4, 28)


def _grant(made: ChangeRequest, *held: Allocation) -> tuple[ChangeRequest, rules.Carried]:
    count = rules.numbers_needed(made, held, TODAY)
    numbers = range(20, 20 + count)
    after, carried, _ = rules.grant(made, held, [], numbers=numbers, today=TODAY, now=NOW, told=Derivation())
    return after, carried


def test_a_grant_is_taken_over_literally_with_one_reference() -> None:
    """Number 7 ends on 3 May and number 20 has five hours, a new product gets 21; all carry the reference, 8 stays in its version."""
    asked = _ask(a_request(new_products=[NEW]))
    after, carried = _grant(asked, FIRST, TOTAL)
    [ended] = carried.changed
    five, new = carried.granted
    assert (ended.allocation_number, ended.end_date, ended.change_reason) == (7, date(2026, 5, 3), "12")
    assert (ended.stop_reason, ended.replaced_by_number) == ("37", 20)
    assert (five.allocation_number, five.volume, five.replaces_number) == (20, 5, 7)
    assert (new.allocation_number, new.product_code, new.replaces_number) == (21, "07A12", None)
    assert {one.provider_reference for one in (ended, five, new)} == {"VOW/1"}
    assert (carried.unchanged, after.granted_numbers) == ([TOTAL], [7, 8, 20, 21])
    assert after.state is AskingState.GRANTED
    with pytest.raises(AskingAnswered):
        _grant(after, FIRST, TOTAL)


def test_a_total_and_a_budget_change_on_their_number() -> None:
    """With the original start as the desired day the number stays, in a next version."""
    total = ChangedProduct(
        allocation_number=8,
        desired_from=TOTAL.start_date,
        end_date=TOTAL.end_date,
        volume=120,
        unit="04",
        frequency="6",
    )
    budget = ChangedProduct(
        allocation_number=9, desired_from=BUDGET.start_date, end_date=BUDGET.end_date, budget_cents=70_000
    )
    held = (FIRST, TOTAL, BUDGET)
    asked = _ask(a_request(unchanged_numbers=[7], changed_products=[total, budget]), *held)
    _, carried = _grant(asked, *held)
    assert [(one.allocation_number, one.version, one.volume, one.budget_cents) for one in carried.changed] == [
        (8, 2, 120, None), (9, 2, None, 70_000),
    ]  # fmt: skip
    assert carried.granted == []


def test_what_changed_in_the_meantime_is_refused_as_a_whole() -> None:
    """A request is judged again when it is granted: an allocation that is over by then refuses all of it."""
    asked = _ask(a_request())
    over = replace(FIRST, end_date=date(2026, 4, 1))
    with pytest.raises(AllocationRefused) as caught:
        _grant(asked, over, TOTAL)
    assert "not-actual" in {one.code for one in caught.value.errors}


def test_it_is_investigated_rejected_or_withdrawn() -> None:
    """Once under investigation, then one answer."""
    first = answers.investigate(_ask(a_request()), TODAY, Derivation())[0]
    assert (first.state, first.answer_due_on) == (AskingState.UNDER_INVESTIGATION, date(2026, 6, 15))
    assert answers.reject(first, "2", None, TODAY, Derivation())[0].rejection_reason == "2"
    gone = answers.withdraw(first, TODAY, Derivation())[0]
    with pytest.raises(AskingAnswered):
        answers.reject(gone, "2", None, TODAY, Derivation())
