"""Referring and referring on over HTTP where the provider was asked before: neutral to a provider, and open in acute need."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewOnwardReferral, NewReferral, ReferralEscalation
from shared.values.choosing import EscalationOutcome, EscalationParty
from shared.values.terms import ReferralState
from tests.services.access.care_starts.test_rest import codes, refusal

DAY = date(2026, 4, 20)


async def refused_and_taken(agreed: Any) -> Any:
    """A request that the second provider refused and the first took on: its referral."""
    one, two = agreed.tenant.providers[:2]
    client = agreed.client()
    request = await agreed.report()
    first = await client.make_referral(request.id, NewReferral(provider=two))
    await agreed.client(two).refuse_referral(first.id, "geen plaats")
    made = await client.make_referral(request.id, NewReferral(provider=one))
    return await agreed.client(one).accept_referral(made.id)


async def acute(agreed: Any, request_id: Any) -> None:
    """The question becomes acute."""
    flag = {"acute": True, "motive": "Thuis niet veilig."}
    assert (await agreed.post(f"/requests/{request_id}/acute-flag", flag)).status_code == 200


@pytest.mark.rule("R-A24")
@pytest.mark.rule("R-A36")
async def test_a_provider_does_not_learn_who_refused_before(agreed: Any) -> None:
    """409 in both languages without a word of a refusal, seen or not; the municipality is told; nothing is half written."""
    one, two, three = agreed.tenant.providers[:3]
    client, asking = agreed.client(), agreed.client(one)
    taken = await refused_and_taken(agreed)
    before, count = await client.get_request(taken.request_id), len(await client.list_referrals())
    path = f"/referrals/{taken.id}/onward-referrals"
    answers = [await agreed.post(path, {"provider": two}, oin=one, key="zelfde") for _ in range(2)]
    for hidden in answers:
        problem = hidden.json()
        assert (hidden.status_code, problem["code"], problem["rule"]) == (
            409,
            "referral-not-possible",
            "R-A24",
        )
        assert [error["location"] for error in problem["errors"]] == ["#/provider"]
        assert "Kies een andere aanbieder" in problem["mend"]
        assert "weiger" not in hidden.text and str(DAY) not in hidden.text
    english = await agreed.post(path, {"provider": two}, oin=one, headers={"Accept-Language": "en"})
    assert "ask the municipality" in english.json()["mend"] and "refuse" not in english.text
    assert await client.get_request(taken.request_id) == before
    assert len(await client.list_referrals()) == count
    telling = await refusal(client.refer_on(taken.id, NewOnwardReferral(provider=two)))
    assert (telling.status, telling.code) == (409, "provider-refused-before")
    onward = await asking.refer_on(taken.id, NewOnwardReferral(provider=three))
    still = await refusal(asking.refer_on(taken.id, NewOnwardReferral(provider=two)))
    assert still.code == "referral-open"
    await agreed.client(three).refuse_referral(onward.id, "geen plaats")
    seen = await refusal(asking.refer_on(taken.id, NewOnwardReferral(provider=three)))
    assert (seen.status, seen.code, codes(seen)) == (409, "referral-not-possible", ["referral-not-possible"])
    assert seen.problem["mend"] == answers[0].json()["mend"]
    assert seen.problem["detail"].replace(three, two) == answers[0].json()["detail"]


@pytest.mark.rule("F-33")
@pytest.mark.rule("R-A36")
async def test_who_refused_is_asked_again_in_acute_need(agreed: Any) -> None:
    """Refused, then acute: asked anew, once at a time, refused and escalated anew, and asked a third time; each referral stands."""
    one = agreed.tenant.providers[0]
    client, provider = agreed.client(), agreed.client(one)
    request = await agreed.report()
    new = NewReferral(provider=one)
    first = await client.make_referral(request.id, new)
    await provider.refuse_referral(first.id, "geen plaats")
    assert (await refusal(client.make_referral(request.id, new))).code == "provider-refused-before"
    await acute(agreed, request.id)
    second = await client.make_referral(request.id, new)
    assert (second.acute, second.state, second.provider) == (True, ReferralState.MADE, one)
    assert (await refusal(client.make_referral(request.id, new))).code == "referral-open"
    refused = await provider.refuse_referral(second.id, "nog steeds vol")
    assert (refused.breach, refused.escalation_level) == (True, 1)
    step = ReferralEscalation(
        level=2, taken_on=DAY, party=EscalationParty.PROVIDER_BOARD, outcome=EscalationOutcome.UNRESOLVED
    )
    for each in (first, second):
        assert (await client.escalate_referral(each.id, step)).escalation_level == 2
    third = await client.make_referral(request.id, new)
    accepted = await provider.accept_referral(third.id)
    assert accepted.state is ReferralState.ACCEPTED
    listed = await client.list_referrals(request_id=request.id)
    assert [(each.id, each.state) for each in listed] == [
        (first.id, "refused"), (second.id, "refused"), (third.id, "accepted"),
    ]  # fmt: skip
    assert [each.id for each in await client.list_referrals(breach=True)] == [first.id, second.id]
    assert [each.id for each in await provider.list_requests()] == [request.id]


@pytest.mark.rule("F-33")
@pytest.mark.rule("R-A24")
async def test_a_provider_refers_on_in_acute_need_to_who_refused(agreed: Any) -> None:
    """Hidden from it and no matter: made at once, answered as any other; while it is open it is not made twice."""
    one, two = agreed.tenant.providers[:2]
    taken = await refused_and_taken(agreed)
    await acute(agreed, taken.request_id)
    onward = await agreed.client(one).refer_on(taken.id, NewOnwardReferral(provider=two))
    assert (onward.acute, onward.provider, onward.state) == (True, two, ReferralState.MADE)
    twice = await refusal(agreed.client(one).refer_on(taken.id, NewOnwardReferral(provider=two)))
    assert (twice.status, twice.code) == (409, "referral-open")
    assert (await agreed.client(two).accept_referral(onward.id)).state is ReferralState.ACCEPTED


@pytest.mark.rule("F-33")
@pytest.mark.rule("R-A36")
async def test_acute_need_does_not_wait_for_who_is_silent(agreed: Any) -> None:
    """Asked and silent: another is not asked, acute it is, and the first closes the same day, told; who took the care on keeps it."""
    one, two, three = agreed.tenant.providers[:3]
    client = agreed.client()
    request = await agreed.report()
    silent = await client.make_referral(request.id, NewReferral(provider=one))
    assert (
        await refusal(client.make_referral(request.id, NewReferral(provider=two)))
    ).code == "referral-open"
    await acute(agreed, request.id)
    made = await client.make_referral(request.id, NewReferral(provider=two))
    assert (made.acute, made.state) == (True, ReferralState.MADE)
    listed = await client.list_referrals(request_id=request.id)
    assert [(each.id, each.state, each.closed_on) for each in listed] == [
        (silent.id, "made", DAY), (made.id, "made", None),
    ]  # fmt: skip
    [fact] = await agreed.facts("referral-closed")
    assert (fact.subject, fact.data["closedOn"]) == (str(silent.id), str(DAY))
    why = (await agreed.get(f"/referrals/{silent.id}/derivation")).json()["steps"]
    assert why[-1]["rule"] == "F-33"
    late = await refusal(agreed.client(one).accept_referral(silent.id))
    assert (late.status, late.code) == (409, "referral-closed")
    taken = await agreed.client(two).accept_referral(made.id)
    assert (
        await refusal(client.make_referral(request.id, NewReferral(provider=three)))
    ).code == "referral-open"
    onward = await agreed.client(two).refer_on(taken.id, NewOnwardReferral(provider=three))
    again = await agreed.client(two).refer_on(taken.id, NewOnwardReferral(provider=one))
    assert (again.provider, again.state) == (one, ReferralState.MADE)
    assert (await client.get_referral(onward.id)).closed_on == DAY
