"""What registering an organisation leaves behind, once, however often it is asked."""

from __future__ import annotations

from services.contracts.organisations import operations
from shared.kit.rows import PageRequest
from shared.schemas.contracts import NewOrganisation
from shared.values.terms import OrganisationKind
from tests.services.contracts import given
from tests.services.contracts.organisations.test_rest import body
from tests.support.tenants import Tenant


async def test_the_fact_of_a_registration_is_the_answer(tenant: Tenant) -> None:
    """One fact organisation-registered carries what the answer showed."""
    made = await tenant.ask("contracts", "POST", "/organisations", json=body(tenant.providers[0]))
    (fact,) = await given.facts(tenant, "organisation-registered")
    assert (fact["data"], fact["subject"], fact["subjectversion"]) == (made.json(), made.json()["id"], 1)


async def test_of_twenty_registrations_at_once_exactly_one_is_made(tenant: Tenant) -> None:
    """Twenty requests with keys of their own for one OIN: one 201, nineteen organisation-exists, one entry."""
    answers = await given.twenty(tenant, "POST", "/organisations", json=body(tenant.providers[0]))
    assert given.statuses(answers) == {201: 1, 409: 19}
    assert {answer.json()["code"] for answer in answers[1:]} == {"organisation-exists"}
    assert len(await given.facts(tenant, "organisation-registered")) == 1


async def test_a_dry_run_registers_nothing(tenant: Tenant) -> None:
    """The answer is that of a registration; afterwards there is no organisation and no fact."""
    shown = await tenant.ask(
        "contracts", "POST", "/organisations?dryRun=true", json=body(tenant.providers[0])
    )
    assert (shown.status_code, shown.json()["oin"]) == (201, tenant.providers[0])
    assert (await tenant.ask("contracts", "GET", "/organisations")).json()["items"] == []
    assert await given.facts(tenant, "organisation-registered") == []


async def test_a_sandbox_that_is_seeded_again_keeps_what_it_has(tenant: Tenant) -> None:
    """Twice the same OIN, the second time under another name: the first entry stays, without a second fact."""
    for name in ("Zandbakaanbieder 1", "Anders"):
        new = NewOrganisation(oin=tenant.providers[0], kind=OrganisationKind.PROVIDER, name=name)
        await operations.seed_organisation(given.context(tenant), new)
    (kept,) = (await operations.list_organisations(given.context(tenant), PageRequest())).items
    assert kept.name == "Zandbakaanbieder 1"
    assert len(await given.facts(tenant, "organisation-registered")) == 1


async def test_the_fact_of_a_change_is_the_answer_and_the_same_again_is_none(tenant: Tenant) -> None:
    """One fact organisation-revised for two equal changes; what is kept is as it was told."""
    made = await tenant.ask("contracts", "POST", "/organisations", json=body(tenant.providers[0]))
    path = f"/organisations/{made.json()['id']}"
    for version in (1, 2):
        headers = {"If-Match": f'"{version}"'}
        answer = await tenant.ask("contracts", "PATCH", path, json={"size": "large"}, headers=headers)
        assert (answer.status_code, answer.json()["version"]) == (200, 2)
    (fact,) = await given.facts(tenant, "organisation-revised")
    assert fact["data"] == answer.json()
