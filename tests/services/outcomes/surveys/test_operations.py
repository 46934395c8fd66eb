"""Who may enter a survey and who sees its figures."""

from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.values.terms import ActorKind, HolderRole
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.surveys.asking import survey
from tests.support.tenants import new_tenant


@pytest.mark.rule("F-08")
async def test_a_researcher_and_a_stranger(measured: Measured) -> None:
    """A researcher enters independent surveys only and sees nothing of nine; a dry run keeps nothing; strangers find nothing."""
    tenant, scopes = measured.tenant, ["outcomes:read", "outcomes:write"]
    researcher = await tenant.actor(ActorKind.RESEARCHER, scopes)
    await tenant.authorise(researcher, HolderRole.RESEARCHER, scopes)

    async def ask(method: str, path: str, **more: Any) -> Any:
        return await tenant.ask("outcomes", method, path, oin=researcher, acting_for=tenant.owner, **more)

    def body(**other: Any) -> Any:
        return survey(measured, **other).model_dump(mode="json", by_alias=True)

    refused = await ask("POST", "/surveys", json=body(source="team"))
    assert [one["code"] for one in refused.json()["errors"]] == ["source-not-researchers"]
    dry = await ask("POST", "/surveys?dryRun=true", json=body())
    assert (dry.status_code, (await measured.get("/surveys")).json()["items"]) == (201, [])
    made = (await ask("POST", "/surveys", json=body(responses=9))).json()
    seen = (await ask("GET", f"/surveys/{made['id']}")).json()
    assert (seen["suppressed"], seen["mean"], seen["responses"]) == (True, None, None)
    assert (await ask("GET", f"/surveys/{made['id']}/derivation")).json()["steps"] == []
    assert (await measured.get(f"/surveys/{made['id']}")).json()["mean"] == "7.3"
    (fact,) = [
        one["data"]
        for one in (await measured.get("/events?limit=500")).json()["events"]
        if "survey-registered" in one["type"]
    ]
    assert fact["mean"] is None
    stranger = await new_tenant(tenant.house, tenant.today)
    for path in (
        f"/surveys/{made['id']}",
        f"/surveys/participation?contractId={measured.contract.id}&year=2026",
        f"/surveys/series?contractId={measured.contract.id}&year=2026",
    ):
        assert (await stranger.ask("outcomes", "GET", path)).status_code == 404


@pytest.mark.rule("R-O13")
async def test_a_member_does_not_correct_anothers_survey(measured: Measured) -> None:
    """The lead's 8.9 stands: neither as its own, nor as of the whole, does another member replace it; the lead does."""
    other = measured.tenant.providers[1]
    team = await measured.client(measured.lead).register_survey(
        survey(measured, source="team", mean="8.9", provider=None)
    )
    for provider, code in ((other, "correction-of-another"), (None, "correction-not-yours")):
        with pytest.raises(Refusal) as caught:
            await measured.client(other).register_survey(
                survey(measured, source="team", mean="3.0", provider=provider, corrects_id=team.id)
            )
        assert [one["code"] for one in caught.value.problem["errors"]] == [code]
    found = await measured.client().survey_series(measured.contract.id, 2026)
    assert [one.mean for one in found.series] == ["8.9"]
    await measured.client(measured.lead).register_survey(
        survey(measured, source="team", mean="8.8", provider=None, corrects_id=team.id)
    )
    found = await measured.client().survey_series(measured.contract.id, 2026)
    assert [one.mean for one in found.series] == ["8.8"]


@pytest.mark.rule("F-08")
async def test_who_is_no_party_does_not_compute_the_few(measured: Measured) -> None:
    """Of 100 answers 93 are a provider's: a researcher sees the whole, and neither in a list nor alone the part."""
    tenant, scopes = measured.tenant, ["outcomes:read"]
    researcher = await tenant.actor(ActorKind.RESEARCHER, scopes)
    await tenant.authorise(researcher, HolderRole.RESEARCHER, scopes)
    client = measured.client()
    whole = await client.register_survey(survey(measured, responses=100, provider=None))
    part = await client.register_survey(survey(measured, responses=93, provider=measured.lead))

    async def ask(path: str) -> Any:
        found = await tenant.ask("outcomes", "GET", path, oin=researcher, acting_for=tenant.owner)
        return found.json()

    listed = {one["id"]: one["responses"] for one in (await ask("/surveys"))["items"]}
    assert listed == {str(whole.id): 100, str(part.id): None}
    only = (await ask(f"/surveys?provider={measured.lead}"))["items"]
    assert [(one["responses"], one["invited"], one["mean"]) for one in only] == [(None, None, None)]
    assert (await ask(f"/surveys/{part.id}"))["suppressed"] is True
    assert (await ask(f"/surveys/{part.id}/derivation"))["steps"] == []
    assert (await measured.get(f"/surveys/{part.id}")).json()["responses"] == 93
