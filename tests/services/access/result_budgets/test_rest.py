"""Budgets for results over HTTP: set after weighing, chosen from the contract, summed, ended, and seen by who has it."""

from datetime import date
from typing import Any

import pytest

from services.access.clarifications.rules import WeighedProvision
from shared.schemas.access import BudgetedResult, NewResultBudget
from shared.values.legal_frames import ResultBudgetState
from shared.values.questions import FirstProvision, FirstProvisionOutcome
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.legal_checks.known import talked
from tests.support.persons import neighbour

MAY = date(2026, 5, 1)
THREE = [
    BudgetedResult(text="Het huishouden loopt weer.", amount_cents=200_000),
    BudgetedResult(text="Twee keer per week onder de mensen.", amount_cents=150_000),
    BudgetedResult(text="De post is op orde.", amount_cents=100_000),
]
WEIGHED = [WeighedProvision(FirstProvision.NETWORK, FirstProvisionOutcome.INSUFFICIENT)]


def new_budget(request: Any, **other: Any) -> NewResultBudget:
    """Three results for 4,500.00 from 1 May."""
    given = {"request_id": request.id, "results": THREE, "amount_cents": 450_000, "start_date": MAY}
    return NewResultBudget(**{**given, **other})


@pytest.mark.rule("R-A32")
@pytest.mark.rule("A-7.1")
@pytest.mark.rule("A-7.5")
async def test_a_citizen_gets_a_budget_and_chooses_a_provider(agreed: Any) -> None:
    """After the network was weighed; 3 results, 4,500.00; a member has it and sees it; the fact tells amounts and no texts."""
    client, request = agreed.client(), await agreed.report()
    first, second = agreed.tenant.providers[:2]
    assert codes(await refusal(client.register_result_budget(new_budget(request)))) == [
        "provisions-not-weighed"
    ]
    await talked(agreed, request, provisions_first=WEIGHED)
    new = new_budget(request, external_reference="budget/1")
    assert (await client.register_result_budget(new, dry_run=True)).state is ResultBudgetState.SET
    made = await client.register_result_budget(new)
    assert (made.result_count, made.amount_cents, made.contract_id, made.provisions_weighed) == (
        3, 450_000, agreed.contract.id, 1,
    )  # fmt: skip
    assert await client.put_result_budget("budget/1", new) == made
    assert codes(await refusal(client.register_result_budget(new_budget(request)))) == ["budget-known"]
    provider = agreed.client(first)
    assert (await refusal(provider.get_result_budget(made.id))).status == 404
    stranger = await refusal(client.choose_result_budget_provider(made.id, "00000099000000999999"))
    assert stranger.code == "provider-not-a-member"
    chosen = await client.choose_result_budget_provider(made.id, first)
    assert await client.choose_result_budget_provider(made.id, first) == chosen
    assert (await provider.get_result_budget(made.id)).results == THREE
    assert (await client.choose_result_budget_provider(made.id, second)).version == 3
    assert (await refusal(provider.get_result_budget(made.id))).status == 404
    total = await client.get_result_budget_sum(request.citizen_id)
    assert (total.budgets, total.results, total.total_cents) == (1, 3, 450_000)
    ended = await client.end_result_budget(made.id, date(2026, 12, 31))
    assert (ended.state, ended.end_date) == (ResultBudgetState.ENDED, date(2026, 12, 31))
    assert (await refusal(client.withdraw_result_budget(made.id))).code == "result-budget-closed"
    assert (await client.get_result_budget_sum(request.citizen_id)).total_cents == 0
    facts = await agreed.facts("result-budget-set", "result-budget-chosen", "result-budget-ended")
    assert [fact.data["provider"] for fact in facts] == [None, first, second, second]
    assert "huishouden" not in str([fact.data for fact in facts])
    assert await client.list_result_budgets(citizenId=str(request.citizen_id)) == [ended]
    assert len((await client.explain_result_budget(made.id)).steps) == 5


@pytest.mark.rule("R-A32")
@pytest.mark.rule("F-33")
async def test_acute_care_gets_its_budget_at_once(agreed: Any) -> None:
    """Nothing was weighed yet: set all the same; withdrawn it is gone; others may not set one, nor see it."""
    client, request = agreed.client(), await agreed.report(acute=True)
    provider = agreed.client(agreed.tenant.providers[0])
    assert (await refusal(provider.register_result_budget(new_budget(request)))).status == 403
    made = await client.register_result_budget(new_budget(request))
    assert made.provisions_weighed == 0
    other = await neighbour(agreed.tenant)
    assert (await other.ask("access", "GET", f"/result-budgets/{made.id}")).status_code == 404
    assert (await client.withdraw_result_budget(made.id)).state is ResultBudgetState.WITHDRAWN
    wrong = new_budget(request, amount_cents=450_001, end_date=date(2026, 4, 30))
    assert codes(await refusal(client.register_result_budget(wrong))) == ["end-before-start", "shares-differ"]
