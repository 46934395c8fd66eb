"""Referrals over HTTP: made by the municipality, answered by the provider, seen by nobody else."""

from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.access import NewReferral, Referral, Request
from shared.schemas.common import EventPage
from shared.values.questions import RequestEnd
from shared.values.terms import ReferralState, RequestState
from tests.support.tenants import invented_oin


async def refusal(made: Any) -> Refusal:
    """The refusal that a call meets."""
    with pytest.raises(Refusal) as refused:
        await made
    return refused.value


async def referred(agreed: Any, number: int = 0, **other: Any) -> tuple[Request, Referral]:
    """A request referred to one of the members."""
    request = await agreed.report()
    new = NewReferral(provider=agreed.tenant.providers[number], **other)
    return request, await agreed.client().make_referral(request.id, new)


@pytest.mark.rule("R-A27")
async def test_a_referral_is_made_and_accepted_without_a_decision(agreed: Any) -> None:
    """The request is referred, the provider sees both and accepts once; no decision follows."""
    request, referral = await referred(agreed)
    provider = agreed.client(agreed.tenant.providers[0])
    seen = await provider.get_request(request.id)
    assert (seen.state, seen.parties) == (RequestState.REFERRED, [agreed.tenant.providers[0]])
    accepted = await provider.accept_referral(referral.id)
    assert (accepted.state, accepted.answered_on, accepted.version) == (
        ReferralState.ACCEPTED,
        agreed.tenant.today,
        2,
    )
    assert (await refusal(provider.refuse_referral(referral.id, "toch niet"))).code == "referral-answered"
    held = await provider.hold_first_talk(request.id, agreed.tenant.today)
    assert held.first_talk_on == agreed.tenant.today
    refused = await refusal(agreed.client().take_decision(request.id, agreed.new_decision()))
    assert (refused.status, refused.code) == (409, "request-not-open")


@pytest.mark.rule("R-A36")
async def test_a_refusal_under_the_acceptance_duty_is_a_breach(agreed: Any) -> None:
    """Breach and escalation level 1, in the referral, its explanation and the fact on the feed."""
    _, referral = await referred(agreed)
    refused = await agreed.client(agreed.tenant.providers[0]).refuse_referral(referral.id, "geen plaats")
    assert (refused.state, refused.breach, refused.escalation_level) == (ReferralState.REFUSED, True, 1)
    assert refused.refusal_reason == "geen plaats"
    client = agreed.client()
    [step] = (await client.explain_referral(referral.id)).steps
    assert (step.rule, step.result) == ("R-A36", 1)
    assert [one.id for one in await client.list_referrals(breach=True)] == [referral.id]
    feed = EventPage.model_validate_json((await agreed.get("/events")).content)
    fact = next(event for event in feed.events if event.type == "nl.sociaaldomein.access.referral-refused.v1")
    assert (fact.subject_version, fact.data["breach"], fact.data["escalationLevel"]) == (2, True, 1)


@pytest.mark.rule("R-A36")
async def test_a_refusal_without_the_duty_is_no_breach(agreed: Any) -> None:
    """The contract was amended: the newest terms hold on the day of the answer."""
    await agreed.tell(
        "contract-amended", agreed.contract.model_copy(update={"version": 4, "acceptance_duty": False})
    )
    _, referral = await referred(agreed)
    refused = await agreed.client(agreed.tenant.providers[0]).refuse_referral(referral.id, "geen plaats")
    assert (refused.breach, refused.escalation_level) == (False, 0)


@pytest.mark.rule("R-A36")
async def test_after_a_refusal_another_member_is_asked_on_the_same_request(agreed: Any) -> None:
    """Not before; the request stays referred, and who refused sees no more than its own refusal."""
    request, first = await referred(agreed)
    client, providers = agreed.client(), agreed.tenant.providers
    second = NewReferral(provider=providers[1])
    assert (await refusal(client.make_referral(request.id, second))).code == "referral-open"
    refusing = agreed.client(providers[0])
    await refusing.refuse_referral(first.id, "geen plaats")
    assert (await client.get_request(request.id)).state is RequestState.REFERRED
    again = await refusal(client.make_referral(request.id, NewReferral(provider=providers[0])))
    assert (again.status, again.code) == (409, "provider-refused-before")
    made = await client.make_referral(request.id, second)
    assert (made.provider, made.state) == (providers[1], ReferralState.MADE)
    assert (await refusal(refusing.get_request(request.id))).status == 404
    assert [one.id for one in await refusing.list_referrals()] == [first.id]
    assert (await agreed.client(providers[1]).get_request(request.id)).parties == [providers[1]]


@pytest.mark.rule("R-X06")
async def test_only_a_member_of_the_requests_contract_is_asked(agreed: Any) -> None:
    """A stranger is refused with the members named; a request without a contract has nobody."""
    request, bare = await agreed.report(), await agreed.report(contract_id=None)
    client = agreed.client()
    stranger = await refusal(client.make_referral(request.id, NewReferral(provider=invented_oin())))
    assert (stranger.status, stranger.code) == (409, "provider-not-a-member")
    assert agreed.tenant.providers[0] in stranger.problem["mend"]
    nobody = await refusal(client.make_referral(bare.id, NewReferral(provider=agreed.tenant.providers[0])))
    assert (nobody.status, nobody.code) == (409, "request-without-contract")


async def test_only_the_provider_itself_answers(agreed: Any) -> None:
    """The municipality gets 403; for another member the referral does not exist."""
    _, referral = await referred(agreed)
    assert (await refusal(agreed.client().accept_referral(referral.id))).code == "role-not-allowed"
    other = agreed.client(agreed.tenant.providers[1])
    for answer in (other.accept_referral(referral.id), other.refuse_referral(referral.id, "vol")):
        refused = await refusal(answer)
        assert (refused.status, refused.code) == (404, "referral-not-found")
    nobody = await agreed.post(
        f"/referrals/{referral.id}/acceptance", oin=agreed.tenant.providers[0], end_user=None
    )
    assert (nobody.status_code, nobody.json()["code"]) == (403, "end-user-missing")


async def test_a_provider_refers_nobody(agreed: Any) -> None:
    """Referring on is for the municipality, also for the provider that sees the request."""
    request, _ = await referred(agreed)
    provider = agreed.client(agreed.tenant.providers[0])
    refused = await refusal(
        provider.make_referral(request.id, NewReferral(provider=agreed.tenant.providers[1]))
    )
    assert (refused.status, refused.code) == (403, "purchaser-only")


async def test_a_reason_holds_no_bsn(agreed: Any) -> None:
    """The refusal is not taken, the referral stays open."""
    _, referral = await referred(agreed)
    provider = agreed.client(agreed.tenant.providers[0])
    body = {"reason": "123456782 past hier niet"}
    answer = await agreed.post(f"/referrals/{referral.id}/refusal", body, oin=agreed.tenant.providers[0])
    assert (answer.status_code, answer.json()["errors"][0]["location"]) == (400, "#/reason")
    assert (await provider.get_referral(referral.id)).state is ReferralState.MADE


async def test_the_same_reference_with_a_new_key_gives_the_referral_that_is_there(agreed: Any) -> None:
    """No second referral; another provider under the reference is refused."""
    request, first = await referred(agreed, external_reference="verwijzing-1")
    client = agreed.client()
    same = NewReferral(provider=first.provider, external_reference="verwijzing-1")
    assert await client.make_referral(request.id, same) == first
    other = same.model_copy(update={"provider": agreed.tenant.providers[1]})
    assert (await refusal(client.make_referral(request.id, other))).code == "external-reference-used"


async def test_a_dry_run_of_a_referral_writes_nothing(agreed: Any) -> None:
    """The referral comes back; the request is as before."""
    request, client = await agreed.report(), agreed.client()
    tried = await client.make_referral(
        request.id, NewReferral(provider=agreed.tenant.providers[0]), dry_run=True
    )
    assert tried.state is ReferralState.MADE
    assert await client.list_referrals() == []
    assert (await client.get_request(request.id)).state is RequestState.RECEIVED


@pytest.mark.rule("N-126")
@pytest.mark.rule("F-33")
async def test_a_request_that_ended_is_referred_no_more(agreed: Any) -> None:
    """Withdrawn or closed: refused with the field, the rule and what to do, in both languages; a new acute one goes at once."""
    client, provider = agreed.client(), agreed.tenant.providers[0]
    withdrawn, closed = await agreed.report("inwoner-1"), await agreed.report("inwoner-2")
    await client.withdraw_request(withdrawn.id, RequestEnd.NOT_NEEDED)
    await client.close_request(closed.id, RequestEnd.ADVICE)
    for request, state in ((withdrawn, "withdrawn"), (closed, "closed")):
        refused = await refusal(client.make_referral(request.id, NewReferral(provider=provider)))
        assert (refused.status, refused.code, refused.problem["rule"]) == (
            409, "request-not-referable", "N-126",
        )  # fmt: skip
        assert refused.problem["errors"][0]["location"] == "requestId"
        assert state in refused.problem["detail"] and "nieuwe melding" in refused.problem["mend"]
        english = await agreed.post(
            f"/requests/{request.id}/referrals", {"provider": provider}, headers={"Accept-Language": "en"}
        )
        assert "Report a new request" in english.json()["mend"]
    again = await agreed.report("inwoner-1", acute=True)
    made = await client.make_referral(again.id, NewReferral(provider=provider))
    assert made.state is ReferralState.MADE
