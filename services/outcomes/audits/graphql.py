"""Audit statements in the graph: the same operations, another form."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.audits import operations
from shared.kit.graphql import (
    Cents,
    Connection,
    Derivation,
    checked,
    connection,
    context_of,
    derivation_of,
    graph_type,
    loader,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import outcomes as schemas
from shared.values.measuring import AuditKind
from shared.values.terms import AuditOpinion

strawberry.enum(
    AuditKind, description="Waarover een controleverklaring gaat: resultaatafspraken of productie"
)


@strawberry.federation.type(
    keys=["id"], description="Wat de accountant over een contractjaar verklaart (R-O28)"
)
class AuditStatement:
    """What the accountant says of a contract year."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    contract_id: UUID
    year: int
    opinion: AuditOpinion
    stated_on: date
    covers_processes: bool
    covered_indicators: list[str]
    document_sha256: str
    stated_by: str
    auditor: str
    complete: bool
    gaps: list[str]
    kind: AuditKind
    provider: str | None
    amount_stated_cents: Cents | None
    amount_audited_cents: Cents | None
    difference_cents: Cents | None
    unverified: list[str]

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await loader(info, "audit-statements", operations.list_statements_by_id).load(UUID(id))

    @strawberry.field(description="Wat de verklaring dekt en wat niet")
    async def derivation(self, info: Info, root: strawberry.Parent["AuditStatement"]) -> Derivation:
        """What the statement covers and what not."""
        return await derivation_of(info, root.id)


@strawberry.input(description="Een controleverklaring")
class NewAuditStatement:
    """A statement to register."""

    external_reference: str | None = None
    contract_id: UUID
    year: int
    opinion: AuditOpinion
    stated_on: date
    covers_processes: bool | None = None
    covered_indicators: list[str] | None = None
    document_sha256: str
    stated_by: str
    kind: AuditKind = AuditKind.RESULT_AGREEMENTS
    provider: str | None = None
    amount_stated_cents: Cents | None = None
    amount_audited_cents: Cents | None = None
    unverified: list[str] = strawberry.field(default_factory=list)


AuditOverview: Any = graph_type(
    schemas.AuditOverview,
    "Wat accountants van een contractjaar dekten en wat open blijft (D-05, R-O28, R-S63)",
)


@strawberry.type
class AuditQuery:
    """Reading audit statements."""

    @strawberry.field(graphql_type=AuditStatement, description="Eén controleverklaring")
    async def audit_statement(self, info: Info, id: UUID) -> Any:
        """One statement."""
        return await operations.get_statement(context_of(info), id)

    @strawberry.field(graphql_type=Connection[AuditStatement], description="Controleverklaringen")
    async def audit_statements(
        self,
        info: Info,
        contract_id: UUID | None = None,
        year: int | None = None,
        kind: AuditKind | None = None,
        provider: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of statements."""
        ctx = context_of(info)
        found = await operations.list_statements(
            ctx, page_of(ctx, first, after), contract_id, year, kind=kind, provider=provider
        )
        return connection(sealed(ctx, found))

    @strawberry.field(graphql_type=AuditOverview, description="Wat accountants van een contractjaar dekten")
    async def audit_overview(self, info: Info, contract_id: UUID, year: int) -> Any:
        """What accountants covered of a contract year."""
        asked = checked(schemas.AuditOverviewOf, {"contract_id": contract_id, "year": year})
        return await operations.get_overview(context_of(info), asked.contract_id, asked.year)


@strawberry.type
class AuditMutation:
    """Acting on audit statements."""

    @strawberry.mutation(graphql_type=AuditStatement, description="Registreer een controleverklaring (R-O28)")
    async def register_audit_statement(self, info: Info, new: NewAuditStatement) -> Any:
        """Register a statement."""
        asked = checked(schemas.NewAuditStatement, new)
        return await mutate(
            info, lambda ctx: operations.register_statement(ctx, asked), schemas.AuditStatement
        )


__all__ = ["AuditMutation", "AuditQuery", "AuditStatement"]
