"""Documents of a contract in the graph, without their bytes."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.contract_documents import operations
from services.contracts.contract_documents.rules import ContractDocument as Domain
from shared.kit.context import Context
from shared.kit.graphql import (
    Connection,
    checked,
    connection,
    context_of,
    graph_input,
    graph_type,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.life import DocumentKind


async def _document_of(info: Info, document_id: UUID) -> Domain:
    """A document by id, for a reference of another subgraph."""
    return await operations.get_document(context_of(info), document_id)


ContractDocument: Any = graph_type(
    schemas.ContractDocument,
    "Een getekend stuk bij een versie van een contract; de inhoud komt over REST",
    entity=_document_of,
)
NewContractDocument = Annotated[
    Any,
    strawberry.argument(graphql_type=graph_input(schemas.NewContractDocument, "Een stuk om vast te leggen")),
]


@strawberry.type
class DocumentQuery:
    """Reading documents."""

    @strawberry.field(graphql_type=ContractDocument, description="Eén getekend stuk")
    async def contract_document(self, info: Info, id: UUID) -> Any:
        """One document."""
        return await operations.get_document(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[ContractDocument], description="Getekende stukken, oudste eerst"
    )
    async def contract_documents(
        self,
        info: Info,
        contract_id: UUID | None = None,
        contract_version: int | None = None,
        kind: DocumentKind | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of documents."""
        ctx = context_of(info)
        found = await operations.list_documents(
            ctx, page_of(ctx, first, after), contract_id, contract_version, kind, external_reference
        )
        return connection(sealed(ctx, found))


@strawberry.type
class DocumentMutation:
    """Filing documents."""

    @strawberry.mutation(
        graphql_type=ContractDocument, description="Leg een getekend stuk vast bij een versie"
    )
    async def file_document(self, info: Info, new: NewContractDocument) -> Any:
        """File a document."""
        asked = checked(schemas.NewContractDocument, new)

        async def file(ctx: Context) -> Domain:
            return await operations.file_document(ctx, asked)

        return await mutate(info, file, schemas.ContractDocument)


__all__ = ["ContractDocument", "DocumentMutation", "DocumentQuery"]
