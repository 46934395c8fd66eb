"""What a referral and its answer leave behind, and for whom."""

import asyncio
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.access import NewReferral
from shared.values.questions import RequestEnd


@pytest.mark.rule("R-A36")
async def test_the_answer_is_the_providers_own_act(agreed: Any) -> None:
    """Two rows: the municipality's person referred, the provider's person refused; both parties may read them."""
    request = await agreed.report()
    provider = agreed.tenant.providers[0]
    referral = await agreed.client().make_referral(request.id, NewReferral(provider=provider))
    await agreed.client(provider, end_user="p.zorg").refuse_referral(referral.id, "geen plaats")
    rows = (await agreed.logged())[1:]
    assert [(row["what"], row["actor"], row["end_user"], row["version"]) for row in rows] == [
        ("referral-made", agreed.tenant.owner, "j.jansen", 1),
        ("referral-refused", provider, "p.zorg", 2),
    ]
    assert provider in rows[0]["parties"] and provider in rows[1]["parties"]
    assert [step["rule"] for step in rows[0]["derivation"]] == ["R-A27", "R-X06"]
    assert rows[1]["derivation"][0]["result"] == 1


async def test_of_two_referrals_at_once_one_is_made(agreed: Any) -> None:
    """Two members asked in the same moment: one referral, one refusal."""
    request = await agreed.report()
    client = agreed.client()
    made = await asyncio.gather(
        *(client.make_referral(request.id, NewReferral(provider=oin)) for oin in agreed.tenant.providers[:2]),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in made) == ["Referral", "Refusal"]
    assert len(await client.list_referrals(request_id=request.id)) == 1


@pytest.mark.rule("N-126")
async def test_of_a_referral_and_an_end_at_once_one_stands(agreed: Any) -> None:
    """Referred while the citizen takes it back or the municipality closes it: whichever was first, the other is refused."""
    provider = NewReferral(provider=agreed.tenant.providers[0])
    for citizen, end in (
        ("een", "withdraw_request"),
        ("twee", "close_request"),
        ("drie", "withdraw_request"),
    ):
        request, client = await agreed.report(citizen), agreed.client()
        ending = getattr(client, end)(request.id, RequestEnd.NOT_NEEDED)
        answers = await asyncio.gather(
            ending, client.make_referral(request.id, provider), return_exceptions=True
        )
        refused = [one for one in answers if isinstance(one, Refusal)]
        assert len(refused) == 1 and len(answers) == 2, answers
        assert refused[0].code in ("request-ended", "request-not-referable")
        made = await client.list_referrals(request_id=request.id)
        assert ((await client.get_request(request.id)).state == "referred") == (len(made) == 1)


async def test_of_two_answers_at_once_one_stands(agreed: Any) -> None:
    """Accepted and refused in the same moment: one answer, one refusal."""
    request = await agreed.report()
    referral = await agreed.client().make_referral(
        request.id, NewReferral(provider=agreed.tenant.providers[0])
    )
    provider = agreed.client(agreed.tenant.providers[0])
    answers = await asyncio.gather(
        provider.accept_referral(referral.id),
        provider.refuse_referral(referral.id, "vol"),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in answers) == ["Referral", "Refusal"]
    assert (await provider.get_referral(referral.id)).version == 2
