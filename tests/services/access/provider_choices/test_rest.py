"""Choices of a provider over HTTP: offered, chosen, assigned by the day, waiting when all are full."""

from datetime import date
from typing import Any

import pytest

from shared.schemas import contracts
from shared.schemas.access import NewProviderChoice
from shared.schemas.contracts.catalogues import CatalogueEntry
from shared.values import new_id
from shared.values.choosing import ChoiceOrigin, ChoiceState
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.legal_checks.known import catalogued


def a_catalogue(agreed: Any, *capacities: int, version: int = 2, **other: Any) -> contracts.Catalogue:
    """A catalogue of the tenant's providers in order, with so many free places."""
    entries = [
        CatalogueEntry(rank=rank, provider=oin, total="7.0", capacity=free, contract_id=agreed.contract.id)
        for rank, (oin, free) in enumerate(zip(agreed.tenant.providers, capacities, strict=False), 1)
    ]
    made = {
        "id": new_id(), "version": version, "owner": agreed.tenant.owner, "procurement_id": new_id(),
        "name": "Begeleiding", "product_codes": ["02A03"], "choice_term_days": 5, "entries": entries,
    }  # fmt: skip
    return contracts.Catalogue.model_validate({**made, **other})


def asked(request_id: Any, **other: Any) -> NewProviderChoice:
    """Guidance, to be chosen."""
    return NewProviderChoice(request_id=request_id, product_category="02", product_code="02A03", **other)


@pytest.mark.rule("R-C43")
@pytest.mark.rule("R-A37")
async def test_who_does_not_choose_is_assigned_on_the_day_after_the_term(agreed: Any) -> None:
    """Three offers of 20 April and two places: on the 26th rank 1, rank 2, and the waiting list; done twice it is done once."""
    catalogue = a_catalogue(agreed, 1, 1)
    await agreed.tell("catalogue-capacity-changed", catalogue)
    client, made = agreed.client(), []
    for citizen in ("inwoner-1", "inwoner-2", "inwoner-3"):
        request = await agreed.report(citizen)
        made.append(
            await client.register_provider_choice(asked(request.id, catalogue_id=catalogue.id, urgency=1))
        )
    first = made[0]
    assert ([one.rank for one in first.ranking], first.choose_until, first.state) == (
        [1, 2], date(2026, 4, 25), ChoiceState.OFFERED,
    )  # fmt: skip
    early = await refusal(client.assign_provider(first.id))
    assert (early.status, codes(early)) == (409, ["term-runs"])
    await agreed.on(date(2026, 4, 25))
    await agreed.work()
    assert (await client.get_provider_choice(first.id)).version == 1
    await agreed.on(date(2026, 4, 26))
    for _ in range(2):
        await agreed.work()
    found = [await client.get_provider_choice(one.id) for one in made]
    assert [(one.state, one.chosen, one.rank) for one in found] == [
        ("assigned", agreed.tenant.providers[0], 1), ("assigned", agreed.tenant.providers[1], 2), ("waiting", None, None),
    ]  # fmt: skip
    assert (
        await refusal(client.record_choice(found[2].id, agreed.tenant.providers[0]))
    ).code == "provider-choice-made"
    (waits,) = await client.list_waiting_list()
    assert (waits.choice_id, waits.since, waits.position, waits.cause, waits.urgency) == (
        made[2].id, date(2026, 4, 20), 1, "capacity", 1,
    )  # fmt: skip
    facts = await agreed.facts("provider-choice-made", "provider-choice-waiting", "waiting-list-entered")
    assert sorted(fact.type.split(".")[3] for fact in facts) == [
        "provider-choice-made", "provider-choice-made", "provider-choice-waiting", "waiting-list-entered",
    ]  # fmt: skip
    rules = [step.rule for step in (await client.explain_provider_choice(found[0].id)).steps]
    assert rules == ["R-A40", "R-C43", "R-C43"]


@pytest.mark.rule("R-A40")
@pytest.mark.rule("R-A54")
async def test_a_citizen_chooses_and_may_choose_anew(agreed: Any) -> None:
    """Preference, offer, choice and origin; twice the same is once; another municipality and a provider see nothing of it."""
    client, (one, two, *_) = agreed.client(), agreed.tenant.providers
    request = await agreed.report()
    new = asked(
        request.id, external_reference="keuze/1", offered=[one, two], preferred=two, note="Wil dichtbij huis."
    )
    made = await client.register_provider_choice(new)
    assert await client.put_provider_choice("keuze/1", new) == made
    other = await refusal(client.register_provider_choice(new.model_copy(update={"preferred": one})))
    assert other.code == "external-reference-used"
    assert (
        await refusal(client.register_provider_choice(asked(request.id, offered=[one])))
    ).code == "provider-choice-open"
    wrong = await refusal(client.record_choice(made.id, agreed.tenant.owner, date(2026, 4, 21)))
    assert (wrong.code, codes(wrong)) == ("provider-choice-refused", ["not-offered", "day-of-choice"])
    chosen = await client.record_choice(made.id, two)
    assert (chosen.chosen, chosen.origin, chosen.preferred, chosen.single_without_pgb) == (
        two, ChoiceOrigin.CLIENT, two, False,
    )  # fmt: skip
    assert (await client.withdraw_provider_choice(made.id)).state is ChoiceState.WITHDRAWN
    only = await client.register_provider_choice(asked(request.id, offered=[one]))
    assert (only.origin, only.single_without_pgb) == (ChoiceOrigin.ONLY_PROVIDER, True)
    assert await client.list_provider_choices(requestId=str(request.id), origin="onlyProvider") == [only]
    facts = await agreed.facts("provider-choice-offered", "provider-choice-made", "provider-choice-withdrawn")
    assert "dichtbij" not in str([fact.data for fact in facts])
    assert len(facts) == 4
    assert (await refusal(agreed.client(one).get_provider_choice(made.id))).status == 403
    missing = await refusal(client.get_provider_choice(new_id()))
    assert (missing.status, missing.code) == (404, "provider-choice-not-found")


@pytest.mark.rule("F-33")
@pytest.mark.rule("R-A48")
async def test_acute_care_is_assigned_at_once(agreed: Any) -> None:
    """Nobody waits for a choice, nor for room: all are full and rank 1 has it; crisis help waits no more than an acute question."""
    catalogue = a_catalogue(agreed, 0, 0)
    await agreed.tell("catalogue-capacity-changed", catalogue)
    request = await agreed.report(acute=True)
    made = await agreed.client().register_provider_choice(asked(request.id, catalogue_id=catalogue.id))
    assert (made.state, made.chosen, made.origin) == (
        "assigned",
        agreed.tenant.providers[0],
        ChoiceOrigin.ASSIGNED,
    )
    await catalogued(agreed, code="02A03", acute=True)
    crisis = await agreed.report("inwoner-2")
    offered = await agreed.client().register_provider_choice(asked(crisis.id, catalogue_id=catalogue.id))
    served = await agreed.client().assign_provider(offered.id)
    assert (served.state, served.chosen) == ("assigned", agreed.tenant.providers[0])
    assert await agreed.client().list_waiting_list() == []
