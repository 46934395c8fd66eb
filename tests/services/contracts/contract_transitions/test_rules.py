"""Who moves between contracts: every client once, no gap that is not told, nobody confirmed without care (R-C60)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.clients_in_care.rules import Care
from services.contracts.contract_transitions.rules import (
    ContractTransition,
    TransitionConfirmed,
    TransitionNotSeamless,
    TransitionPlacement,
    TransitionRefused,
    check_open,
    confirm,
    days_of,
    gap_days,
    is_same,
    plan,
)
from services.contracts.contracts.rules import Contract
from shared.values import new_id, render
from shared.values.agreements import LegalForm
from shared.values.care import ContractTransitionState, PlacementOutcome
from shared.values.terms import ContractState, ProvisionType

OWNER, STAYS, LEAVES = "00000099000000000484", "00000099000000001001", "00000099000000001002"
NEW_YEAR, LAST = date(2027, 1, 1), date(2026, 12, 31)
TODAY = date(2026, 10, 1)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def contract(number: str, start: date | None, end: date | None, **more: Any) -> Contract:
    """An active contract with one provider."""
    told: dict[str, Any] = {"state": ContractState.ACTIVE, "parties": [STAYS], "name": number, **more}
    return Contract(
        id=new_id(), owner=OWNER, number=number, municipality_code="0484", legal_form=LegalForm.CONTRACT,
        start_date=start, end_date=end, **told,
    )  # fmt: skip


OLD = contract("ALP-2026-01", date(2026, 1, 1), LAST)
NEW = contract("ALP-2027-01", NEW_YEAR, date(2028, 12, 31))


def care(**changes: Any) -> Care:
    """Guidance under the old contract, from its first day on."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": OWNER, "contract_id": OLD.id, "provider": STAYS,
        "provision_type": ProvisionType.TAILOR_MADE, "product_code": "02A03", "start_date": date(2026, 1, 1), **changes,
    }  # fmt: skip
    return Care(**told)


def asked(day: date = NEW_YEAR, *placements: TransitionPlacement, **changes: Any) -> ContractTransition:
    """A transition on a day."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": OWNER, "external_reference": None, "from_contract_id": OLD.id,
        "to_contract_id": NEW.id, "transition_date": day, "placements": list(placements), **changes,
    }  # fmt: skip
    return ContractTransition(**told)


@pytest.mark.rule("R-C60")
def test_forty_clients_move_without_a_gap() -> None:
    """40 clients move 31-12 → 1-1: forty lines, 0 days gap, and the derivation says so in both languages."""
    made = plan(asked(), OLD, NEW, [care() for _ in range(40)], TODAY)
    assert (made.transition.clients, made.transition.placed, made.transition.largest_gap_days) == (40, 40, 0)
    assert {(one.last_day, one.first_day, one.gap_days) for one in made.lines} == {(LAST, NEW_YEAR, 0)}
    assert made.transition.remarks == []
    assert render(made.why.steps[1], "nl").endswith("is 1 januari 2027: 0 dagen ertussen.")
    assert "40 decisions" in render(made.why.steps[0], "en")


@pytest.mark.rule("R-C60")
@given(DAYS, DAYS)
def test_a_gap_is_the_days_that_lie_in_neither_contract(last: date, first: date) -> None:
    """As many as there are days after the last and before the first; none when they meet or overlap."""
    between = [day for day in range(1, 1200) if last + timedelta(days=day) < first]
    assert gap_days(last, first) == len(between)


@pytest.mark.rule("R-C60")
@given(
    ends=DAYS,
    starts=DAYS,
    day=DAYS,
    clients=st.lists(st.tuples(DAYS, st.none() | DAYS, st.booleans()), max_size=12),
    codes=st.sampled_from([[], ["02A03"], ["02A04"]]),
)
def test_every_client_in_care_is_one_line_and_no_gap_goes_untold(
    ends: date, starts: date, day: date, clients: list[tuple[date, date | None, bool]], codes: list[str]
) -> None:
    """Who is in care on the last day is in the list once; totals add up; it can be confirmed exactly when nobody goes without."""
    old = replace(OLD, start_date=date(2025, 1, 1), end_date=ends)
    new = replace(NEW, start_date=starts, end_date=date(2030, 12, 31), product_codes=codes)
    known = [
        care(start_date=first, end_date=None if last is None else max(first, last), lapsed=lapsed)
        for first, last, lapsed in clients
    ]
    made = plan(asked(day), old, new, known, TODAY)
    told, last = made.transition, min(ends, day - timedelta(days=1))
    in_care = [
        one.id for one in known
        if not one.lapsed and one.start_date <= last and (one.end_date is None or last <= one.end_date)
    ]  # fmt: skip
    assert [one.care_id for one in made.lines] == in_care
    assert told.clients == told.placed + told.unplaced + told.care_ending == len(in_care)
    gap = (max(day, starts) - last).days - 1
    placed = codes != ["02A04"]
    assert told.largest_gap_days == (gap if placed and in_care else 0)
    assert {one.code for one in told.remarks} == {
        code for code, said in (("care-gap", placed and gap), ("client-unplaced", not placed)) if said and in_care
    }  # fmt: skip
    if in_care and (gap or not placed):
        with pytest.raises(TransitionNotSeamless) as refused:
            confirm(made, new, "j.jansen", TODAY)
        assert len(refused.value.errors) == len(in_care)
    else:
        assert confirm(made, new, "j.jansen", TODAY).transition.state is ContractTransitionState.CONFIRMED


@pytest.mark.rule("R-C60")
@given(st.lists(st.sampled_from(PlacementOutcome), min_size=1, max_size=8), st.integers(0, 60))
def test_a_placement_speaks_for_one_client(outcomes: list[PlacementOutcome], late: int) -> None:
    """Each client's outcome is what was said of it; only who is placed has a first day and a gap."""
    known, first = [care() for _ in outcomes], NEW_YEAR + timedelta(days=late)
    said = [
        TransitionPlacement(
            care_id=one.id, outcome=outcome, first_day=first if outcome is PlacementOutcome.PLACED else None
        )
        for one, outcome in zip(known, outcomes, strict=True)
    ]
    made = plan(asked(NEW_YEAR, *said), OLD, NEW, known, TODAY)
    assert [one.outcome for one in made.lines] == outcomes
    for one in made.lines:
        expected = (first, late) if one.outcome is PlacementOutcome.PLACED else (None, None)
        assert (one.first_day, one.gap_days) == expected
    assert made.transition.care_ending == outcomes.count(PlacementOutcome.CARE_ENDS)


@pytest.mark.rule("R-C60")
def test_the_old_contract_ends_on_the_day_before_or_by_itself() -> None:
    """A move in the middle of the term has no gap; a contract that ended before leaves one; a term tells the end of a signed one."""
    assert days_of(asked(date(2026, 7, 1)), OLD, replace(NEW, start_date=date(2026, 7, 1))) == (
        date(2026, 6, 30), date(2026, 7, 1),
    )  # fmt: skip
    assert days_of(asked(date(2027, 3, 1)), OLD, NEW) == (LAST, date(2027, 3, 1))
    signed = replace(NEW, end_date=None, base_term_months=2, state=ContractState.SIGNED)
    assert days_of(asked(date(2027, 2, 28)), OLD, signed) == (LAST, date(2027, 2, 28))
    with pytest.raises(TransitionRefused) as refused:
        days_of(asked(date(2027, 3, 1)), OLD, signed)
    assert [one.code for one in refused.value.errors] == ["to-contract-over"]
    open_ended = replace(signed, base_term_months=None)
    assert days_of(asked(date(2040, 1, 1)), OLD, open_ended)[1] == date(2040, 1, 1)
    with pytest.raises(TransitionRefused) as both:
        days_of(asked(), replace(OLD, start_date=None), replace(NEW, start_date=None))
    assert [one.code for one in both.value.errors] == [
        "from-contract-not-running",
        "to-contract-without-days",
    ]


@pytest.mark.rule("R-C60")
def test_another_provider_is_told_as_information() -> None:
    """One of two clients has a provider that is no party to the new contract; that stands in nobody's way."""
    made = plan(asked(), OLD, NEW, [care(), care(provider=LEAVES)], TODAY)
    assert made.transition.provider_changes == 1
    assert [(one.code, one.severity.value) for one in made.transition.remarks] == [
        ("other-provider", "information")
    ]
    assert confirm(made, NEW, "j.jansen", TODAY).transition.confirmed_by == "j.jansen"


@pytest.mark.rule("R-C60")
def test_a_confirmed_transition_is_closed_and_an_unsigned_contract_confirms_nothing() -> None:
    """Confirmed once; while the new contract is a draft or on offer nobody can be promised anything."""
    made = plan(asked(), OLD, NEW, [care()], TODAY)
    check_open(made.transition)
    with pytest.raises(TransitionConfirmed):
        check_open(confirm(made, NEW, "j.jansen", TODAY).transition)
    for state in (ContractState.DRAFT, ContractState.OFFERED, ContractState.ENDED):
        with pytest.raises(TransitionRefused):
            confirm(made, replace(NEW, state=state), "j.jansen", TODAY)


def test_a_plan_made_anew_is_the_same_only_when_it_says_the_same() -> None:
    """Of the same clients it is; of another client, or of one who is placed otherwise, it is not."""
    known, transition = [care(), care()], asked()
    before = plan(transition, OLD, NEW, known, TODAY)
    again = plan(replace(before.transition, version=2), OLD, NEW, known, TODAY)
    assert is_same(again, before.transition, before.lines)
    other = plan(replace(before.transition, version=2), OLD, NEW, [known[0], care()], TODAY)
    assert not is_same(other, before.transition, before.lines)
    later = plan(replace(before.transition, version=2), OLD, NEW, known, TODAY + timedelta(days=1))
    assert not is_same(later, before.transition, before.lines)
