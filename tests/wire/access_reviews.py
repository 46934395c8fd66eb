"""The part of a purchaser's life in which decisions are looked at a second time, and experts say what they think of them."""

from datetime import date, timedelta

import pytest

from shared.clients.access import AccessClient
from shared.clients.base import Refusal
from shared.schemas import access
from shared.schemas.contracts import Contract
from shared.values.reviewing import AdviceKind, AdviceOpinion, ReviewCancellation, ReviewKind, ReviewOutcome
from shared.values.terms import Law
from tests.support.deciding import in_full
from tests.support.tenants import Tenant, new_tenant


async def look_again(tenant: Tenant, contract: Contract) -> None:
    """Reviews asked for, done and told; a sample promised; advice on a draft."""
    client, other = tenant.client(AccessClient), tenant.client(AccessClient, end_user="k.visser")
    first, second = [
        await client.report_request(
            access.NewRequest(
                citizen_reference=name, contract_id=contract.id, law=Law.WMO_2015, contact_on=tenant.today
            )
        )
        for name in ("toets-1", "toets-2")
    ]
    grant = access.NewDecision(
        product_category="02", product_code="02A03", provider=tenant.providers[0], start_date=tenant.today, volume=4,
        unit="04", frequency="4", motivation="Begeleiding is nodig.", **in_full(tenant.today),
    )  # fmt: skip
    decision = await client.take_decision(first.id, grant)
    draft = await client.take_decision(second.id, grant.model_copy(update={"draft": True}))
    await _review(tenant, client, other, decision)
    await _sample(tenant, client)
    await _advise(tenant, client, draft)


async def _review(
    tenant: Tenant, client: AccessClient, other: AccessClient, decision: access.Decision
) -> None:
    """One that is done by another than the consultant, one that is cancelled, and every list of them."""
    new = access.NewReview(kind=ReviewKind.VOLUNTARY, decision_id=decision.id)
    review = await client.put_review("toets/1", new)
    assert await client.put_review("toets/1", new) == review
    await other.assign_review(review.id, "k.visser")
    await other.contact_review(review.id, access.ReviewContact(citizen_contact_on=tenant.today))
    done = access.ReviewCompletion(outcome=ReviewOutcome.APPROVED)
    await other.complete_review(review.id, done)
    sent = await other.send_review_feedback(review.id)
    assert await client.get_review(review.id) == sent
    assert sent in await client.list_reviews(decisionId=str(decision.id))
    assert (await client.explain_review(review.id)).steps
    extension = access.NewReview(
        kind=ReviewKind.EXTENSION, decision_id=decision.id, extension_months=6, external_reference="toets/2"
    )
    await client.register_review(extension)
    conspicuous = await client.register_review(
        access.NewReview(kind=ReviewKind.CONSPICUOUS, decision_id=decision.id)
    )
    await client.cancel_review(conspicuous.id, ReviewCancellation.OPENED_IN_ERROR)
    days = (tenant.today, tenant.today)
    assert (await client.due_reviews(kind="extension")).due >= 1
    assert (await client.ending_allocations(7)).days == 7
    assert (await client.conspicuous_products(*days)).first_day == tenant.today
    assert (await other.consultant_feedback(*days)).consultants
    assert (await client.review_planning(*days)).on == tenant.today
    assert (await client.switch_team_register(*days)).voluntary >= 1


async def _sample(tenant: Tenant, client: AccessClient) -> None:
    """The month that runs and the next are promised, once; another municipality's month is over, and its draw proven."""
    current, following = f"{tenant.today:%Y-%m}", f"{tenant.today.replace(day=28) + timedelta(days=7):%Y-%m}"
    sample = await client.put_review_sample("steekproef/1", access.NewReviewSample(period=current))
    await client.register_review_sample(access.NewReviewSample(period=following))
    with pytest.raises(Refusal):
        await client.register_review_sample(access.NewReviewSample(period=current))
    assert [one.period for one in await client.list_review_samples()] == [current, following]
    assert await client.get_review_sample(sample.id) == sample
    assert (await client.explain_review_sample(sample.id)).steps
    with pytest.raises(Refusal):
        await client.prove_review_sample(sample.id)
    other = await new_tenant(tenant.house, date(2027, 1, 31), providers=0)
    elsewhere = other.client(AccessClient)
    drawn = await elsewhere.register_review_sample(access.NewReviewSample(period="2027-01"))
    await other.live_until(date(2027, 2, 1))
    assert (await elsewhere.prove_review_sample(drawn.id)).verified


async def _advise(tenant: Tenant, client: AccessClient, draft: access.Decision) -> None:
    """An expert of the chosen provider, and two of different ones together."""
    experts = [
        access.NewAdviser(expert=name, employer=oin)
        for name, oin in zip(("A. de Wit", "B. Groen"), tenant.providers, strict=False)
    ]
    new = access.NewExpertAdvice(
        decision_id=draft.id, kind=AdviceKind.ADVICE, advisers=experts[:1], advised_on=tenant.today,
        opinion=AdviceOpinion.POSITIVE,
    )  # fmt: skip
    advice = await client.put_expert_advice("advies/1", new)
    await client.register_expert_advice(
        new.model_copy(update={"kind": AdviceKind.JOINT_ADVICE, "advisers": experts})
    )
    assert await client.get_expert_advice(advice.id) == advice
    assert advice in await client.list_expert_advices(decisionId=str(draft.id))
    assert (await client.explain_expert_advice(advice.id)).steps
    assert (await client.advice_counts(tenant.today, tenant.today)).warnings >= 1
