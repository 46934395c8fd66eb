"""A citizen's question from first contact to first talk."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.contract_terms.rules import ContractNotFound, ContractNotInForce, ContractTerms
from services.access.requests.rules import (
    ContactInFuture,
    FirstTalkRefused,
    Request,
    check_purchaser,
    check_same,
    hand_to,
    hold_first_talk,
    receive,
    waiting_time,
)
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.values import Derivation, new_id, render
from shared.values.terms import ContractState, Law, RequestState

OWNER, OTHER = "00000099000000000484", "00000099000000000363"
ONE, TWO = "00000099000000002001", "00000099000000002002"


def terms(owner: str = OWNER) -> ContractTerms:
    """A contract for 2026 up to and including 2029."""
    return ContractTerms(
        id=new_id(), version=1, owner=owner, parties=[], number="ALP-2026-01", state=ContractState.ACTIVE,
        start_date=date(2026, 1, 1), end_date=date(2029, 12, 31), acceptance_duty=True, waiting_norm_days=5,
        payee=None, members=[],
    )  # fmt: skip


def received(
    contract: ContractTerms | None = None,
    contact_on: date = date(2026, 4, 13),
    today: date = date(2026, 4, 20),
) -> tuple[Request, Derivation]:
    """A request as it comes in."""
    return receive(
        OWNER, new_id(), contract, law=Law.WMO_2015, contact_on=contact_on, acute=False,
        external_reference="melding-1", today=today,
    )  # fmt: skip


def test_a_request_begins_received_and_seen_by_its_owner_alone() -> None:
    """Nobody but the municipality sees a request that was not handed to a provider yet."""
    contract = terms()
    request, why = received(contract)
    assert (request.state, request.version, request.parties) == (RequestState.RECEIVED, 1, [])
    assert request.contract_id == contract.id
    assert "ALP-2026-01 geldt op de dag van het eerste contact, 13 april 2026" in render(why.steps[0], "nl")


def test_a_request_may_come_without_a_contract() -> None:
    """Then the explanation says so."""
    request, why = received()
    assert request.contract_id is None
    assert [step.sentence for step in why.steps] == ["request.without-contract"]


@pytest.mark.rule("R-X06")
def test_a_request_needs_a_contract_in_force_on_the_day_of_the_contact() -> None:
    """Contact before the contract began: refused."""
    with pytest.raises(ContractNotInForce):
        received(terms(), contact_on=date(2025, 12, 31))


def test_a_contract_of_another_municipality_looks_as_if_it_is_not_there() -> None:
    """A token for two municipalities cannot mix them."""
    with pytest.raises(ContractNotFound):
        received(terms(owner=OTHER))


@pytest.mark.rule("R-O06")
def test_a_contact_does_not_lie_in_the_future() -> None:
    """Tomorrow is refused, today is not."""
    received(contact_on=date(2026, 4, 20))
    with pytest.raises(ContactInFuture) as refused:
        received(contact_on=date(2026, 4, 21))
    assert refused.value.errors[0].location == "#/contactOn"


@pytest.mark.rule("R-O06")
def test_the_waiting_time_is_told_in_working_and_in_calendar_days() -> None:
    """From Thursday 2 April (before Easter) to Thursday 9 April 2026: 7 calendar days, 3 working days, norm met."""
    why = waiting_time(date(2026, 4, 2), date(2026, 4, 9), 5)
    assert [step.result for step in why.steps] == [3, True]
    assert "3 werkdagen, 7 kalenderdagen" in render(why.steps[0], "nl")
    assert render(why.steps[1], "en") == "The norm is 5 working days; met: yes."


@pytest.mark.rule("R-O06")
def test_the_days_of_the_worked_example() -> None:
    """Thursday to Thursday without holidays (as 2-6-2016 to 9-6-2016): 7 calendar days, 5 working days."""
    why = waiting_time(date(2026, 6, 4), date(2026, 6, 11), 4)
    assert (why.steps[0].result, why.steps[0].inputs["calendar_days"]) == (5, 7)
    assert why.steps[1].result is False


@pytest.mark.rule("R-O06")
def test_a_year_that_the_calendar_does_not_know_leaves_the_working_days_open() -> None:
    """The explanation says that they are not known, and no verdict on the norm is given."""
    why = waiting_time(date(2016, 6, 2), date(2016, 6, 9), 5)
    assert [step.sentence for step in why.steps] == ["request.waited-not-known"]
    assert "7 kalenderdagen; het aantal werkdagen is niet bekend" in render(why.steps[0], "nl")


@pytest.mark.rule("R-O06")
def test_every_reason_against_a_first_talk_is_told() -> None:
    """A second talk before the contact gives two reasons at once."""
    request, _ = received()
    held, _ = hold_first_talk(request, date(2026, 4, 20), date(2026, 4, 20), None)
    with pytest.raises(FirstTalkRefused) as refused:
        hold_first_talk(held, date(2026, 4, 12), date(2026, 4, 20), None)
    assert [error.code for error in refused.value.errors] == ["first-talk-held-already", "before-contact"]


@pytest.mark.rule("R-O06")
@given(contact=st.integers(0, 400), held=st.integers(0, 400), today=st.integers(0, 400))
def test_a_first_talk_lies_between_contact_and_today_once(contact: int, held: int, today: int) -> None:
    """For any three days: taken exactly when contact ≤ talk ≤ today, and never a second time."""
    start = date(2025, 6, 1)
    contact_on, held_on, now = (start + timedelta(days=days) for days in (contact, held, today))
    request, _ = received(contact_on=contact_on, today=max(contact_on, now))
    if contact <= held <= today:
        after, _ = hold_first_talk(request, held_on, now, 5)
        assert (after.first_talk_on, after.version) == (held_on, 2)
        with pytest.raises(FirstTalkRefused):
            hold_first_talk(after, held_on, now, 5)
    else:
        with pytest.raises(FirstTalkRefused):
            hold_first_talk(request, held_on, now, 5)


def test_who_is_asked_next_sees_the_request_and_who_was_asked_before_does_not() -> None:
    """Competing members never see each other's."""
    request, _ = received()
    first = hand_to(request, RequestState.REFERRED, ONE)
    second = hand_to(first, RequestState.REFERRED, TWO)
    assert (first.parties, second.parties, second.version) == ([ONE], [TWO], 3)


@pytest.mark.parametrize(
    ("organisations", "purchaser", "may"),
    [((OWNER,), True, True), ((OTHER, OWNER), True, True), ((OTHER,), True, False), ((OWNER,), False, False)],
)
def test_only_the_municipality_itself_acts(
    organisations: tuple[str, ...], purchaser: bool, may: bool
) -> None:
    """A token of another municipality, or of a provider, is refused."""
    if may:
        check_purchaser(organisations, OWNER, purchaser=purchaser)
    else:
        with pytest.raises(PurchaserOnly):
            check_purchaser(organisations, OWNER, purchaser=purchaser)


def test_a_reference_stands_for_one_thing() -> None:
    """The same contents pass; another law is named as the difference."""
    known: UUID = new_id()
    check_same(known, "melding-1", {"law": (Law.WMO_2015, Law.WMO_2015)})
    with pytest.raises(ReferenceUsed) as refused:
        check_same(known, "melding-1", {"law": (Law.WMO_2015, Law.JEUGDWET), "acute": (False, False)})
    assert [error.location for error in refused.value.errors] == ["#/law"]
