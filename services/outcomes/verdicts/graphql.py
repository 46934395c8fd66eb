"""Verdicts in the graph: each quarter, each indicator, the whole, the statement and why."""

from typing import Any, cast
from uuid import UUID

import strawberry
from strawberry.scalars import JSON
from strawberry.types import Info

from services.outcomes.audits import operations as audits
from services.outcomes.audits.graphql import AuditStatement
from services.outcomes.verdicts import operations
from shared.kit.graphql import Connection, Derivation, connection, context_of, loader, page_of
from shared.kit.graphql.house import DerivationStep
from shared.kit.rest import sealed
from shared.schemas.common import camel_keys
from shared.values import render
from shared.values.terms import NormOperator, Verdict, VerdictBasis


@strawberry.type(
    description="Hoe een indicator ervoor staat: in een kwartaal, of over het jaar als quarter leeg is"
)
class IndicatorVerdict:
    """How one indicator stands."""

    indicator: str
    quarter: str | None
    value: str | None
    norm: str | None
    operator: NormOperator | None
    basis: VerdictBasis
    verdict: Verdict
    lower: str | None
    upper: str | None
    contract_version: int | None
    respondents: int | None
    suppressed: bool
    provider: str | None
    area: str | None
    compensated_by: str | None
    narrative_missing: bool
    periods_due: int | None
    periods_measured: int | None


@strawberry.federation.type(keys=["id"], description="Het oordeel over een contractjaar (jaaroordeel, R-X02)")
class ContractVerdict:
    """The verdict on a contract year."""

    id: UUID
    version: int
    owner: str
    contract_id: UUID
    year: int
    verdict: Verdict
    quarters: list[IndicatorVerdict]
    years: list[IndicatorVerdict]
    parts: list[IndicatorVerdict]
    audit_statement_id: UUID | None
    audit_complete: bool
    audit_gaps: list[str]

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_verdict(context_of(info), UUID(id))

    @strawberry.field(graphql_type=AuditStatement | None, description="De controleverklaring die telt")
    async def audit_statement(self, info: Info, root: strawberry.Parent["ContractVerdict"]) -> Any:
        """The statement that counts, or null."""
        if root.audit_statement_id is None:
            return None
        return await loader(info, "audit-statements", audits.list_statements_by_id).load(
            root.audit_statement_id
        )

    @strawberry.field(description="Elke stap van het oordeel")
    async def derivation(self, info: Info, root: strawberry.Parent["ContractVerdict"]) -> Derivation:
        """Why the verdict is what it is."""
        language = context_of(info).language
        version, why = await loader(info, "verdict-derivations", operations.explain_verdicts).load(root.id)
        steps = [
            DerivationStep(
                rule=one.rule,
                sentence=render(one, language),
                inputs=cast("JSON", camel_keys(one.inputs)),
                result=one.result,
            )
            for one in why.steps
        ]
        return Derivation(version=version, steps=steps)


@strawberry.type
class VerdictQuery:
    """Reading verdicts."""

    @strawberry.field(graphql_type=ContractVerdict, description="Eén jaaroordeel")
    async def contract_verdict(self, info: Info, id: UUID) -> Any:
        """One verdict as it stands."""
        return await operations.get_verdict(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[ContractVerdict], description="Jaaroordelen, van een contract of jaar"
    )
    async def contract_verdicts(
        self,
        info: Info,
        contract_id: UUID | None = None,
        year: int | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of verdicts."""
        ctx = context_of(info)
        found = await operations.list_verdicts(ctx, page_of(ctx, first, after), contract_id, year)
        return connection(sealed(ctx, found))


__all__ = ["ContractVerdict", "VerdictQuery"]
