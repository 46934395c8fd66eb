"""What grows of an allocation is held to law and ratification as a decision is, over HTTP: ages, the Wlz, another who ratifies."""

from datetime import date
from typing import Any

import pytest

from shared.schemas import access as schemas
from shared.schemas.access import AllocationChange
from shared.values.arrangements import Scenario
from shared.values.legal_frames import LegalCheckAnswer, LegalCheckKind, LegalCheckReason
from shared.values.products import SupportKind
from shared.values.reviewing import AdviceKind, AdviceOpinion, Ratifier
from shared.values.terms import ContractState, Law
from tests.services.access.allocations.test_grounds import WHY, with_review
from tests.services.access.allocations.test_rest import granted, scenario
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.decisions.test_contracts import with_terms
from tests.services.access.legal_checks.known import catalogued, youth

RATIFIER = "k.visser"
SHORTER = AllocationChange(change_reason="05", end_date=date(2026, 5, 31), motivation=WHY)


def until(last: date, reason: str = "04") -> AllocationChange:
    """Another last day, with a motivation."""
    return AllocationChange(change_reason=reason, end_date=last, motivation=WHY)


async def indicated(agreed: Any, request_id: Any, since: date) -> None:
    """The Wlz register answers that there is an active indication."""
    client = agreed.client()
    check = await client.register_legal_check(
        schemas.NewLegalCheck(
            request_id=request_id, kind=LegalCheckKind.WLZ_REGISTER, reason=LegalCheckReason.PERMANENT_SUPERVISION
        )
    )  # fmt: skip
    given = schemas.AnsweredLegalCheck(answer=LegalCheckAnswer.ACTIVE_INDICATION, from_date=since)
    await client.answer_legal_check(check.id, given)


async def ratified(agreed: Any, decision: Any, opinion: AdviceOpinion = AdviceOpinion.POSITIVE) -> None:
    """Another than the consultant ratifies a draft, or not."""
    new = schemas.NewExpertAdvice(
        decision_id=decision.id, kind=AdviceKind.RATIFICATION, ratifier=Ratifier.MUNICIPAL_DESK,
        advisers=[schemas.NewAdviser(expert=RATIFIER)], advised_on=agreed.tenant.today, opinion=opinion,
    )  # fmt: skip
    await agreed.client(end_user=RATIFIER).register_expert_advice(new)


@pytest.mark.rule("R-A16")
@pytest.mark.rule("R-A19")
async def test_a_later_end_stays_within_the_age_limit(agreed: Any) -> None:
    """Turns 18 on 1-9, tested: not until 31-10, until 31-8 it is."""
    question, client = await youth(agreed, "2008-09-01"), agreed.client()
    await catalogued(agreed, code="45A04", category="45")
    new = agreed.new_decision(
        law=Law.JEUGDWET, product_category="45", product_code="45A04", end_date=date(2026, 8, 15)
    )
    decision = await client.take_decision(question.id, new)
    [made] = await client.list_allocations(decisionId=str(decision.id))
    await with_review(agreed, made)
    refused = await refusal(client.change_allocation(made.id, until(date(2026, 10, 31))))
    assert refused.code == "allocation-change-refused"
    [error] = refused.problem["errors"]
    assert (error["rule"], error["location"]) == ("R-A16", "#/productCategory")
    assert error["code"].startswith("age-")
    assert (await client.change_allocation(made.id, until(date(2026, 8, 31)))).end_date == date(2026, 8, 31)


@pytest.mark.rule("R-A14")
@pytest.mark.rule("F-33")
async def test_the_wlz_stops_what_grows_and_not_what_shrinks(agreed: Any) -> None:
    """Wlz since 1-2: 3 to 5 hours of guidance is blocked, and longer; sooner is free; acute care gets more at once, looked at afterwards."""
    made, acute = await granted(agreed), await granted(agreed, "inwoner-2", acute=True)
    client = agreed.client()
    await catalogued(agreed)
    await scenario(agreed, Scenario.B)
    five = AllocationChange(change_reason="14", volume=5, effective_on=date(2026, 4, 27), motivation=WHY)
    for one in (made, acute):
        await indicated(agreed, one.request_id, date(2026, 2, 1))
    await with_review(agreed, made)
    for change in (five, until(date(2026, 9, 30))):
        refused = await refusal(client.change_allocation(made.id, change))
        assert [(one["code"], one["rule"]) for one in refused.problem["errors"]] == [("wlz-covers", "R-A14")]
    assert (await client.change_allocation(made.id, SHORTER)).end_date == date(2026, 5, 31)
    assert await client.list_reviews(kind="afterAcute") == []
    assert (await client.change_allocation(acute.id, five)).replaced_by_number is not None
    [review] = await client.list_reviews(kind="afterAcute")
    assert review.allocation_id == acute.id


@pytest.mark.rule("R-A14")
async def test_another_product_is_judged_by_what_it_becomes(agreed: Any) -> None:
    """Wlz since 1-2: transport may become other transport, and guidance that the catalogue does not know counts as the heaviest of its category."""
    client = agreed.client()
    for code in ("02V01", "02V02"):
        await catalogued(agreed, code=code, support_kind=SupportKind.TRANSPORT)
    await catalogued(agreed)
    made = await granted(agreed, product_code="02V01")
    await scenario(agreed, Scenario.B)
    await indicated(agreed, made.request_id, date(2026, 2, 1))
    for code, said in (("02A03", ["wlz-covers"]), ("02A99", ["wlz-covers"]), ("02V02", [])):
        other = AllocationChange(
            change_reason="14", product_code=code, effective_on=date(2026, 5, 4), motivation=WHY
        )
        if said:
            assert codes(await refusal(client.change_allocation(made.id, other))) == said
        else:
            assert (await client.change_allocation(made.id, other)).replaced_by_number is not None


@pytest.mark.rule("R-A20")
@pytest.mark.rule("F-28")
async def test_longer_care_above_the_limit_is_ratified_by_another(agreed: Any) -> None:
    """Limit 10,000.00: worth 10,000.00 is lengthened; 10,000.01 once another ratified a decision until that day or later; sooner is free."""
    client = agreed.client()
    low = await granted(agreed, "inwoner-2", value_cents=1_000_000)
    made = await granted(agreed, value_cents=1_000_001)
    await client.register_policy(
        schemas.NewPolicy(valid_from=agreed.tenant.today, ratified_above_cents=1_000_000)
    )
    last = date(2026, 9, 30)
    for one in (low, made):
        await with_review(agreed, one)
    assert (await client.change_allocation(low.id, until(last))).end_date == last

    refused = await refusal(client.change_allocation(made.id, until(last)))
    assert [(one["code"], one["rule"]) for one in refused.problem["errors"]] == [("ratification", "R-A20")]
    again = await agreed.report()
    for end, opinion, said in (
        (date(2026, 9, 29), AdviceOpinion.POSITIVE, ["ratification"]),
        (last, AdviceOpinion.NEGATIVE, ["ratification"]),
        (last, AdviceOpinion.POSITIVE, []),
    ):
        new = agreed.new_decision(volume=3, end_date=end, value_cents=1_000_001, draft=True)
        draft = await client.take_decision(again.id, new)
        await ratified(agreed, draft, opinion)
        if said:
            assert codes(await refusal(client.change_allocation(made.id, until(last)))) == said
            await client.withdraw_decision(draft.id)
    assert (await client.change_allocation(made.id, until(last))).end_date == last
    assert (await client.change_allocation(made.id, SHORTER)).end_date == date(2026, 5, 31)


@pytest.mark.rule("R-A20")
@pytest.mark.rule("R-A48")
@pytest.mark.rule("F-33")
async def test_a_rare_kind_is_ratified_before_it_grows_and_acute_care_afterwards(agreed: Any) -> None:
    """Guidance named as rare: more of it is refused, by its code or one that nobody knows; less is free; acute care gets more, with a review."""
    made, acute = await granted(agreed), await granted(agreed, "inwoner-2", acute=True)
    unknown = await granted(agreed, "inwoner-3", product_code="02A99")
    client = agreed.client()
    await catalogued(agreed)
    await client.register_policy(
        schemas.NewPolicy(valid_from=agreed.tenant.today, ratified_kinds=[SupportKind.INDIVIDUAL_GUIDANCE])
    )
    await scenario(agreed, Scenario.B)
    five = AllocationChange(change_reason="14", volume=5, effective_on=date(2026, 4, 27), motivation=WHY)
    for one in (made, unknown):
        assert codes(await refusal(client.change_allocation(one.id, five))) == ["ratification"]
    two = five.model_copy(update={"volume": 2})
    assert (await client.change_allocation(made.id, two)).replaced_by_number is not None
    assert (await client.change_allocation(acute.id, five)).replaced_by_number is not None
    assert [one.allocation_id for one in await client.list_reviews(kind="afterAcute")] == [acute.id]


@pytest.mark.rule("R-X06")
async def test_what_grows_is_carried_by_its_contract(agreed: Any) -> None:
    """The contract ends on 31-12-2029: care until that day is not lengthened beyond it, and of a suspended contract nothing grows; less is free."""
    made = await granted(agreed, end_date=date(2029, 12, 31))
    client = agreed.client()
    await with_review(agreed, made)
    refused = await refusal(client.change_allocation(made.id, until(date(2030, 3, 31))))
    assert ("contract-over", "R-X06") in [(one["code"], one["rule"]) for one in refused.problem["errors"]]
    await scenario(agreed, Scenario.B)
    await with_terms(agreed, state=ContractState.SUSPENDED, version=agreed.contract.version + 1)
    five = AllocationChange(change_reason="14", volume=5, effective_on=date(2026, 4, 27), motivation=WHY)
    assert codes(await refusal(client.change_allocation(made.id, five))) == ["contract-suspended"]
    assert (await client.change_allocation(made.id, SHORTER)).end_date == date(2026, 5, 31)
