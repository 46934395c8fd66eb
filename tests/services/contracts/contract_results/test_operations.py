"""Contract results follow the feed of outcomes: newest wins, twice is once, what is ahead of its contract waits (R-X05)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.contracts.contract_results import operations
from shared.clients.contracts import ContractsClient
from shared.clients.outcomes import OutcomesClient
from shared.kit.followers import Fact, NotYetKnown
from shared.kit.rows import PageRequest
from shared.schemas.outcomes import ContractVerdict
from shared.values import new_id
from tests.services.contracts import given
from tests.services.contracts.contract_results.judging import BAD, GOOD, YEAR, TenantOn, judged, measure, tell
from tests.support import lives
from tests.support.tenants import Tenant

ON = date(2027, 2, 1)


async def follow(tenant: Tenant, told: ContractVerdict, **changes: Any) -> None:
    """Let contracts take over a verdict, through the handler that its application wired."""
    service = tenant.house.services["contracts"]
    data = told.model_copy(update=changes).model_dump(mode="json", by_alias=True)
    fact = Fact("outcomes", 0, "verdict-given", tenant.owner, told.id, told.version, ON, data)
    handler = service.followers["outcomes"].handlers["verdict-given"]
    await handler(service.system_context(tenant.owner, cause=fact), fact)


@pytest.mark.rule("R-X05")
async def test_a_verdict_of_outcomes_reaches_the_contract_with_its_audit(tenant_on: TenantOn) -> None:
    """Measured, stated on and judged over HTTP: met and audited, with the version and the fact that outcomes' feed has."""
    tenant = await tenant_on(ON)
    contract = await lives.active_contract(tenant)
    await measure(tenant, contract.id, dict.fromkeys(YEAR, GOOD))
    await lives.audit(tenant, contract.id)
    await tell(tenant)
    (result,) = await tenant.client(ContractsClient).contract_results(contract.id)
    verdict = await tenant.client(OutcomesClient).contract_verdict(contract.id, 2026)
    assert verdict is not None
    assert (result.verdict_id, result.verdict_version) == (verdict.id, verdict.version)
    assert (result.year, result.verdict, result.outcome) == (2026, "met", "metAndAudited")
    assert (result.audit_opinion, result.audit_stated_on, result.given_on) == ("unqualified", ON, ON)
    events = (await tenant.ask("outcomes", "GET", "/events?limit=500")).json()["events"]
    by_id = {one["id"]: (one["type"].rsplit(".", 2)[1], one["subject"]) for one in events}
    assert by_id[result.verdict_event_id or ""] == ("verdict-given", str(verdict.id))
    assert by_id[result.audit_event_id or ""] == (
        "audit-statement-registered",
        str(result.audit_statement_id),
    )


@pytest.mark.rule("R-X05")
async def test_a_corrected_measurement_brings_a_newer_verdict_and_an_older_fact_changes_nothing(
    tenant_on: TenantOn,
) -> None:
    """Not met after a correction; the first verdict told again is passed over, and so is the same one told twice."""
    tenant = await tenant_on(ON)
    contract, (before,) = await judged(tenant, dict.fromkeys(YEAR, GOOD))
    outcomes, client = tenant.client(OutcomesClient), tenant.client(ContractsClient)
    first = await outcomes.contract_verdict(contract.id, 2026)
    assert first is not None
    await measure(tenant, contract.id, {"2026-Q4": BAD})
    await tell(tenant)
    (after,) = await client.contract_results(contract.id)
    assert (after.id, after.version) == (before.id, before.version + 1)
    assert (before.outcome, after.outcome) == ("metNotAudited", "notMet")
    assert [one.verdict for one in after.agreements[0].quarters] == ["met", "met", "met", "notMet"]
    await follow(tenant, first)
    assert await client.contract_results(contract.id) == [after]


@pytest.mark.rule("R-X05")
async def test_a_verdict_on_a_contract_that_is_not_here_yet_waits(tenant: Tenant) -> None:
    """Another tenant's contract is as unknown as one that does not exist: the fact is parked, nothing is kept."""
    told = ContractVerdict(
        id=new_id(), version=1, owner=tenant.owner, contract_id=new_id(), year=2026, verdict="met", quarters=[],
        years=[], audit_statement_id=None, audit_complete=False, audit_gaps=[], parties=[],
    )  # fmt: skip
    with pytest.raises(NotYetKnown):
        await follow(tenant, told)
    found = await operations.list_results_by_contract(given.context(tenant), [told.contract_id])
    assert found == {}


@pytest.mark.rule("R-X05")
async def test_results_are_read_by_contract_and_year(tenant_on: TenantOn) -> None:
    """The year that is asked, and no other; many contracts at once."""
    tenant = await tenant_on(ON)
    contract, (result,) = await judged(tenant, dict.fromkeys(YEAR, GOOD))
    ctx, page = given.context(tenant), PageRequest()
    assert [one.id for one in (await operations.list_results(ctx, page, contract.id, 2026)).items] == [
        result.id
    ]
    assert (await operations.list_results(ctx, page, contract.id, 2027)).items == []
    assert list(await operations.list_results_by_contract(ctx, [contract.id])) == [contract.id]
    assert (await operations.get_result(ctx, result.id)).outcome == result.outcome


@pytest.mark.rule("R-X05")
@pytest.mark.rule("R-S63")
async def test_a_statement_on_production_says_nothing_of_the_results(tenant_on: TenantOn) -> None:
    """The accountant's word on what was produced is settlement's to use: the year stays met and not audited."""
    tenant = await tenant_on(ON)
    contract, before = await judged(tenant, dict.fromkeys(YEAR, GOOD))
    stated = await tenant.ask(
        "outcomes", "POST", "/audit-statements", oin=tenant.auditor,
        json={
            "kind": "production", "contractId": str(contract.id), "year": 2026, "opinion": "unqualified",
            "statedOn": tenant.today.isoformat(), "provider": tenant.providers[0], "amountStatedCents": 700_000_000,
            "amountAuditedCents": 700_000_000, "documentSha256": "0" * 64, "statedBy": "registeraccountant",
        },
    )  # fmt: skip
    assert stated.status_code == 201, stated.text
    await tell(tenant)
    assert await tenant.client(ContractsClient).contract_results(contract.id) == before
    assert before[0].outcome == "metNotAudited"
