"""Audit statements in the graph."""

from tests.services.outcomes.conftest import Measured

REGISTER = """
mutation ($new: NewAuditStatement!) {
  registerAuditStatement(new: $new) { id complete gaps opinion statedOn }
}
"""


async def test_a_statement_is_registered_and_explained(year_over: Measured) -> None:
    """The auditor registers; the parties read it with what it does not cover."""
    new = year_over.statement(covered_indicators=["survey"]).model_dump(
        mode="json", by_alias=True, exclude_none=True
    )
    made = await year_over.query(REGISTER, oin=year_over.tenant.auditor, new=new)
    assert "errors" not in made, made
    statement = made["data"]["registerAuditStatement"]
    assert (statement["complete"], statement["statedOn"]) == (False, "2027-02-15")
    text = "query ($id: UUID!) { auditStatement(id: $id) { gaps derivation { steps { sentence } } } }"
    found = await year_over.query(text, oin=year_over.lead, id=statement["id"])
    assert found["data"]["auditStatement"]["gaps"] == ["KPI 9 Klanttevredenheid (client-satisfaction)"]
    assert "open blijven" in found["data"]["auditStatement"]["derivation"]["steps"][0]["sentence"]


async def test_statements_are_paged_and_entities(year_over: Measured) -> None:
    """A page of a contract year, and the entity behind another subgraph's reference."""
    made = await year_over.client(year_over.tenant.auditor).audit_statement(year_over.statement())
    page = await year_over.query("query { auditStatements(year: 2026) { nodes { id } } }")
    text = "query ($of: [_Any!]!) { _entities(representations: $of) { ... on AuditStatement { year } } }"
    entity = await year_over.query(text, of=[{"__typename": "AuditStatement", "id": str(made.id)}])
    assert page["data"]["auditStatements"]["nodes"] == [{"id": str(made.id)}]
    assert entity["data"]["_entities"] == [{"year": 2026}]


async def test_a_provider_does_not_audit(year_over: Measured) -> None:
    """Its role has no such right, whatever its scopes."""
    new = year_over.statement().model_dump(mode="json", by_alias=True, exclude_none=True)
    refused = await year_over.query(REGISTER, oin=year_over.lead, new=new)
    assert refused["errors"][0]["extensions"]["code"] == "role-not-allowed"
