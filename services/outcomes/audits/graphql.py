"""Audit statements in the graph: the same operations, another form."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.audits import operations
from shared.kit.graphql import (
    Connection,
    Derivation,
    checked,
    connection,
    context_of,
    derivation_of,
    loader,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import outcomes as schemas
from shared.values.terms import AuditOpinion


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
    covers_processes: bool
    covered_indicators: list[str]
    document_sha256: str
    stated_by: str


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
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of statements."""
        ctx = context_of(info)
        found = await operations.list_statements(ctx, page_of(ctx, first, after), contract_id, year)
        return connection(sealed(ctx, found))


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
