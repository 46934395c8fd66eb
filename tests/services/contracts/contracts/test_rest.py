"""A contract over HTTP: from draft to force, and what each party sees of it."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from shared.clients.base import Refusal
from shared.schemas.contracts import ContractChange, NewContract
from shared.values.terms import ContractState
from tests.services.contracts.conftest import Ready


@pytest.mark.rule("R-C01")
@pytest.mark.rule("R-C04")
@pytest.mark.rule("R-C05")
async def test_a_contract_goes_from_draft_to_force(ready: Ready) -> None:
    """Drafted, signed by both sides, activated: members, payee, term and evaluation are fixed."""
    contract = await ready.draft()
    assert (contract.state, contract.version) == (ContractState.DRAFT, 1)
    assert set(contract.parties) == {*ready.tenant.providers, ready.tenant.auditor}
    once = await ready.client().sign(contract.id, "wethouder zorg")
    assert (once.state, once.version) == (ContractState.DRAFT, 2)
    twice = await ready.client(ready.lead, end_user="p.pieters").sign(contract.id)
    assert (twice.state, twice.version) == (ContractState.SIGNED, 3)
    assert [(one.side, one.signed_by, one.end_user) for one in twice.signatures] == [
        ("purchaser", "wethouder zorg", "j.jansen"),
        ("provider", "p.pieters", "p.pieters"),
    ]
    active = await ready.client().activate(contract.id)
    assert (active.state, active.version, active.payee) == (ContractState.ACTIVE, 4, ready.lead)
    assert [member.oin for member in active.members] == ready.tenant.providers
    dates = (
        active.end_date,
        active.latest_end_date,
        active.evaluation_date,
        active.yearly_funding[0].effective_on,
    )
    assert [str(day) for day in dates] == ["2029-12-31", "2031-12-31", "2028-01-01", "2026-01-01"]
    assert active == await ready.client().contract(contract.id)


@pytest.mark.rule("R-C01")
async def test_a_profile_without_period_is_not_activated_and_says_what_is_missing(ready: Ready) -> None:
    """The gap is the period, at its place in the contract; the same answer on a dry run."""
    contract = await ready.draft(startDate=None, baseTermMonths=None)
    for query in ("", "?dryRun=true"):
        answer = await ready.ask("POST", f"/contracts/{contract.id}/activation{query}")
        assert answer.status_code == 409, answer.text
        problem = answer.json()
        assert (problem["code"], problem["rule"]) == ("contract-incomplete", "R-C01")
        assert [(one["location"], one["code"]) for one in problem["errors"]] == [
            ("#/startDate", "period-missing"),
            ("#/baseTermMonths", "period-missing"),
        ]


async def test_a_dry_run_of_activation_writes_nothing(ready: Ready) -> None:
    """The answer is that of an activation; the contract stays signed."""
    contract = await ready.signed()
    shown = await ready.client().activate(contract.id, dry_run=True)
    assert (shown.state, shown.version) == (ContractState.ACTIVE, 4)
    assert await ready.client().contract(contract.id) == contract


@pytest.mark.rule("R-C09")
async def test_a_subsidy_with_five_percent_retention_is_refused(ready: Ready) -> None:
    """Utrecht: refused when drafted and when a draft becomes one."""
    answer = await ready.ask("POST", "/contracts", json=ready.body(legalForm="subsidy"))
    assert (answer.status_code, answer.json()["rule"]) == (409, "R-C09")
    contract = await ready.draft()
    with pytest.raises(Refusal) as refused:
        change = ContractChange.model_validate({"legalForm": "subsidy"})
        await ready.client().change_draft(contract.id, 1, change)
    assert refused.value.code == "subsidy-consequence"


async def test_only_the_two_sides_sign_each_once(ready: Ready) -> None:
    """The auditor and a subcontractor see the draft but sign nothing; a stranger does not even see it."""
    contract = await ready.draft()
    path = f"/contracts/{contract.id}/signatures"
    for oin in (ready.tenant.providers[1], ready.tenant.auditor):
        assert (await ready.ask("GET", f"/contracts/{contract.id}", oin=oin)).status_code == 200
        assert (await ready.ask("POST", path, oin=oin, json={})).status_code == 403
    await ready.client().sign(contract.id)
    again = await ready.ask("POST", path, json={})
    assert (again.status_code, again.json()["code"]) == (409, "already-signed")


async def test_another_purchaser_sees_nothing(ready: Ready, tenant_on: Any) -> None:
    """For a stranger a contract is not there: not to read, change, sign or activate, nor its parts."""
    contract = await ready.draft()
    stranger = await tenant_on(ready.tenant.today)
    path = f"/contracts/{contract.id}"
    asked: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", "", {}),
        ("PATCH", "", {"json": {"name": "x"}, "headers": {"If-Match": '"1"'}}),
        ("POST", "/signatures", {"json": {}}),
        ("POST", "/activation", {}),
        ("GET", "/derivation", {}),
        ("GET", "/versions/1", {}),
        ("GET", "/result-agreements", {}),
        ("GET", "/funding", {}),
        ("GET", "/amendments", {}),
        ("POST", "/amendments", {"json": {"motivation": "x", "effectiveOn": "2026-01-01"}}),
    ]
    for method, tail, more in asked:
        answer = await stranger.ask("contracts", method, path + tail, **more)
        assert (answer.status_code, answer.json()["code"]) == (404, "contract-not-found"), (method, tail)
    found = await stranger.ask("contracts", "GET", "/contracts")
    assert found.json()["items"] == []


async def test_a_provider_drafts_and_activates_nothing(ready: Ready) -> None:
    """Contracting is the purchaser's: 403, with the reason."""
    drafted = await ready.ask("POST", "/contracts", oin=ready.lead, json=ready.body())
    assert (drafted.status_code, drafted.json()["code"]) == (403, "purchaser-only")
    contract = await ready.signed()
    activated = await ready.ask("POST", f"/contracts/{contract.id}/activation", oin=ready.lead)
    assert (activated.status_code, activated.json()["code"]) == (403, "purchaser-only")


async def test_a_write_names_its_person(ready: Ready) -> None:
    """Without an end user nothing is drafted."""
    answer = await ready.ask("POST", "/contracts", json=ready.body(), end_user=None)
    assert (answer.status_code, answer.json()["code"]) == (403, "end-user-missing")


async def test_a_draft_changes_by_merge_patch_against_its_version(ready: Ready) -> None:
    """What is left out stays, null takes away, an old version is refused, and signatures lapse."""
    contract = await ready.draft()
    await ready.client().sign(contract.id)
    path = f"/contracts/{contract.id}"
    body = {"waitingNormDays": None, "name": "Meedoen"}
    assert (await ready.ask("PATCH", path, json=body)).status_code == 428
    assert (await ready.ask("PATCH", path, json=body, headers={"If-Match": '"1"'})).status_code == 412
    answer = await ready.ask("PATCH", path, json=body, headers={"If-Match": '"2"'})
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"3"')
    changed = answer.json()
    assert (changed["name"], changed["waitingNormDays"], changed["signatures"]) == ("Meedoen", None, [])
    assert changed["agreements"] == contract.model_dump(mode="json", by_alias=True)["agreements"]


async def test_only_a_draft_is_changed(ready: Ready) -> None:
    """A signed contract is not a draft any more."""
    contract = await ready.signed()
    answer = await ready.ask(
        "PATCH", f"/contracts/{contract.id}", json={"name": "x"}, headers={"If-Match": '"3"'}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "contract-not-draft")


async def test_a_number_is_used_once_per_purchaser(ready: Ready) -> None:
    """A second contract under the same number is refused."""
    await ready.draft()
    answer = await ready.ask("POST", "/contracts", json=ready.body())
    assert (answer.status_code, answer.json()["code"]) == (409, "contract-number-used")


async def test_a_draft_names_what_is_there(ready: Ready) -> None:
    """An unknown consortium or population is not found, and nothing is drafted."""
    for name, code in (("consortiumId", "consortium-not-found"), ("populationId", "population-not-found")):
        answer = await ready.ask("POST", "/contracts", json=ready.body(**{name: str(uuid4())}))
        assert (answer.status_code, answer.json()["code"]) == (404, code)
    assert await ready.client().contracts() == []


async def test_a_retry_with_the_same_key_gives_the_same_draft(ready: Ready) -> None:
    """Once is enough: the second answer is the first, marked as replayed; another body is refused."""
    first = await ready.ask("POST", "/contracts", key="draft-1", json=ready.body())
    again = await ready.ask("POST", "/contracts", key="draft-1", json=ready.body())
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert first.json() == again.json()
    other = await ready.ask("POST", "/contracts", key="draft-1", json=ready.body(name="Anders"))
    assert other.status_code == 422


async def test_an_own_reference_is_a_safe_retry(ready: Ready) -> None:
    """A new key with the same reference and terms gives what is there; other terms are refused."""
    body = ready.body(externalReference="zaak/2026:1")
    first = await ready.ask("POST", "/contracts", json=body)
    again = await ready.ask("POST", "/contracts", json=body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = await ready.ask("POST", "/contracts", json={**body, "name": "Anders"})
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    found = await ready.client().contracts(externalReference="zaak/2026:1")
    assert [str(one.id) for one in found] == [first.json()["id"]]


async def test_put_by_reference_makes_the_draft_or_brings_it_to_these_terms(ready: Ready) -> None:
    """Created once, unchanged when equal, changed while a draft, refused when it is signed."""
    new = NewContract.model_validate(ready.body())
    client = ready.client()
    first = await client.put_contract("zaak/2026:1", new)
    assert (first.external_reference, first.version) == ("zaak/2026:1", 1)
    assert await client.put_contract("zaak/2026:1", new) == first
    changed = await client.put_contract(
        "zaak/2026:1", NewContract.model_validate(ready.body(waitingNormDays=3))
    )
    assert (changed.id, changed.version, changed.waiting_norm_days) == (first.id, 2, 3)
    await client.sign(first.id)
    await ready.client(ready.lead).sign(first.id)
    with pytest.raises(Refusal) as refused:
        await client.put_contract("zaak/2026:1", new)
    assert refused.value.code == "contract-not-draft"


async def test_contracts_are_found_by_state_number_and_start(ready: Ready) -> None:
    """The filters of the list, both bounds inclusive, page by page."""
    early = await ready.draft(number="A", startDate="2026-01-01")
    late = await ready.draft(number="B", startDate="2026-07-01")
    client = ready.client()
    for filters, expected in (
        ({"number": "B"}, [late]),
        ({"state": "draft"}, [early, late]),
        ({"state": "active"}, []),
        ({"startDateFrom": "2026-07-01"}, [late]),
        ({"startDateTo": "2026-06-30"}, [early]),
        ({"startDateFrom": "2026-01-01", "startDateTo": "2026-07-01"}, [early, late]),
    ):
        assert await client.contracts(**filters) == expected, filters
    page = (await ready.ask("GET", "/contracts?limit=1&sort=-created")).json()
    assert [one["number"] for one in page["items"]] == ["B"]
    rest = (await ready.ask("GET", f"/contracts?limit=1&sort=-created&cursor={page['next']}")).json()
    assert ([one["number"] for one in rest["items"]], rest["next"]) == (["A"], None)


@pytest.mark.rule("R-C08")
async def test_every_version_can_be_read_again(ready: Ready) -> None:
    """What a version was does not change with the next one; a version that never was is not found."""
    contract = await ready.active()
    states = [(await ready.client().contract_version(contract.id, n)).state for n in range(1, 5)]
    assert states == [
        ContractState.DRAFT,
        ContractState.DRAFT,
        ContractState.SIGNED,
        ContractState.ACTIVE,
    ]
    assert await ready.client(ready.lead).contract_version(contract.id, 4) == contract
    missing = await ready.ask("GET", f"/contracts/{contract.id}/versions/5")
    assert (missing.status_code, missing.json()["code"]) == (404, "contract-version-not-found")


@pytest.mark.rule("R-S01")
async def test_funding_shows_what_it_comes_to_in_a_year(ready: Ready) -> None:
    """7,000,000.00 at 95 %: 6,650,000.00 in instalments, 350,000.00 retained."""
    contract = await ready.active()
    (funding,) = await ready.client(ready.lead).funding(contract.id)
    assert (funding.advance_cents, funding.retention_cents) == (665_000_000, 35_000_000)
    assert str(funding.effective_on) == "2026-01-01"
    empty = await ready.draft(number="B", fundingAgreements=None)
    answer = await ready.ask("GET", f"/contracts/{empty.id}/funding")
    assert (answer.status_code, answer.json()["code"]) == (404, "contract-funding-not-found")


@pytest.mark.rule("R-C04")
@pytest.mark.rule("R-C05")
@pytest.mark.rule("R-S01")
async def test_the_derivation_explains_term_evaluation_and_reward(ready: Ready) -> None:
    """Every step with its rule, in the reader's language."""
    contract = await ready.active()
    found = await ready.client().derivation(contract.id)
    rules = [step.rule for step in found.steps]
    assert rules == ["R-C01", "R-C11", "R-C01", "R-C01", "R-C04", "R-C04", "R-C05", "R-S01", "R-S01", "R-S01"]
    sentences = [step.sentence for step in found.steps]
    assert "Van 1 januari 2026 loopt het contract 48 maanden: tot en met 31 december 2029." in sentences
    assert "Wat overblijft wordt ingehouden tot de afspraken zijn gehaald: € 350.000,00." in sentences
    english = await ready.ask(
        "GET", f"/contracts/{contract.id}/derivation", headers={"Accept-Language": "en"}
    )
    assert "at the latest on 31 December 2031" in english.text


@pytest.mark.rule("R-C11")
async def test_two_contracts_of_one_consortium_do_not_pass_each_other(ready: Ready) -> None:
    """Activated at the same moment, one of the two is refused: one lump sum per municipality."""
    one, two = await ready.signed(number="A"), await ready.signed(number="B")
    answers = await asyncio.gather(
        *(ready.ask("POST", f"/contracts/{each.id}/activation") for each in (one, two))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    [refused] = [answer.json() for answer in answers if answer.status_code == 409]
    assert (refused["code"], refused["rule"]) == ("consortium-contract-exists", "R-C11")


async def test_two_signatures_at_once_are_both_kept(ready: Ready) -> None:
    """The row is locked: both sides signing at the same moment makes a signed contract."""
    contract = await ready.draft()
    await asyncio.gather(ready.client().sign(contract.id), ready.client(ready.lead).sign(contract.id))
    assert (await ready.client().contract(contract.id)).state is ContractState.SIGNED
