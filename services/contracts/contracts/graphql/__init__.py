"""Contracts in the graph: what they look like, how they are read, and what can be done with them."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.contracts import operations
from services.contracts.contracts.graphql.mutations import ContractMutation
from services.contracts.contracts.graphql.types import Contract, Signature, contract_of
from services.contracts.contracts.operations.ordering import in_order, sorted_page
from services.contracts.contracts.store import Filter
from shared.kit.graphql import Connection, connection, context_of, page_of
from shared.values.agreements import FundingForm
from shared.values.arrangements import ProcurementModel
from shared.values.terms import ContractState, LegalForm


@strawberry.type
class ContractQuery:
    """Reading contracts."""

    @strawberry.field(
        graphql_type=Contract,
        description="Eén contract in zijn nieuwste versie, of zoals het gold en bekend was",
    )
    async def contract(
        self,
        info: Info,
        id: UUID,
        valid_on: date | None = None,
        known_on: date | None = None,
    ) -> Any:
        """One contract."""
        return await operations.get_contract(context_of(info), id, valid_on, known_on)

    @strawberry.field(graphql_type=Contract, description="Een contract zoals het in een versie was (R-C08)")
    async def contract_version(self, info: Info, id: UUID, version: int) -> Any:
        """One version of a contract."""
        return await operations.get_version(context_of(info), id, version)

    @strawberry.field(
        graphql_type=Connection[Contract],
        description="Contracten, oudste eerst of in eigen volgorde (`endDate,-number`)",
    )
    async def contracts(
        self,
        info: Info,
        state: ContractState | None = None,
        number: str | None = None,
        external_reference: str | None = None,
        start_date_from: date | None = None,
        start_date_to: date | None = None,
        provider: str | None = None,
        consortium_id: UUID | None = None,
        population_id: UUID | None = None,
        municipality_code: str | None = None,
        legal_form: LegalForm | None = None,
        funding_form: FundingForm | None = None,
        procurement_model: ProcurementModel | None = None,
        end_date_from: date | None = None,
        end_date_to: date | None = None,
        evaluation_date_from: date | None = None,
        evaluation_date_to: date | None = None,
        valid_on: date | None = None,
        known_on: date | None = None,
        sort: str = "created",
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of contracts."""
        ctx = context_of(info)
        asked = Filter(
            state=state, number=number, external_reference=external_reference, start_date_from=start_date_from,
            start_date_to=start_date_to, provider=provider, consortium_id=consortium_id, population_id=population_id,
            legal_form=legal_form, funding_form=funding_form, procurement_model=procurement_model,
            end_date_from=end_date_from, end_date_to=end_date_to, evaluation_date_from=evaluation_date_from,
            evaluation_date_to=evaluation_date_to, municipality_code=municipality_code,
        )  # fmt: skip
        page = sorted_page(ctx, page_of(ctx, first, None).limit, after, sort)
        found = await operations.list_contracts_sorted(ctx, page, asked, valid_on, known_on)
        return connection(in_order(ctx, found))


__all__ = ["Contract", "ContractMutation", "ContractQuery", "Signature", "contract_of"]
