"""Ways round a gate over HTTP: value asked apart, no product named, judged by who changed it, general after all."""

from datetime import date
from typing import Any

import pytest

from shared.schemas import access as schemas
from shared.values.deciding import DecisionState, GateState
from shared.values.legal_frames import FindingLevel, LegalCheckAnswer, LegalCheckKind, LegalCheckReason
from shared.values.products import SupportKind
from shared.values.reviewing import AdviceKind, AdviceOpinion, Ratifier, ReviewOutcome, ReviewState
from shared.values.terms import ContractState, Law, ProvisionType, ReferralState, RequestState
from tests.services.access.allocation_requests.test_rest import new_request
from tests.services.access.care_starts.test_rest import codes
from tests.services.access.decisions.test_contracts import with_terms
from tests.services.access.decisions.test_course import refusal, states
from tests.services.access.legal_checks.known import catalogued, youth_of

APPROVED = schemas.ReviewCompletion(outcome=ReviewOutcome.APPROVED, advice="Akkoord.")


@pytest.mark.rule("G-36")
@pytest.mark.rule("R-A07")
async def test_what_a_provider_was_granted_counts_with_the_decision(agreed: Any) -> None:
    """A budget of €45,000 on the question, then a decision of €5,000.01: the switch team looks first; of €5,000.00 it does not."""
    await agreed.mandated()
    client, request = agreed.client(), await youth_of(agreed, "jongere", "2014-01-01")
    asked = new_request(
        agreed, request.citizen_id, request_id=request.id, start_date=agreed.tenant.today, budget_cents=4_500_000,
        product_category="54", product_code=None, volume=None, unit=None, frequency=None,
    )  # fmt: skip
    made = await agreed.client(agreed.tenant.providers[0]).register_allocation_request(asked)
    await client.grant_allocation_request(made.id, schemas.AllocationGrant())
    given = {
        "law": Law.JEUGDWET,
        "product_category": "50",
        "product_code": "50A01",
        "end_date": date(2026, 12, 31),
    }
    over = agreed.new_decision(value_cents=500_001, **given)
    assert codes(await refusal(client.take_decision(request.id, over))) == ["switchTeam"]
    draft = await client.take_decision(request.id, over.model_copy(update={"draft": True}))
    await client.submit_decision(draft.id)
    (review,) = await client.list_reviews(kind="switchTeam")
    assert review.asked_cents == 5_000_001
    await client.withdraw_decision(draft.id)
    within = agreed.new_decision(value_cents=500_000, clarification=None, **given)
    assert (await client.take_decision(request.id, within)).state is DecisionState.FINAL


@pytest.mark.rule("R-A14")
@pytest.mark.rule("F-33")
async def test_what_names_no_known_product_counts_as_the_heaviest_of_its_category(agreed: Any) -> None:
    """With an active indication guidance is blocked by its code, without one and by an unknown one; named transport warns."""
    client, request = agreed.client(), await agreed.report()
    await catalogued(agreed)
    await catalogued(agreed, code="02V01", support_kind=SupportKind.TRANSPORT)
    asked = schemas.NewLegalCheck(
        request_id=request.id, kind=LegalCheckKind.WLZ_REGISTER, reason=LegalCheckReason.PERMANENT_SUPERVISION
    )
    check = await client.register_legal_check(asked)
    given = schemas.AnsweredLegalCheck(answer=LegalCheckAnswer.ACTIVE_INDICATION, from_date=date(2026, 2, 1))
    await client.answer_legal_check(check.id, given)
    sizes: tuple[dict[str, Any], ...] = (
        {"product_code": "02A03"}, {"product_code": "02A99"},
        {"product_code": None, "volume": None, "unit": None, "frequency": None},
    )  # fmt: skip
    for size in sizes:
        refused = await refusal(client.take_decision(request.id, agreed.new_decision(**size)))
        assert "legalFrame.wlz-covers" in codes(refused), size
    judged = await client.judge_legal_frame(request.id, "02", agreed.tenant.today)
    assert judged.findings[0].level is FindingLevel.BLOCKED
    crisis = agreed.new_decision(
        product_code="02A99", acute=True, motivation="Nu nodig.", end_date=date(2026, 6, 30)
    )
    acute = await agreed.report("inwoner-2")
    asked = asked.model_copy(update={"request_id": acute.id})
    await client.answer_legal_check((await client.register_legal_check(asked)).id, given)
    assert (await client.take_decision(acute.id, crisis)).acute_review
    warned = await client.take_decision(request.id, agreed.new_decision(product_code="02V01"))
    assert warned.state is DecisionState.FINAL


@pytest.mark.rule("R-A27")
async def test_the_catalogue_says_what_is_general(agreed: Any) -> None:
    """A product that the catalogue calls general is refused as tailor-made; a refusal of it is a decision; acute is reviewed."""
    await catalogued(agreed, provision_type=ProvisionType.GENERAL)
    client, request = agreed.client(), await agreed.report()
    refused = await refusal(client.take_decision(request.id, agreed.new_decision()))
    [error] = refused.problem["errors"]
    assert (refused.status, error["code"], error["location"], error["rule"]) == (
        409, "provision", "#/productCode", "R-A27",
    )  # fmt: skip
    draft = await client.take_decision(request.id, agreed.new_decision(draft=True))
    assert states(await client.decision_readiness(draft.id))["provision"] is GateState.MISSING
    other = await agreed.report("inwoner-2")
    crisis = agreed.new_decision(acute=True, motivation="Nu nodig.", end_date=date(2026, 6, 30))
    assert (await client.take_decision(other.id, crisis)).acute_review


@pytest.mark.rule("F-28")
@pytest.mark.rule("R-A07")
@pytest.mark.rule("R-A20")
async def test_who_changed_a_draft_neither_reviews_nor_ratifies_it(agreed: Any) -> None:
    """K changed the value of J's draft: K neither is assigned, completes, advises nor ratifies; S, who did nothing to it, may."""
    client, changer = agreed.client(), agreed.client(end_user="k.visser")
    request = await agreed.report()
    draft = await client.take_decision(request.id, agreed.new_decision(value_cents=1_000, draft=True))
    draft = await changer.change_decision(
        draft.id, draft.version, schemas.DecisionChange(value_cents=90_000_000)
    )
    await client.submit_decision(draft.id)
    (review,) = await client.list_reviews(kind="switchTeam")
    for made in (
        client.assign_review(review.id, "k.visser"), changer.complete_review(review.id, APPROVED),
    ):  # fmt: skip
        assert (await refusal(made)).code == "reviewer-decided"
    advice = schemas.NewExpertAdvice(
        decision_id=draft.id, kind=AdviceKind.RATIFICATION, ratifier=Ratifier.MUNICIPAL_DESK,
        advisers=[schemas.NewAdviser(expert="k.visser")], advised_on=agreed.tenant.today,
        opinion=AdviceOpinion.POSITIVE,
    )  # fmt: skip
    assert codes(await refusal(changer.register_expert_advice(advice))) == ["same-person"]
    team = agreed.client(end_user="s.team")
    by_team = advice.model_copy(update={"advisers": [schemas.NewAdviser(expert="s.team")]})
    assert (await team.register_expert_advice(by_team)).recorded_by == "s.team"
    assert (await team.complete_review(review.id, APPROVED)).state is ReviewState.COMPLETED
    assert (await client.finalise_decision(draft.id)).state is DecisionState.FINAL


@pytest.mark.rule("F-33")
@pytest.mark.rule("R-X06")
async def test_acute_care_does_not_wait_for_its_contract(agreed: Any) -> None:
    """Under a suspended or ended contract what is acute is reported, referred and referred on, and told so; the rest is refused."""
    client, (first, second, *_) = agreed.client(), agreed.tenant.providers
    plain = await agreed.report()
    for told in ({"state": ContractState.SUSPENDED}, {"end_date": date(2026, 3, 31)}):
        citizen = f"inwoner-{len(told)}-{next(iter(told))[0]}"
        await with_terms(agreed, **told)
        assert (await refusal(agreed.report(citizen))).code == "contract-not-in-force"
        request = await agreed.report(citizen, acute=True, acute_motive="Vandaag nodig.")
        assert request.state is RequestState.RECEIVED
        assert "F-33" in {one.rule for one in (await client.explain_request(request.id)).steps}
        new = schemas.NewReferral(provider=first)
        assert (await refusal(client.make_referral(plain.id, new))).code == "contract-not-in-force"
        made = await client.make_referral(request.id, new)
        assert (made.state, made.acute) == (ReferralState.MADE, True)
        assert "F-33" in {one.rule for one in (await client.explain_referral(made.id)).steps}
        await agreed.client(first).accept_referral(made.id)
        onward = await agreed.client(first).refer_on(made.id, schemas.NewOnwardReferral(provider=second))
        assert onward.acute
    await with_terms(agreed, end_date=date(2026, 3, 31))
    await catalogued(agreed, code="02A03", acute=True)
    crisis = await agreed.report("inwoner-c", product_category="02", product_code="02A03")
    assert crisis.state is RequestState.RECEIVED


@pytest.mark.rule("F-33")
@pytest.mark.rule("R-A48")
async def test_acute_care_stands_beside_a_draft_on_its_product(agreed: Any) -> None:
    """A colleague's draft holds nothing up and goes on after it; plain care beside it is refused; acute is not granted twice."""
    client, other = agreed.client(), agreed.client(end_user="a.ander")
    request = await agreed.report()
    plain = await client.take_decision(
        request.id, agreed.new_decision(draft=True, end_date=date(2026, 12, 31))
    )
    again = agreed.new_decision(clarification=None)
    assert (await refusal(client.take_decision(request.id, again))).code == "decision-there-already"
    crisis = agreed.new_decision(acute=True, motivation="Nu nodig.", end_date=date(2026, 6, 30))
    made = await other.take_decision(request.id, crisis)
    assert (made.state, made.acute) == (DecisionState.FINAL, True)
    assert "overlap" in codes(await refusal(client.finalise_decision(plain.id)))
    later = await client.change_decision(
        plain.id, plain.version, schemas.DecisionChange(start_date=date(2026, 7, 1))
    )
    assert states(await client.decision_readiness(later.id))["overlap"] is GateState.PASSED
    urgent = await agreed.report("inwoner-2", acute=True, acute_motive="Vandaag nodig.")
    bare = agreed.new_decision(end_date=date(2026, 6, 30))
    draft = await client.take_decision(urgent.id, bare.model_copy(update={"draft": True}))
    assert (await other.take_decision(urgent.id, bare)).acute
    assert (await refusal(client.finalise_decision(draft.id))).code == "decision-there-already"
