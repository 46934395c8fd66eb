"""Very costly and rare care that a provider asks for is ratified by another first; acute care afterwards, over HTTP (R-A20, F-28)."""

from datetime import date
from typing import Any

import pytest

from shared.schemas import access as schemas
from shared.values.products import SupportKind
from shared.values.reviewing import AdviceKind, AdviceOpinion, Ratifier
from shared.values.terms import Law
from tests.services.access.allocation_requests.test_grounds import ACUTE, GRANT
from tests.services.access.allocation_requests.test_rest import new_request
from tests.services.access.allocation_requests.test_valuing import BUDGET
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.conftest import a_mandate
from tests.services.access.legal_checks.known import catalogued, youth, youth_of

RATIFIER = "k.visser"
SIZELESS: dict[str, Any] = {"product_code": None, "volume": None, "unit": None, "frequency": None}


async def _ratified(agreed: Any, decision: Any, opinion: AdviceOpinion = AdviceOpinion.POSITIVE) -> None:
    """Another than the consultant ratifies a draft, or not."""
    new = schemas.NewExpertAdvice(
        decision_id=decision.id, kind=AdviceKind.RATIFICATION, ratifier=Ratifier.MUNICIPAL_DESK,
        advisers=[schemas.NewAdviser(expert=RATIFIER)], advised_on=agreed.tenant.today, opinion=opinion,
    )  # fmt: skip
    await agreed.client(end_user=RATIFIER).register_expert_advice(new)


def _youth_decision(agreed: Any, **other: Any) -> schemas.NewDecision:
    """A decision on youth help until 31-10."""
    given: dict[str, Any] = {
        "product_category": "45",
        "product_code": "45A04",
        "end_date": date(2026, 10, 31),
    }
    made: schemas.NewDecision = agreed.new_decision(law=Law.JEUGDWET, **{**given, **other})
    return made


@pytest.mark.rule("R-A20")
@pytest.mark.rule("F-28")
@pytest.mark.rule("F-33")
async def test_above_the_limit_another_ratifies_first(agreed: Any) -> None:
    """Limit 10,000.00: that is granted; 10,000.01 once another than who grants ratified no less than it; acute at once, looked at."""
    await agreed.mandated()
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    await client.register_policy(
        schemas.NewPolicy(valid_from=agreed.tenant.today, ratified_above_cents=1_000_000)
    )
    first = await youth_of(agreed, "jong-a", "2012-01-01")
    within = new_request(agreed, first.citizen_id, "VOT/1", **BUDGET, budget_cents=1_000_000)
    await client.grant_allocation_request((await provider.register_allocation_request(within)).id, GRANT)

    question = await youth_of(agreed, "jong-b", "2012-01-01")
    above = new_request(agreed, question.citizen_id, "VOT/2", **BUDGET, budget_cents=1_000_001)
    asked = await provider.register_allocation_request(above)
    refused = await refusal(client.grant_allocation_request(asked.id, GRANT))
    assert (codes(refused), refused.problem["errors"][0]["rule"]) == (["ratification"], "R-A20")
    given = {**SIZELESS, "draft": True}
    less = await client.take_decision(question.id, _youth_decision(agreed, **given, value_cents=1_000_000))
    await _ratified(agreed, less)
    again = await refusal(client.grant_allocation_request(asked.id, GRANT))
    assert codes(again) == ["ratification"], "what was ratified is worth less"
    await client.withdraw_decision(less.id)
    draft = await client.take_decision(question.id, _youth_decision(agreed, **given, value_cents=1_000_001))
    await _ratified(agreed, draft)
    await agreed.tell("mandate-registered", a_mandate(agreed.tenant, law=Law.JEUGDWET, holder=RATIFIER))
    by_herself = agreed.client(end_user=RATIFIER).grant_allocation_request(asked.id, GRANT)
    assert codes(await refusal(by_herself)) == ["ratification"], "who ratified does not grant"
    await client.grant_allocation_request(asked.id, GRANT)

    third = await youth_of(agreed, "jong-c", "2012-01-01")
    acute = new_request(agreed, third.citizen_id, "VOT/3", **BUDGET, budget_cents=1_000_001, **ACUTE)
    done = await client.grant_allocation_request(
        (await provider.register_allocation_request(acute)).id, GRANT
    )
    reviews = await client.list_reviews(kind="afterAcute")
    assert [one.allocation_id for one in reviews] == [done.allocation_id]


@pytest.mark.rule("R-A20")
async def test_a_rare_kind_is_ratified_and_a_category_counts_as_its_heaviest(agreed: Any) -> None:
    """Youth care plus, by its code, by its category and by an unknown code: refused; a light code is granted; a negative opinion, or one from before a change, is none."""
    question = await youth(agreed, "2012-01-01")
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    await catalogued(agreed, code="45A04", category="45", support_kind=SupportKind.YOUTH_CARE_PLUS)
    await catalogued(agreed, code="45A05", category="45")
    sizes: list[tuple[dict[str, Any], bool]] = [
        ({}, True),
        ({"product_code": "45A99"}, True),
        ({**BUDGET, "budget_cents": 100_000}, True),
        ({"product_code": "45A05"}, False),
    ]
    for number, (size, rare) in enumerate(sizes):
        new = new_request(
            agreed, question.citizen_id, f"VOT/{number}", **{"start_date": date(2026, 4, 20), **size}
        )
        asked = await provider.register_allocation_request(new)
        if rare:
            assert codes(await refusal(client.grant_allocation_request(asked.id, GRANT))) == ["ratification"]
            await provider.withdraw_allocation_request(asked.id)
        else:
            await client.grant_allocation_request(asked.id, GRANT)
    other = await youth_of(agreed, "jong-b", "2012-01-01")
    asked = await provider.register_allocation_request(
        new_request(agreed, other.citizen_id, "VOT/8", start_date=date(2026, 4, 20), request_id=other.id)
    )
    draft = await client.take_decision(other.id, _youth_decision(agreed, value_cents=1, draft=True))
    await _ratified(agreed, draft, AdviceOpinion.NEGATIVE)
    assert codes(await refusal(client.grant_allocation_request(asked.id, GRANT))) == ["ratification"]
    await _ratified(agreed, draft)
    await client.change_decision(draft.id, draft.version, schemas.DecisionChange(value_cents=2))
    changed = await refusal(client.grant_allocation_request(asked.id, GRANT))
    assert codes(changed) == ["ratification"], "it was ratified at another value"
    await _ratified(agreed, draft)
    await client.grant_allocation_request(asked.id, GRANT)


@pytest.mark.rule("R-A20")
async def test_the_ratification_of_the_decision_that_it_names_counts(agreed: Any) -> None:
    """Youth care plus decided after its ratification: a request that names it is granted, one that names nothing is not."""
    question = await youth(agreed, "2012-01-01")
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    await catalogued(agreed, code="45A04", category="45", support_kind=SupportKind.YOUTH_CARE_PLUS)
    days = {"start_date": date(2026, 7, 1), "end_date": date(2026, 12, 31)}
    draft = await client.take_decision(
        question.id, _youth_decision(agreed, **days, value_cents=1, draft=True)
    )
    await _ratified(agreed, draft)
    decision = await client.finalise_decision(draft.id)
    early: dict[str, Any] = {"start_date": date(2026, 4, 20), "end_date": date(2026, 6, 30)}
    bare = await provider.register_allocation_request(
        new_request(agreed, question.citizen_id, "VOT/1", **early)
    )
    assert codes(await refusal(client.grant_allocation_request(bare.id, GRANT))) == ["ratification"]
    await provider.withdraw_allocation_request(bare.id)
    named = {"decision_number": decision.allocation_number, "decision_date": decision.decided_on}
    asked = await provider.register_allocation_request(
        new_request(agreed, question.citizen_id, "VOT/2", **early, **named)
    )
    done = await client.grant_allocation_request(asked.id, GRANT)
    assert (await client.get_allocation(done.allocation_id)).decision_id == decision.id
