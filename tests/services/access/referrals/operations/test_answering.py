"""What follows on a referral over HTTP: referred on with approval, escalated, costed and counted."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewOnwardReferral, NewReferral, ReferralEscalation
from shared.values.choosing import (
    ApprovalState,
    CareDomain,
    CareIntensity,
    EscalationOutcome,
    EscalationParty,
    RefusalKind,
)
from shared.values.questions import ReferrerType
from shared.values.terms import Law
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.legal_checks.known import catalogued

DAY = date(2026, 4, 20)


async def approvals(agreed: Any) -> None:
    """The municipality wants to approve of onward referrals from today on."""
    answer = await agreed.post("/policies", {"validFrom": DAY.isoformat(), "onwardReferralApproval": True})
    assert answer.status_code == 201, answer.text


@pytest.mark.rule("R-A24")
async def test_a_specialist_refers_on_once_the_basic_team_approves(agreed: Any) -> None:
    """The policy demands it: the other sees nothing until then; denied it never does; who asks and who decides are two."""
    await approvals(agreed)
    one, two = agreed.tenant.providers[:2]
    client, first, second = agreed.client(), agreed.client(one), agreed.client(two)
    taken = await agreed.referred()
    stranger = await refusal(second.refer_on(taken.id, NewOnwardReferral(provider=one)))
    assert (stranger.status, stranger.code) == (404, "referral-not-found")
    new = NewOnwardReferral(provider=two, external_reference="door/1", intensity=CareIntensity.HEAVY)
    held = await first.refer_on(taken.id, new)
    assert (held.approval, held.from_provider, held.onward_of, held.provider) == (
        ApprovalState.PENDING, one, taken.id, two,
    )  # fmt: skip
    assert await first.refer_on(taken.id, new) == held
    assert (await refusal(second.get_referral(held.id))).status == 404
    assert (await refusal(first.approve_referral(held.id, True))).status == 403
    denied = await client.approve_referral(held.id, False)
    assert (denied.approval, denied.closed_on, denied.approved_by) == (ApprovalState.DENIED, DAY, "j.jansen")
    again = await client.refer_on(taken.id, NewOnwardReferral(provider=two))
    let = await client.approve_referral(again.id, True)
    assert let.approval is ApprovalState.APPROVED
    assert (await second.accept_referral(let.id)).state == "accepted"
    assert (await refusal(client.approve_referral(let.id, True))).code == "approval-not-pending"
    assert (await second.get_request(taken.request_id)).id == taken.request_id
    facts = await agreed.facts("referral-made", "referral-denied", "referral-approved")
    assert [fact.data["approval"] for fact in facts] == [
        "notNeeded",
        "pending",
        "denied",
        "pending",
        "approved",
    ]
    assert "approvedBy" not in facts[-1].data
    assert [one.id for one in await client.list_referrals(request_id=taken.request_id)] == [
        taken.id,
        held.id,
        again.id,
    ]


@pytest.mark.rule("R-A24")
@pytest.mark.rule("G-40")
@pytest.mark.rule("F-33")
async def test_acute_care_is_referred_on_at_once(agreed: Any) -> None:
    """Whatever the policy says: the other sees it at once, and the team judges afterwards without closing it."""
    await approvals(agreed)
    one, two = agreed.tenant.providers[:2]
    request = await agreed.report(acute=True)
    made = await agreed.client().make_referral(
        request.id, NewReferral(provider=one, referrer_type=ReferrerType.GENERAL_PRACTITIONER)
    )
    assert made.referrer_type == "02"
    await agreed.client(one).accept_referral(made.id)
    onward = await agreed.client(one).refer_on(made.id, NewOnwardReferral(provider=two))
    assert onward.approval is ApprovalState.AFTERWARDS
    judged = await agreed.client().approve_referral(onward.id, False)
    assert (judged.approval, judged.closed_on) == (ApprovalState.DENIED_AFTERWARDS, None)
    assert (await agreed.client(two).accept_referral(onward.id)).state == "accepted"
    later = await agreed.client().make_referral(
        (await agreed.report("inwoner-2")).id, NewReferral(provider=one)
    )
    await agreed.client(one).accept_referral(later.id)
    held = await agreed.client(one).refer_on(later.id, NewOnwardReferral(provider=two))
    assert held.approval is ApprovalState.PENDING
    flag = {"acute": True, "motive": "Thuis niet veilig."}
    assert (await agreed.post(f"/requests/{later.request_id}/acute-flag", flag)).status_code == 200
    let = await agreed.client(two).get_referral(held.id)
    assert (let.approval, let.acute, let.version) == (ApprovalState.AFTERWARDS, True, held.version + 1)
    assert (await agreed.client(two).get_request(later.request_id)).acute
    steps = (await agreed.client(two).explain_referral(held.id)).steps
    assert [step.rule for step in steps][-1] == "F-33"
    [fact] = await agreed.facts("referral-released")
    assert (fact.subject, fact.data["approval"]) == (str(held.id), "afterwards")
    assert (await agreed.client(two).accept_referral(held.id)).state == "accepted"
    assert (await agreed.client().approve_referral(held.id, True)).approval is ApprovalState.APPROVED


@pytest.mark.rule("R-A36")
@pytest.mark.rule("E-19")
@pytest.mark.rule("D-53")
async def test_refusals_escalate_and_are_counted(agreed: Any) -> None:
    """Level 1 by the refusal, 2 and 3 by the municipality; who cannot deliver breaches nothing; counts and flows name no person."""
    one, two = agreed.tenant.providers[:2]
    client = agreed.client()
    request = await agreed.report()
    by_gp = NewReferral(provider=one, referrer_type=ReferrerType.GENERAL_PRACTITIONER)
    wmo = await refusal(client.make_referral(request.id, by_gp))
    assert (wmo.status, wmo.code, codes(wmo)) == (409, "referral-refused", ["referrer-not-for-law"])
    heavy = NewReferral(
        provider=one,
        intensity=CareIntensity.HEAVY,
        expected_cents=120_000,
        from_domain=CareDomain.HEALTH_INSURANCE,
    )
    made = await client.make_referral(request.id, heavy)
    refused = await agreed.client(one).refuse_referral(made.id, "Te zwaar.")
    assert (refused.breach, refused.escalation_level, refused.refusal_kind) == (True, 1, "refused")
    step = ReferralEscalation(
        level=2,
        taken_on=DAY,
        party=EscalationParty.PROVIDER_BOARD,
        outcome=EscalationOutcome.ACCEPTED_AFTER_ALL,
    )
    third = await refusal(client.escalate_referral(made.id, step.model_copy(update={"level": 3})))
    assert (third.code, codes(third)) == ("escalation-refused", ["not-the-next-level"])
    escalated = await client.escalate_referral(made.id, step)
    assert (escalated.escalation_level, escalated.escalations, escalated.refusal_reason) == (
        2,
        [step],
        "Te zwaar.",
    )
    again = await client.make_referral(request.id, heavy)
    cannot = await agreed.client(one).refuse_referral(
        again.id, "Geen personeel.", kind=RefusalKind.CANNOT_DELIVER
    )
    assert (cannot.breach, cannot.escalation_level) == (False, 1)
    other = await client.make_referral(request.id, NewReferral(provider=two, intensity=CareIntensity.LIGHT))
    await agreed.client(two).accept_referral(other.id)
    assert (await client.settle_referral_cost(made.id, 118_500)).real_cents == 118_500
    counts = await client.refusal_counts(DAY, DAY, agreed.contract.id)
    told = {
        (c.provider, c.intensity, c.referrals, c.refused, c.cannot_deliver, c.refusal_basis_points)
        for c in counts.lines
    }
    assert told == {(one, "heavy", 2, 1, 1, 5_000), (two, "light", 1, 0, 0, 0)}
    flows = await client.domain_flows(DAY, DAY)
    assert [(f.from_domain, f.to_domain, f.referrals, f.expected_cents, f.real_cents, f.costed) for f in flows.lines] == [
        ("wmo", "wmo", 1, 0, 0, 0), ("zvw", "wmo", 2, 240_000, 118_500, 1),
    ]  # fmt: skip
    assert (await refusal(agreed.client(one).refusal_counts(DAY, DAY))).status == 403
    assert (await refusal(agreed.client(one).escalate_referral(made.id, step))).status == 403
    assert request.law is Law.WMO_2015


@pytest.mark.rule("R-A24")
@pytest.mark.rule("G-40", "F-33")
async def test_a_crisis_product_is_referred_on_at_once(agreed: Any) -> None:
    """By its product alone, named by who refers on or by the question: nobody approves before, and what waited is let go."""
    await approvals(agreed)
    await catalogued(agreed, code="02A03", acute=True)
    await catalogued(agreed, code="02A04")
    one, two = agreed.tenant.providers[:2]
    client, first, second = agreed.client(), agreed.client(one), agreed.client(two)
    taken = await agreed.referred()
    plain = NewOnwardReferral(provider=two, product_category="02", product_code="02A04")
    held = await client.refer_on(taken.id, plain)
    assert (held.approval, held.acute) == (ApprovalState.PENDING, False)
    assert (await refusal(second.get_referral(held.id))).status == 404
    seen = {"If-Match": f'"{(await client.get_request(taken.request_id)).version}"'}
    asked = {"productCategory": "02", "productCode": "02A03"}
    completed = await agreed.tenant.ask(
        "access", "PATCH", f"/requests/{taken.request_id}", json=asked, headers=seen
    )
    assert completed.status_code == 200, completed.text
    let = await second.get_referral(held.id)
    assert (let.approval, let.acute) == (ApprovalState.AFTERWARDS, True)
    request = await agreed.report("inwoner-2")
    made = await client.make_referral(
        request.id, NewReferral(provider=one, product_category="02", product_code="02A03")
    )
    assert made.acute and not (await client.get_request(request.id)).acute
    await first.accept_referral(made.id)
    onward = await first.refer_on(made.id, NewOnwardReferral(provider=two))
    assert (onward.approval, onward.acute) == (ApprovalState.AFTERWARDS, True)
    assert (await second.accept_referral(onward.id)).state == "accepted"
    third = await agreed.referred("inwoner-3")
    crisis = await client.refer_on(third.id, plain.model_copy(update={"product_code": "02A03"}))
    assert (crisis.approval, crisis.acute) == (ApprovalState.AFTERWARDS, True)
