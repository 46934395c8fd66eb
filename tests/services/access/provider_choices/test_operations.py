"""Two at once get two places, a citizen who moved or was erased gets none."""

import asyncio
from datetime import date
from typing import Any

import pytest

from shared.schemas.access import DecisionChoice, NewDeparture, NewPolicy
from shared.values.choosing import ChoiceState
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.provider_choices.test_rest import a_catalogue, asked


@pytest.mark.rule("R-C43")
async def test_the_last_place_is_given_once(agreed: Any) -> None:
    """Two assignments at the same moment, one place at each provider: one of rank 1, one of rank 2."""
    catalogue = a_catalogue(agreed, 1, 1)
    await agreed.tell("catalogue-capacity-changed", catalogue)
    client, made = agreed.client(), []
    for citizen in ("inwoner-1", "inwoner-2"):
        request = await agreed.report(citizen)
        new = asked(request.id, catalogue_id=catalogue.id, offered_on=date(2026, 4, 14))
        made.append(await client.register_provider_choice(new))
    found = await asyncio.gather(*(agreed.client().assign_provider(one.id) for one in made))
    assert sorted(one.rank for one in found) == [1, 2]


@pytest.mark.rule("R-A56")
async def test_an_offer_to_who_moved_is_withdrawn_by_the_day(agreed: Any) -> None:
    """The question goes on elsewhere, and so does the choice."""
    client = agreed.client()
    request = await agreed.report()
    made = await client.register_provider_choice(asked(request.id, offered=agreed.tenant.providers[:2]))
    departure = NewDeparture(to="00000099000000000310", moved_on=date(2026, 4, 22))
    await client.record_departure(request.citizen_id, departure)
    await agreed.on(date(2026, 4, 22))
    for _ in range(2):
        await agreed.work()
    gone = await client.get_provider_choice(made.id)
    assert (gone.state, gone.version) == (ChoiceState.WITHDRAWN, 2)


def drafted(agreed: Any, code: str, provider: str, **more: Any) -> Any:
    """A draft on a product, with its own choice."""
    choice = {"offered": agreed.tenant.providers[:2], "pgbOffered": True}
    return agreed.new_decision(
        product_code=code, provider=provider, draft=True, choice=DecisionChoice.model_validate(choice), **more
    )


@pytest.mark.rule("R-A40")
async def test_each_draft_of_a_request_has_the_choice_of_its_own_product(agreed: Any) -> None:
    """Two products, two providers, two choices: each counts for its own draft; a second offer on a product is refused."""
    one, two = agreed.tenant.providers[:2]
    client, request = agreed.client(), await agreed.report()
    drafts = [
        await client.take_decision(request.id, drafted(agreed, code, provider))
        for code, provider in (("02A03", one), ("02A04", two))
    ]
    choices = await client.list_provider_choices(requestId=request.id)
    assert [(each.product_code, each.chosen, each.state) for each in choices] == [
        ("02A03", one, "chosen"), ("02A04", two, "chosen"),
    ]  # fmt: skip
    for draft in drafts:
        gates = {each.code: each.state for each in (await client.decision_readiness(draft.id)).gates}
        assert gates["choice"] == "passed", gates
    again = await refusal(client.register_provider_choice(asked(request.id, offered=[one, two])))
    assert (again.status, again.code, again.problem["rule"]) == (409, "provider-choice-open", "R-A40")


@pytest.mark.rule("R-A40")
async def test_the_choice_of_a_withdrawn_draft_goes_when_another_comes(agreed: Any) -> None:
    """The same product anew: the choice of before is withdrawn and told, the new one counts; the other product's stays."""
    one, two = agreed.tenant.providers[:2]
    client, request = agreed.client(), await agreed.report()
    other = await client.take_decision(request.id, drafted(agreed, "02A04", one))
    first = await client.take_decision(request.id, drafted(agreed, "02A03", one))
    open_ = await refusal(client.take_decision(request.id, drafted(agreed, "02A03", two)))
    assert (open_.status, open_.code) == (409, "decision-there-already")
    await client.withdraw_decision(first.id)
    second = await client.take_decision(request.id, drafted(agreed, "02A03", two))
    assert (second.state, other.state) == ("draft", "draft")
    choices = await client.list_provider_choices(requestId=request.id)
    assert [(each.product_code, each.chosen, each.state) for each in choices] == [
        ("02A04", one, "chosen"), ("02A03", None, "withdrawn"), ("02A03", two, "chosen"),
    ]  # fmt: skip
    [fact] = await agreed.facts("provider-choice-withdrawn")
    assert (fact.subject, fact.data["version"]) == (str(choices[1].id), 2)
    why = (await agreed.get(f"/provider-choices/{choices[1].id}/derivation")).json()["steps"]
    assert why[-1]["rule"] == "R-A40"


@pytest.mark.rule("R-A40")
async def test_the_choice_of_another_product_counts_for_none(agreed: Any) -> None:
    """Where a choice must be recorded, that of 02A03 is none for 02A05, with the same provider too."""
    one = agreed.tenant.providers[0]
    client, request = agreed.client(), await agreed.report()
    await client.register_policy(NewPolicy(valid_from=agreed.tenant.today, choice_recorded_required=True))
    await client.take_decision(request.id, drafted(agreed, "02A03", one))
    other = agreed.new_decision(product_code="02A05", provider=one)
    refused = await refusal(client.take_decision(request.id, other))
    assert (refused.status, refused.code) == (409, "decision-not-ready")
    assert any("choice" in each for each in codes(refused)), refused.problem
