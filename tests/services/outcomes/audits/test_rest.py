"""Audit statements over REST."""

import pytest

from shared.schemas.outcomes import AuditStatement
from shared.values import new_id
from shared.values.measuring import AuditKind
from tests.services.outcomes.conftest import Measured


async def test_a_statement_is_made_read_and_explained(year_over: Measured) -> None:
    """201 with its address; by id, by contract and year; and what it covers."""
    auditor = year_over.tenant.auditor
    made = await year_over.post("/audit-statements", year_over.statement(covers_processes=False), oin=auditor)
    assert made.status_code == 201
    path = made.headers["location"].removeprefix("/v1")
    assert (await year_over.get(path)).json() == made.json()
    listed = await year_over.get(f"/audit-statements?contractId={year_over.contract.id}&year=2026")
    assert [AuditStatement.model_validate(one).id for one in listed.json()["items"]] == [
        AuditStatement.model_validate_json(made.content).id
    ]
    why = (await year_over.get(f"{path}/derivation")).json()
    assert [step["sentence"] for step in why["steps"]] == [
        "De verklaring over 2026 dekt niet alles; open blijven: processen (processes).",
        "Het oordeel van de accountant luidt: unqualified.",
    ]


async def test_a_dry_run_writes_nothing(year_over: Measured) -> None:
    """The same answer, and no statement."""
    made = await year_over.post(
        "/audit-statements?dryRun=true", year_over.statement(), oin=year_over.tenant.auditor
    )
    assert (made.status_code, made.json()["complete"]) == (201, True)
    assert (await year_over.get("/audit-statements")).json()["items"] == []


async def test_problems_of_a_statement(year_over: Measured) -> None:
    """An unknown indicator is pointed at; an unknown contract and statement are not there."""
    auditor = year_over.tenant.auditor
    unknown = await year_over.post(
        "/audit-statements", year_over.statement(covered_indicators=["nope"]), oin=auditor
    )
    nowhere = await year_over.post(
        "/audit-statements", year_over.statement(contract_id=new_id()), oin=auditor
    )
    missing = await year_over.get(f"/audit-statements/{new_id()}")
    assert (unknown.status_code, unknown.json()["errors"][0]["location"]) == (400, "#/coveredIndicators/0")
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "outcomes-contract-not-found")
    assert (missing.status_code, missing.json()["code"]) == (404, "audit-statement-not-found")


@pytest.mark.rule("R-O28")
@pytest.mark.rule("R-S63")
async def test_two_kinds_of_statement_and_their_overview(year_over: Measured) -> None:
    """The verdict rests on the result agreements; production is stated per provider; the overview shows both, in the graph too."""
    await year_over.measure_year("7.4")
    tenant, contract = year_over.tenant, year_over.contract.id
    auditor = year_over.client(tenant.auditor)
    results = await auditor.audit_statement(year_over.statement())
    body = {
        "contractId": str(contract), "year": 2026, "kind": "production", "provider": year_over.lead, "opinion": "qualified",
        "statedOn": "2027-02-15", "amountStatedCents": 120_431_000, "amountAuditedCents": 119_811_000,
        "documentSha256": "0" * 64, "statedBy": "drs. A. de Boer RA",
    }  # fmt: skip
    made = (await year_over.post("/audit-statements", body, oin=tenant.auditor)).json()
    assert (made["differenceCents"], made["complete"]) == (-620_000, False)
    assert (await year_over.post("/audit-statements", body, oin=year_over.lead)).status_code == 403
    other = await year_over.post("/audit-statements", body | {"provider": tenant.auditor}, oin=tenant.auditor)
    assert (other.status_code, other.json()["code"], other.json()["rule"]) == (
        409,
        "audit-provider-unknown",
        "R-S63",
    )
    mixed = await year_over.post("/audit-statements", body | {"kind": "resultAgreements"}, oin=tenant.auditor)
    assert mixed.status_code == 400
    verdict = await auditor.contract_verdict(contract, 2026)
    assert verdict is not None
    assert (verdict.audit_statement_id, verdict.audit_complete, verdict.verdict) == (results.id, True, "met")
    found = await year_over.client(year_over.lead).audit_overview(contract, 2026)
    assert (found.statement_id, found.complete, found.gaps) == (results.id, True, [])
    assert [one.covered for one in found.indicators] == [True, True]
    assert {one.provider: one.difference_cents for one in found.production} == {
        oin: -620_000 if oin == year_over.lead else None for oin in tenant.providers
    }
    listed = await auditor.audit_statements(
        contract_id=contract, kind=AuditKind.PRODUCTION, provider=year_over.lead
    )
    assert [str(one.id) for one in listed] == [made["id"]]
    query = "query ($id: UUID!) { auditOverview(contractId: $id, year: 2026) { kinds complete production { provider } } }"
    told = (await year_over.query(query, id=str(contract)))["data"]["auditOverview"]
    assert (told["kinds"], told["complete"]) == (["resultAgreements", "production"], True)
    await year_over.measure("2026-Q4", "7.5")
    late = await auditor.audit_overview(contract, 2026)
    assert not late.complete and "measured after the statement" in late.gaps[0]
    assert (await year_over.get(f"/audit-overview?contractId={new_id()}&year=2026")).status_code == 404
