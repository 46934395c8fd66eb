"""Who sets a result together, by when, and what an evaluation makes of it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.desired_results.rules import (
    Aim,
    DesiredResult,
    DesiredResultClosed,
    DesiredResultRefused,
    Evaluation,
    change,
    evaluate,
    set_result,
    withdraw,
)
from shared.values import Derivation, new_id
from shared.values.arrangements import Evaluator, Scenario
from shared.values.care_courses import (
    ClientVerdict,
    DesiredResultState,
    ResultChangeReason,
    ResultSetter,
    ResultWithdrawalReason,
)
from tests.services.access.cases.given import TODAY, a_case

CITIZEN, MUNICIPALITY, PROVIDER = ResultSetter.CITIZEN, ResultSetter.MUNICIPALITY, ResultSetter.PROVIDER


def aim(**other: Any) -> Aim:
    """Within three months, by all three."""
    told: dict[str, Any] = {
        "text": "Zelf de wasmachine bedienen.", "domain": None, "start_value": None, "target": None,
        "set_on": date(2026, 4, 1), "term": None, "term_months": 3, "set_by": list(ResultSetter),
        "funding_share_basis_points": None,
    }  # fmt: skip
    return Aim(**{**told, **other})


def a_result(scenario: Scenario | None = Scenario.B, *before: DesiredResult, **other: Any) -> DesiredResult:
    """A result of a case, as the municipality records it."""
    return set_result(a_case(), scenario, before, aim(**other), purchaser=True, today=TODAY)[0]


def found(**other: Any) -> Evaluation:
    """What outcomes found."""
    told: dict[str, Any] = {
        "client_result_id": new_id(), "client_result_version": 1, "verdict": ClientVerdict.ACHIEVED,
        "evaluators": [Evaluator.MUNICIPALITY], "evaluated_on": TODAY,
    }  # fmt: skip
    return Evaluation(**{**told, **other})


@pytest.mark.rule("R-A34")
def test_two_months_from_the_first_of_march_is_the_first_of_may() -> None:
    """The row's own example; a month without that day has its last one."""
    case = a_case(contact_on=date(2026, 1, 1), first_day=date(2026, 1, 1))
    early: dict[str, Any] = {"case": case, "scenario": None, "before": [], "purchaser": True}
    two = aim(set_on=date(2026, 3, 1), term_months=2)
    made, why = set_result(**early, aim=two, today=date(2026, 3, 1))
    assert made.term == date(2026, 5, 1)
    assert [(step.rule, step.result) for step in why.steps][-1] == ("R-A34", "2026-05-01")
    short = aim(set_on=date(2026, 1, 31), term_months=1)
    assert set_result(**early, aim=short, today=date(2026, 2, 1))[0].term == date(2026, 2, 28)


@pytest.mark.rule("R-A33")
@pytest.mark.parametrize(
    ("scenario", "set_by", "wrong"),
    [
        (Scenario.A, [CITIZEN, MUNICIPALITY], []),
        (Scenario.B, [CITIZEN, MUNICIPALITY], []),
        (Scenario.B, [PROVIDER], ["setter-missing"]),
        (Scenario.B, [CITIZEN, PROVIDER], ["setter-missing"]),
        (Scenario.C, [CITIZEN, PROVIDER], []),
        (Scenario.D, [CITIZEN, PROVIDER], []),
        (Scenario.C, [CITIZEN, MUNICIPALITY], ["setter-missing"]),
        (Scenario.D, [MUNICIPALITY, PROVIDER], ["setter-missing"]),
        (None, [CITIZEN], []),
        (None, [MUNICIPALITY], ["setter-missing"]),
    ],
)
def test_who_sets_a_result_follows_from_the_scenario(
    scenario: Scenario | None, set_by: list[ResultSetter], wrong: list[str]
) -> None:
    """A and B: citizen and municipality; C and D: citizen and provider; without a scenario the citizen at least."""
    try:
        made = a_result(scenario, set_by=set_by)
    except DesiredResultRefused as refused:
        assert [error.code for error in refused.errors] == wrong
    else:
        assert wrong == [] and set(made.set_by) == set(set_by)


@pytest.mark.rule("R-A33")
@pytest.mark.parametrize(
    ("scenario", "may"), [(Scenario.A, False), (Scenario.B, False), (Scenario.C, True), (None, True)]
)
def test_a_provider_records_only_what_it_set_itself(scenario: Scenario | None, may: bool) -> None:
    """In A and B the municipality's word is not the provider's to give; nor is a result that it did not set."""
    case = a_case()
    if may:
        assert set_result(case, scenario, [], aim(), purchaser=False, today=TODAY)[0].scenario is scenario
        with pytest.raises(DesiredResultRefused):
            set_result(case, scenario, [], aim(set_by=[CITIZEN, MUNICIPALITY]), purchaser=False, today=TODAY)
    else:
        with pytest.raises(DesiredResultRefused) as refused:
            set_result(case, scenario, [], aim(), purchaser=False, today=TODAY)
        assert [error.code for error in refused.value.errors] == ["setter-not-acting"]


@pytest.mark.rule("N-128")
@settings(max_examples=50)
@given(st.lists(st.integers(0, 10_000), max_size=8))
def test_the_shares_of_a_case_never_exceed_the_whole(shares: list[int]) -> None:
    """Whatever is asked, what was accepted is 10,000 basis points at most; a withdrawn result gives its share back."""
    held: list[DesiredResult] = []
    for share in shares:
        try:
            held.append(a_result(Scenario.B, *held, funding_share_basis_points=share))
        except DesiredResultRefused as refused:
            assert [error.code for error in refused.errors] == ["share-exceeded"]
            assert sum(one.funding_share_basis_points or 0 for one in held) + share > 10_000
    assert sum(one.funding_share_basis_points or 0 for one in held) <= 10_000
    gone = [
        withdraw(one, ResultWithdrawalReason.REPLACED, None, purchaser=True, today=TODAY, told=Derivation())[
            0
        ]
        for one in held
    ]
    assert a_result(Scenario.B, *gone, funding_share_basis_points=10_000).state is DesiredResultState.SET


@pytest.mark.rule("R-A34")
def test_what_is_closed_changes_no_more() -> None:
    """Evaluated or withdrawn: no other term, no withdrawal."""
    result = a_result()
    judged = evaluate(result, found(), Derivation())
    assert judged is not None
    told: dict[str, Any] = {"purchaser": True, "today": TODAY, "told": Derivation()}
    gone, _ = withdraw(result, ResultWithdrawalReason.MOVED, None, **told)
    for closed in (judged[0], gone):
        with pytest.raises(DesiredResultClosed):
            withdraw(closed, ResultWithdrawalReason.REPLACED, None, **told)
        with pytest.raises(DesiredResultClosed):
            change(
                closed, a_case(), [], term=TODAY, target=None, funding_share_basis_points=None,
                reason=ResultChangeReason.LATER_START, note=None, **told,
            )  # fmt: skip


@pytest.mark.rule("R-A34")
@pytest.mark.parametrize(
    ("term", "first_day", "taken_over", "wrong"),
    [
        (TODAY, date(2026, 4, 1), False, []),
        (date(2026, 6, 29), date(2026, 4, 1), False, ["term-over"]),
        (date(2026, 7, 31), date(2026, 8, 1), False, ["term-before-care"]),
        (date(2026, 6, 29), date(2026, 8, 1), False, ["term-before-care"]),
        (date(2026, 3, 31), date(2026, 4, 1), False, ["term-before-set"]),
        (date(2026, 6, 29), date(2026, 4, 1), True, []),
    ],
)
def test_a_term_can_still_be_reached_when_it_is_set_and_when_it_changes(
    term: date, first_day: date, taken_over: bool, wrong: list[str]
) -> None:
    """Today is the earliest, and not before the care begins; only what came from another system has an old one (R-A56)."""
    case = a_case(first_day=first_day, taken_over=taken_over)
    known = a_result(term=date(2026, 10, 1), term_months=None)
    told: dict[str, Any] = {"purchaser": True, "today": TODAY}
    for act in (
        lambda: set_result(case, None, [], aim(term=term, term_months=None), **told),
        lambda: change(
            known, case, [], term=term, target=None, funding_share_basis_points=None,
            reason=ResultChangeReason.REACHED_SOONER, note=None, told=Derivation(), **told,
        ),
    ):  # fmt: skip
        try:
            act()
        except DesiredResultRefused as refused:
            assert [error.code for error in refused.errors] == wrong
        else:
            assert wrong == []


@pytest.mark.rule("R-X08")
def test_an_evaluation_is_taken_over_once() -> None:
    """A later version replaces it, the same or an older one does not; withdrawn stays withdrawn; who was erased has none."""
    result = a_result()
    first = evaluate(result, found(client_result_version=2, disputed=True), Derivation())
    assert first is not None and first[0].state is DesiredResultState.SET
    assert evaluate(first[0], found(client_result_version=2), Derivation()) is None
    assert evaluate(first[0], found(client_result_version=1), Derivation()) is None
    last = evaluate(first[0], found(client_result_version=3), Derivation())
    assert last is not None and (last[0].state, last[0].version) == (DesiredResultState.EVALUATED, 3)
    gone, _ = withdraw(
        result, ResultWithdrawalReason.REPLACED, None, purchaser=True, today=TODAY, told=Derivation()
    )
    shown = evaluate(gone, found(), Derivation())
    assert shown is not None and shown[0].state is DesiredResultState.WITHDRAWN
    assert shown[0].evaluation is not None
