"""Audit statements over REST."""

from shared.schemas.outcomes import AuditStatement
from shared.values import new_id
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
