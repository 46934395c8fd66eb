"""When a budget for a package of results can be set, and how it gets its provider."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.clarifications.rules import WeighedProvision
from services.access.contract_terms.rules import ContractNotInForce, ContractTerms, Member, NotAMember
from services.access.result_budgets import rules
from services.access.result_budgets.rules import (
    BudgetedResult,
    Package,
    ResultBudget,
    ResultBudgetClosed,
    ResultBudgetRefused,
)
from shared.values import Derivation, new_id
from shared.values.legal_frames import ResultBudgetState
from shared.values.questions import FirstProvision, FirstProvisionOutcome
from shared.values.terms import ContractState, MemberRole
from tests.services.access.legal_checks.framed import OWNER, a_request, a_talk

PROVIDER, OTHER = "00000099000000000901", "00000099000000000902"
TODAY = date(2026, 4, 20)
THREE = [BudgetedResult("Huis", 200_000), BudgetedResult("Mensen", 150_000), BudgetedResult("Post", 100_000)]
TERMS = ContractTerms(
    new_id(), 1, OWNER, [], "RO-2026", ContractState.ACTIVE, date(2026, 1, 1), date(2026, 12, 31), True, None, None,
    [Member(PROVIDER, MemberRole.MAIN), Member(OTHER, MemberRole.MAIN)],
)  # fmt: skip


def talked(*outcomes: FirstProvisionOutcome) -> Any:
    """A talk in which provisions that come first were weighed."""
    kinds = list(FirstProvision)
    weighed = [WeighedProvision(kind, outcome) for kind, outcome in zip(kinds, outcomes, strict=False)]
    return a_talk(provisions_first=weighed)


def budget(**other: Any) -> tuple[ResultBudget, Derivation]:
    """Three results for 4,500.00 from 1 May."""
    given: dict[str, Any] = {
        "request": a_request(), "terms": TERMS, "clarification": talked(FirstProvisionOutcome.INSUFFICIENT),
        "results": THREE, "amount_cents": 450_000, "start_date": date(2026, 5, 1), "end_date": None, "known": False,
    } | other  # fmt: skip
    package = Package(None, given["results"], given["amount_cents"], given["start_date"], given["end_date"])
    return rules.set_budget(
        given["request"], given["terms"], given["clarification"], package, known=given["known"], user="j.jansen",
        today=TODAY,
    )  # fmt: skip


def faults(**other: Any) -> list[str]:
    """What refuses a budget."""
    with pytest.raises(ResultBudgetRefused) as refused:
        budget(**other)
    return [one.code for one in refused.value.errors]


@pytest.mark.rule("R-A32")
@pytest.mark.rule("A-7.1")
def test_three_results_get_a_budget_of_4500_euros() -> None:
    """The row's own example, after a provision that comes first was weighed; nobody has it yet."""
    made, why = budget()
    assert (made.result_count, made.amount_cents, made.provisions_weighed) == (3, 450_000, 1)
    assert (made.state, made.provider, made.parties) == (ResultBudgetState.SET, None, [])
    assert [step.rule for step in why.steps] == ["R-A32", "R-A32"]


@pytest.mark.rule("R-A32")
@pytest.mark.rule("A-7.5")
def test_the_citizen_chooses_a_provider_of_the_framework_contract() -> None:
    """A member gets it and sees it; a stranger is refused; another member may take over; then it ends."""
    made, why = budget()
    chosen, why = rules.choose(made, TERMS, PROVIDER, TODAY, why)
    assert (chosen.state, chosen.provider, chosen.parties, chosen.chosen_on) == (
        ResultBudgetState.CHOSEN, PROVIDER, [PROVIDER], TODAY,
    )  # fmt: skip
    assert rules.choose(chosen, TERMS, PROVIDER, TODAY, why)[0] is chosen
    with pytest.raises(NotAMember):
        rules.choose(chosen, TERMS, "00000099000000000909", TODAY, why)
    other, why = rules.choose(chosen, TERMS, OTHER, TODAY, why)
    assert other.parties == [OTHER]
    with pytest.raises(ResultBudgetRefused):
        rules.end(other, date(2026, 4, 30), why)
    ended, _ = rules.end(other, date(2026, 10, 31), why)
    assert (ended.state, ended.end_date) == (ResultBudgetState.ENDED, date(2026, 10, 31))
    with pytest.raises(ResultBudgetClosed):
        rules.choose(ended, TERMS, PROVIDER, TODAY, why)
    with pytest.raises(ResultBudgetClosed):
        rules.withdraw(ended, TODAY, why)
    with pytest.raises(ResultBudgetClosed):
        rules.end(ended, date(2026, 11, 1), why)
    assert rules.withdraw(made, TODAY, Derivation())[0].state is ResultBudgetState.WITHDRAWN


@pytest.mark.rule("R-A32")
def test_what_comes_first_is_weighed_first() -> None:
    """Without a talk, with nothing weighed, or where something suffices, there is no budget; nor without a contract."""
    assert faults(clarification=None) == ["provisions-not-weighed"]
    assert faults(clarification=talked()) == ["provisions-not-weighed"]
    enough = talked(FirstProvisionOutcome.INSUFFICIENT, FirstProvisionOutcome.SUFFICIENT)
    assert faults(clarification=enough, terms=None, known=True) == [
        "budget-known", "contract-missing", "reachable-without",
    ]  # fmt: skip
    with pytest.raises(ContractNotInForce):
        budget(start_date=date(2027, 1, 1))


@pytest.mark.rule("F-33")
@pytest.mark.rule("R-A32")
def test_acute_care_does_not_wait_for_the_weighing() -> None:
    """The budget is set, and the explanation says that it is weighed afterwards."""
    made, why = budget(request=a_request(acute=True), clarification=None)
    assert (made.provisions_weighed, why.steps[0].rule) == (0, "F-33")


@pytest.mark.rule("R-A32")
@settings(max_examples=50)
@given(
    st.lists(st.none() | st.integers(0, 100_000), min_size=1, max_size=6),
    st.integers(1, 300_000),
    st.booleans(),
)
def test_shares_never_exceed_the_budget(shares: list[int | None], amount: int, turned: bool) -> None:
    """Set only when the shares add up to the budget, or leave some of it where not all have one; the days run forward."""
    results = [BudgetedResult("Resultaat", share) for share in shares]
    known = sum(share or 0 for share in shares)
    fits = known == amount if None not in shares else known <= amount
    days = {"end_date": date(2026, 4, 30) if turned else date(2026, 6, 30)}
    if fits and not turned:
        assert budget(results=results, amount_cents=amount, **days)[0].amount_cents == amount
    else:
        found = faults(results=results, amount_cents=amount, **days)
        assert ("shares-differ" in found, "end-before-start" in found) == (not fits, turned)
