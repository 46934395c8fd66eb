"""When a provider may ask for an allocation, and how and by when it is answered (315, 319; R-A04, section 9 C)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.access.allocation_requests import rules
from services.access.allocation_requests.rules import AllocationRequest, Before
from services.access.allocation_requests.rules.granting import untested_extension
from services.access.allocations.rules import AllocationRefused, Grounds
from shared.values import Derivation, new_id
from shared.values.allocating import AllocationOrigin, AskingState
from shared.values.terms import Law
from tests.services.access.allocations.made import CITIZEN, NOW, OWNER, PROVIDER, TODAY, an_allocation
from tests.services.access.decisions.given import drafted, grant

FREE = Before(pending=False, used=False)


def a_request(**other: Any) -> AllocationRequest:
    """A GP's referral for four hours a week of youth help from 20 April 2026."""
    values: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": OWNER, "external_reference": None, "parties": [PROVIDER],
        "citizen_id": CITIZEN, "request_id": None, "contract_id": None, "law": Law.JEUGDWET, "provider": PROVIDER,
        "provider_reference": "VOT/1", "message_reference": None, "requested_on": TODAY, "decision_number": None,
        "decision_date": None, "product_category": "45", "product_code": "45A04", "volume": 4, "unit": "04",
        "frequency": "2", "budget_cents": None, "start_date": TODAY, "end_date": date(2026, 10, 31),
        "referrer_type": "02", "referrer_name": None, "referrer_code": "01234567", "framework_contract": None,
        "acute": False, "note": None,
    }  # fmt: skip
    return AllocationRequest(**{**values, **other})


def _asked(**other: Any) -> AllocationRequest:
    return rules.ask(a_request(**other), FREE, TODAY)[0]


def _codes(made: AllocationRequest, before: Before = FREE) -> set[tuple[str, str | None]]:
    with pytest.raises(rules.AskingRefused) as caught:
        rules.ask(made, before, TODAY)
    return {(one.code, one.rule) for one in caught.value.errors}


@pytest.mark.rule("R-A04")
def test_a_statutory_referral_may_start_before_any_act() -> None:
    """A GP's, specialist's, youth doctor's, institution's or court's referral starts in the past; a self-referral does not."""
    early = date(2026, 4, 1)
    for kind in ("02", "03", "04", "05"):
        assert _asked(referrer_type=kind, start_date=early).start_date == early
    assert _asked(referrer_type="08", referrer_code=None, start_date=early).start_date == early
    found = _codes(a_request(referrer_type="06", referrer_code=None, start_date=early))
    assert found == {("day-in-past", "R-A06")}


@pytest.mark.rule("R-A04")
def test_under_the_wmo_access_goes_via_the_municipality() -> None:
    """A GP's referral opens nothing under the Wmo: it becomes a report; an open decision does open it."""
    wmo = a_request(law=Law.WMO_2015, product_category="02", product_code="02A03")
    assert _codes(wmo) == {("wmo-via-municipality", "R-A04")}
    open_ = replace(
        wmo, referrer_type="01", referrer_code=None, decision_number=12, decision_date=date(2026, 4, 1)
    )
    assert rules.ask(open_, FREE, TODAY)[0].state is AskingState.PENDING


def test_every_fault_is_told_at_once() -> None:
    """Pending, used reference, halved decision, unnamed referrer, future day and a running allocation, each with its rule."""
    running = an_allocation(law=Law.JEUGDWET, product_category="45", product_code="45A04")
    wrong = a_request(
        referrer_code=None, decision_number=3, requested_on=date(2026, 4, 21), start_date=date(2026, 4, 22)
    )
    assert _codes(wrong, Before(pending=True, used=True, allocations=[running])) == {
        ("pending-already", "TR374"), ("reference-used", "TR347"), ("decision-halved", "CD043"),
        ("referrer-missing", "CD066"), ("asked-in-future", "TR135"), ("allocation-stands", "OP307"),
    }  # fmt: skip
    assert ("referrer-code", "CD068") in _codes(a_request(referrer_type="06"))
    with pytest.raises(AllocationRefused):
        _asked(end_date=None)


@pytest.mark.rule("R-A48")
def test_acute_care_is_not_held_by_another_question() -> None:
    """A pending request, a running allocation or a missing ground does not refuse acute care: the municipality answers on it."""
    acute = a_request(
        acute=True, law=Law.WMO_2015, product_category="02", product_code="02A03", start_date=date(2026, 4, 1)
    )
    before = Before(pending=True, used=False, allocations=[an_allocation()])
    assert rules.ask(acute, before, TODAY)[0].state is AskingState.PENDING
    unsaid = replace(acute, acute=False)
    assert rules.ask(unsaid, replace(before, acute=True), TODAY)[0].state is AskingState.PENDING
    assert ("pending-already", "TR374") in _codes(unsaid, before)


def test_answers_are_due_in_working_days() -> None:
    """Five working days after Monday 20 April 2026 is 28 April, for the 27th is King's Day; eight weeks is 15 June; else not known."""
    assert rules.answer_due(TODAY) == date(2026, 4, 28)
    assert rules.investigation_due(TODAY) == date(2026, 6, 15)
    assert rules.answer_due(date(2150, 1, 1)) is None and rules.investigation_due(date(2150, 1, 1)) is None


def test_it_is_investigated_once_and_answered_once() -> None:
    """Under investigation at most once (TR360), then rejected, granted or withdrawn, once (TR365)."""
    first = rules.investigate(_asked(), TODAY, Derivation())[0]
    assert (first.state, first.answer_due_on) == (AskingState.UNDER_INVESTIGATION, date(2026, 6, 15))
    with pytest.raises(rules.AskingAnswered):
        rules.investigate(first, TODAY, Derivation())
    gone = rules.reject(first, "7", None, TODAY, Derivation())[0]
    assert (gone.state, gone.rejection_reason) == (AskingState.REJECTED, "7")
    for act in (
        lambda: rules.reject(gone, "7", None, TODAY, Derivation()),
        lambda: rules.withdraw(gone, TODAY, Derivation()),
    ):
        with pytest.raises(rules.AskingAnswered):
            act()


@pytest.mark.rule("R-A04")
@pytest.mark.rule("R-A56")
def test_what_may_not_be_rejected() -> None:
    """A court order stands; the residence principle is for youth help, with the municipality named, within two weeks."""
    court = _asked(referrer_type="08", referrer_code=None)
    cases = [
        (court, "7", None, TODAY, {"court-order"}),
        (_asked(), "8", None, TODAY, {"municipality-missing"}),
        (_asked(), "7", "0344", TODAY, {"municipality-missing"}),
        (_asked(), "8", "0344", date(2026, 5, 5), {"residence-late"}),
    ]
    for known, reason, municipality, today, expected in cases:
        with pytest.raises(rules.RejectionRefused) as caught:
            rules.reject(known, reason, municipality, today, Derivation())
        assert {one.code for one in caught.value.errors} == expected
    there = rules.reject(court, "8", "0344", date(2026, 5, 4), Derivation())[0]
    assert there.responsible_municipality == "0344"


def test_granting_allocates_with_the_reference() -> None:
    """The allocation carries the reference (IV097), with other days or volume where given (IV094); beside it no overlap, and no stretching."""
    asked = _asked()
    after, made, _ = rules.grant(
        asked, rules.Grant(volume=3), number=9, today=TODAY, now=NOW, told=Derivation()
    )
    assert (after.state, after.allocation_id, after.allocation_number) == (AskingState.GRANTED, made.id, 9)
    assert (made.provider_reference, made.volume, made.origin) == (
        "VOT/1",
        3,
        AllocationOrigin.ALLOCATION_REQUEST,
    )
    running = replace(made, id=new_id(), allocation_number=8)
    ended = replace(running, end_date=date(2026, 10, 31), start_date=date(2026, 1, 1))
    for known, others, code in (
        (asked, [running], "overlap"),
        (
            _asked(volume=3, start_date=date(2026, 11, 1), end_date=date(2026, 12, 31)),
            [ended],
            "stretch-instead",
        ),
    ):
        new = rules.grant(known, rules.Grant(), number=9, today=TODAY, now=NOW, told=Derivation())[1]
        assert [one.code for one in rules.beside(new, others, [], TODAY)] == [code]
    backwards = rules.Grant(end_date=date(2026, 4, 1))
    with pytest.raises(AllocationRefused):
        rules.grant(asked, backwards, number=9, today=TODAY, now=NOW, told=Derivation())


@pytest.mark.rule("R-A11")
def test_what_its_decision_was_judged_with_is_not_tested_again() -> None:
    """Until 30-6 and again from 1-7: a decision from 1-7 or one that began before covers it, one from 1-9 or on another code does not."""
    old = an_allocation(start_date=date(2026, 5, 1), end_date=date(2026, 6, 30), decision_id=None)
    known = a_request(law=Law.WMO_2015, decision_number=1, decision_date=TODAY, referrer_type="06")
    made = replace(
        old, id=new_id(), allocation_number=9, start_date=date(2026, 7, 1), end_date=date(2026, 8, 31)
    )
    nobody = Grounds(decider="j.jansen")

    def faults(starts: date, code: str | None = old.product_code, to: AllocationRequest = known) -> list[str]:
        decision = drafted(
            grant(starts, product_category="02", product_code=code, end_date=date(2026, 12, 31))
        )
        return [one.code for one in untested_extension(to, made, decision, [old], nobody)]

    assert faults(date(2026, 7, 1)) == faults(date(2026, 4, 20)) == faults(date(2026, 7, 1), None) == []
    assert faults(date(2026, 9, 1)) == faults(date(2026, 7, 1), "02A99") == ["not-tested"]
    assert faults(date(2026, 9, 1), to=replace(known, referrer_type="08")) == [], "a court ordered it"
    assert untested_extension(known, made, None, [old], nobody), "a number that nobody gave"
