"""How a contract in force moves: it rests, goes on, is extended, is terminated, and ends by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contracts import rules
from services.contracts.contracts.rules import (
    Breach,
    Contract,
    Evidence,
    ExtensionOption,
    RisenClients,
    StatedVerdict,
    Suspension,
    Termination,
)
from shared.values import render
from shared.values.arrangements import Distinguishable, OptionCondition, TerminationGround
from shared.values.life import SuspensionReason, VersionReason
from shared.values.terms import ContractState, LegalForm, Verdict
from tests.services.contracts.examples import AROUND, LUMP_SUM, TODAY, active, draft

CONDITIONAL = ExtensionOption(number=1, months=24, condition=OptionCondition.CLIENTS_RISEN, minimum_risen=20)
COUNTS = RisenClients(counted=40, risen=25, distinguishable=25, counted_on=date(2028, 1, 1))
QUARTERS = ["2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2"]
BREACH = Breach(
    agreement_code="client-satisfaction", plan_of_action_on=date(2026, 6, 1), quarters_below_norm=QUARTERS
)


def codes(refused: pytest.ExceptionInfo[Any]) -> list[tuple[str, str, str | None]]:
    """Where, what and by which rule."""
    return [(one.location, one.code, one.rule) for one in refused.value.errors]


def termination(**changes: Any) -> Termination:
    """Breach after four quarters below the norm, at the end of 2027."""
    told = Termination(
        ground=TerminationGround.BREACH,
        last_day=date(2027, 12, 31),
        decided_on=date(2027, 7, 15),
        breach=BREACH,
    )
    return replace(told, **changes)


@pytest.mark.rule("R-C01")
def test_a_complete_draft_is_offered_and_a_redraft_takes_it_back() -> None:
    """Offered: the state alone changes; a change makes it a draft again, an incomplete one is not offered."""
    offered, why = rules.offer(draft(), AROUND)
    assert (offered.state, offered.version) == (ContractState.OFFERED, 2)
    assert render(why.steps[1], "nl").startswith("Het concept is compleet en aangeboden aan")
    again, _ = rules.redraft(offered, {"waiting_norm_days": 10}, AROUND)
    assert (again.state, again.version) == (ContractState.DRAFT, 3)
    with pytest.raises(rules.NotDraft):
        rules.offer(offered, AROUND)
    with pytest.raises(rules.ContractIncomplete):
        rules.offer(draft(start_date=None), AROUND)


@pytest.mark.rule("R-C04")
@pytest.mark.parametrize(
    ("start", "base", "months", "ends"),
    [
        (date(2015, 1, 1), 48, [24], ["2018-12-31", "2020-12-31"]),
        (date(2013, 1, 1), 48, [24, 24], ["2016-12-31", "2018-12-31", "2020-12-31"]),
    ],
    ids=["Alphen", "Emmen"],
)
def test_each_option_moves_the_last_day_and_leaves_one_less(
    start: date, base: int, months: list[int], ends: list[str]
) -> None:
    """Alphen 4 y + 1×2 y: 31-12-2018, latest 31-12-2020; Emmen 4 y + 2×2 y: 31-12-2016, then 2018, latest 2020."""
    options = [ExtensionOption(number=number, months=one) for number, one in enumerate(months, 1)]
    contract = active(start_date=start, base_term_months=base, extension_options=options)
    found = [str(contract.end_date)]
    for number in range(1, len(months) + 1):
        move = rules.exercise(contract, number, Evidence(), start)
        contract = move.contract
        found.append(str(contract.end_date))
        assert dict(move.why.steps[1].inputs)["remaining"] == len(months) - number
    assert (found, str(contract.latest_end_date)) == (ends, "2020-12-31")
    assert contract.next_move_on == date(2021, 1, 1)


@pytest.mark.rule("R-C04")
def test_an_option_is_exercised_once_in_its_turn_and_in_time() -> None:
    """Out of order, twice, unknown, after the end, and after it was decided not to renew."""
    two = [ExtensionOption(number=1, months=24), ExtensionOption(number=2, months=24)]
    contract = active(extension_options=two)
    once = rules.exercise(contract, 1, Evidence(), TODAY).contract
    ended = rules.terminate(contract, _not_renewed(contract), TODAY).contract
    for one, number, today, code in (
        (contract, 2, TODAY, "option-out-of-order"),
        (once, 1, TODAY, "option-exercised"),
        (contract, 3, TODAY, "option-unknown"),
        (contract, 1, date(2030, 1, 1), "contract-over"),
        (ended, 1, TODAY, "contract-not-renewed"),
    ):
        with pytest.raises(rules.OptionRefused) as refused:
            rules.exercise(one, number, Evidence(), today)
        assert [error.code for error in refused.value.errors] == [code]


def _not_renewed(contract: Contract) -> Termination:
    assert contract.end_date is not None
    return termination(ground=TerminationGround.NON_RENEWAL, last_day=contract.end_date, breach=None)


@pytest.mark.rule("R-C45")
def test_twenty_five_of_forty_clients_that_rose_extend_by_two_years() -> None:
    """X = 20, 25 of 40 rose at least one step: extended from 31-12-2029 to 31-12-2031."""
    move = rules.exercise(
        active(extension_options=[CONDITIONAL]), 1, Evidence(clients=COUNTS), date(2028, 1, 1)
    )
    assert str(move.contract.end_date) == "2031-12-31"
    assert render(move.why.steps[0], "nl") == (
        "Optie 1: 25 van 40 cliënten stegen ten minste 1 trede(n) op 1 januari 2028; nodig 20."
    )


@pytest.mark.rule("R-C45")
def test_a_rise_within_measurement_error_counts_only_where_it_is_shown() -> None:
    """25 rose, 12 of them beyond the error: refused where required; where shown it is extended and says so."""
    counts = Evidence(clients=replace(COUNTS, distinguishable=12))
    with pytest.raises(rules.OptionRefused) as refused:
        rules.exercise(active(extension_options=[CONDITIONAL]), 1, counts, date(2028, 1, 1))
    assert codes(refused) == [("#/clients/distinguishable", "too-few-risen", "R-C45")]
    shown = replace(CONDITIONAL, distinguishable=Distinguishable.SHOWN)
    move = rules.exercise(active(extension_options=[shown]), 1, counts, date(2028, 1, 1))
    assert render(move.why.steps[1], "en") == (
        "Of these the rise of 12 clients exceeds the measurement error: within measurement error."
    )


@pytest.mark.rule("R-C45")
@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_an_option_on_clients_is_exercised_exactly_when_enough_rose(
    minimum: int, counted: int, risen: int, distinguishable: int
) -> None:
    """For any counts: only when they hold together and reach the number agreed."""
    option = replace(CONDITIONAL, minimum_risen=minimum)
    counts = RisenClients(
        counted=counted, risen=risen, distinguishable=distinguishable, counted_on=date(2028, 1, 1)
    )
    contract = active(extension_options=[option])
    may = distinguishable <= risen <= counted and distinguishable >= minimum
    if may:
        assert rules.exercise(
            contract, 1, Evidence(clients=counts), date(2028, 1, 1)
        ).contract.end_date == date(2031, 12, 31)
    else:
        with pytest.raises(rules.OptionRefused):
            rules.exercise(contract, 1, Evidence(clients=counts), date(2028, 1, 1))


@pytest.mark.rule("R-C46")
def test_an_option_on_performance_asks_a_stated_positive_verdict() -> None:
    """Without one, and with one that is not met: refused; met: extended."""
    contract = active(
        extension_options=[ExtensionOption(number=1, months=24, condition=OptionCondition.PERFORMANCE)]
    )
    stated = StatedVerdict(verdict=Verdict.MET, stated_on=date(2027, 12, 1))
    for evidence, code in (
        (Evidence(), "verdict-missing"),
        (Evidence(performance=replace(stated, verdict=Verdict.NOT_MET)), "verdict-not-positive"),
    ):
        with pytest.raises(rules.OptionRefused) as refused:
            rules.exercise(contract, 1, evidence, TODAY)
        assert [error.code for error in refused.value.errors] == [code]
    assert rules.exercise(contract, 1, Evidence(performance=stated), TODAY).reason is VersionReason.EXTENDED


@pytest.mark.rule("R-C10")
def test_four_quarters_below_the_norm_after_a_plan_are_breach() -> None:
    """A contract on results: the ground is there, the contract holds up to its last day and is then terminated."""
    move = rules.terminate(active(), termination(), date(2027, 7, 15))
    contract = move.contract
    assert (contract.state, contract.end_date, contract.next_move_on) == (
        ContractState.ACTIVE,
        date(2027, 12, 31),
        date(2028, 1, 1),
    )
    assert render(move.why.steps[0], "nl") == (
        "Afspraak client-satisfaction bleef na het plan van aanpak van 1 juni 2026 4 kwartalen onder de norm: tekortkoming."
    )
    assert rules.due_move(contract, date(2027, 12, 31)) is None
    over = rules.due_move(contract, date(2028, 1, 1))
    assert over is not None and over.contract.state is ContractState.TERMINATED
    assert (over.reason, over.effective_on) == (VersionReason.ENDED, date(2028, 1, 1))


@pytest.mark.rule("R-C10")
def test_too_few_quarters_or_quarters_before_the_plan_are_no_breach() -> None:
    """Three in a row, four with a gap, one before the plan, one that is not over: each says why, all at once."""
    for quarters, expected in (
        (QUARTERS[:3], ["quarters-too-few"]),
        (["2026-Q3", "2026-Q4", "2027-Q2", "2027-Q3"], ["quarter-not-over", "quarters-too-few"]),
        (["2026-Q2", *QUARTERS], ["before-plan-of-action"]),
    ):
        with pytest.raises(rules.TerminationRefused) as refused:
            told = termination(breach=replace(BREACH, quarters_below_norm=quarters))
            rules.terminate(active(), told, date(2027, 7, 15))
        assert [error.code for error in refused.value.errors] == expected


@pytest.mark.rule("R-C09")
@pytest.mark.rule("R-C10")
def test_a_subsidy_ends_by_non_renewal_only() -> None:
    """Breach on results is refused by R-C09; not renewing at the end date is what stays."""
    grant = replace(LUMP_SUM, form="lumpSumSubsidy", advance_basis_points=None, release_rule=None)
    contract = active(legal_form=LegalForm.SUBSIDY, funding_agreements=[grant])
    with pytest.raises(rules.TerminationRefused) as refused:
        rules.terminate(contract, termination(), date(2027, 7, 15))
    assert codes(refused) == [("#/ground", "subsidy-not-terminable", "R-C09")]
    ended = rules.terminate(contract, _not_renewed(contract), date(2027, 7, 15)).contract
    assert (ended.end_date, ended.latest_end_date) == (date(2029, 12, 31), date(2029, 12, 31))


def test_a_termination_asks_what_its_ground_needs_within_the_term() -> None:
    """Consent with its day, breach with its evidence, a last day from today up to the end, non-renewal at the end only."""
    for changes, code in (
        ({"ground": TerminationGround.MUTUAL_CONSENT, "breach": None}, "consent-missing"),
        ({"breach": None}, "breach-unproven"),
        ({"last_day": date(2027, 7, 14)}, "outside-term"),
        ({"last_day": date(2030, 1, 1)}, "outside-term"),
        ({"ground": TerminationGround.NON_RENEWAL, "breach": None}, "not-the-end-date"),
    ):
        with pytest.raises(rules.TerminationRefused) as refused:
            rules.terminate(active(), termination(**changes), date(2027, 7, 15))
        assert [error.code for error in refused.value.errors] == [code]


def test_a_suspension_rests_from_its_day_and_goes_on_after_its_last() -> None:
    """Planned on 1 February for 1 to 31 March: active, then suspended by itself, then active by itself."""
    resting = Suspension(
        valid_from=date(2026, 3, 1), valid_until=date(2026, 3, 31), reason=SuspensionReason.CAPACITY
    )
    planned = rules.suspend(active(), resting, date(2026, 2, 1)).contract
    assert (planned.state, planned.next_move_on) == (ContractState.ACTIVE, date(2026, 3, 1))
    assert rules.due_move(planned, date(2026, 2, 28)) is None
    began = rules.due_move(planned, date(2026, 3, 1))
    assert began is not None and (began.reason, began.contract.state) == (
        VersionReason.SUSPENDED,
        ContractState.SUSPENDED,
    )
    ended = rules.due_move(began.contract, date(2026, 4, 2))
    assert ended is not None and (ended.reason, ended.effective_on) == (
        VersionReason.RESUMED,
        date(2026, 4, 1),
    )
    assert (ended.contract.state, ended.contract.suspension) == (ContractState.ACTIVE, None)
    assert ended.contract.next_move_on == date(2030, 1, 1)


def test_a_suspension_lies_ahead_within_the_term_and_there_is_one() -> None:
    """In the past, after the end, reversed, and a second one: refused with all faults at once."""
    resting = Suspension(valid_from=date(2026, 3, 1), reason=SuspensionReason.SAFETY)
    contract = rules.suspend(active(), resting, date(2026, 3, 1)).contract
    wrong = replace(resting, valid_from=date(2026, 2, 1), valid_until=date(2026, 1, 31))
    with pytest.raises(rules.SuspensionRefused) as refused:
        rules.suspend(contract, wrong, date(2026, 3, 2))
    assert [code for _, code, _ in codes(refused)] == ["suspended-already", "in-the-past", "period-reversed"]
    with pytest.raises(rules.SuspensionRefused) as refused:
        rules.suspend(active(), replace(resting, valid_from=date(2030, 1, 1)), TODAY)
    assert [code for _, code, _ in codes(refused)] == ["outside-term"]
    with pytest.raises(rules.NotSuspended):
        rules.resume(active(), TODAY)
    for move in (lambda: rules.suspend(draft(), resting, TODAY), lambda: rules.resume(draft(), TODAY)):
        with pytest.raises(rules.ContractNotRunning):
            move()


@pytest.mark.rule("R-C04")
@given(st.integers(0, 3000), st.integers(0, 3))
def test_a_contract_is_over_exactly_from_the_day_after_its_last(days: int, options: int) -> None:
    """Whatever was exercised: no move up to and including the last day, ended from the day after on."""
    contract = active(extension_options=[ExtensionOption(number=n, months=6) for n in (1, 2, 3)])
    for number in range(1, options + 1):
        contract = rules.exercise(contract, number, Evidence(), TODAY).contract
    today = TODAY + timedelta(days=days)
    move = rules.due_move(contract, today)
    assert contract.end_date is not None
    assert (move is not None) == (today > contract.end_date)
    if move is not None:
        assert move.contract.state is ContractState.ENDED
        assert rules.due_move(move.contract, today) is None
