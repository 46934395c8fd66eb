"""Requests in the graph, with the decisions and referrals that they led to, and the question itself for the municipality."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.citizens.graphql import Citizen, citizen_of
from services.access.decisions import operations as decisions
from services.access.referrals import operations as referrals
from services.access.requests import operations
from services.access.requests.rules import Request as Domain
from services.access.requests.store import Filter
from shared.kit.graphql import (
    Connection,
    Derivation,
    connection,
    context_of,
    derivation_of,
    graph_type,
    loader,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import access as schemas
from shared.values.choosing import ClientDelayReason
from shared.values.questions import ReferrerType, RequestChannel, RequestEnd, ResidenceReason
from shared.values.terms import Law, RequestState

if TYPE_CHECKING:
    from services.access.decisions.graphql import Decision
    from services.access.referrals.graphql import Referral

DECISIONS: Any = list[Annotated["Decision", strawberry.lazy("services.access.decisions.graphql")]]
REFERRALS: Any = list[Annotated["Referral", strawberry.lazy("services.access.referrals.graphql")]]


QUESTION: Any = graph_type(
    schemas.RequestQuestion, "De vraag zelf, voor de gemeente alleen; gaat in geen feed"
)


async def request_of(info: Info, request_id: UUID) -> Domain | None:
    """A request by id, through the loader; None when it is not there or not yours."""
    found: Domain | None = await loader(info, "requests", operations.list_requests_by_id).load(request_id)
    return found


@strawberry.federation.type(keys=["id"], description="De vraag van een inwoner (melding)")
class Request:
    """A citizen's question."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    citizen_id: UUID
    contract_id: UUID | None
    law: Law
    contact_on: date
    first_talk_on: date | None
    acute: bool
    state: RequestState
    closed_on: date | None
    channel: RequestChannel | None
    referrer_type: ReferrerType | None
    referrer_code: str | None
    direct_access: bool | None
    application_on: date | None
    team: str | None
    area: str | None
    urgency: int | None
    responsible_municipality: str | None
    responsible_reason: ResidenceReason | None
    responsible_since: date | None
    responsible_code: str | None
    transfer_by: date | None
    product_category: str | None
    product_code: str | None
    previous_id: UUID | None
    end_reason: RequestEnd | None
    source_system: str | None
    source_reference: str | None
    client_delay_days: int | None
    client_delay_reason: ClientDelayReason | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await request_of(info, UUID(id))

    @strawberry.field(graphql_type=Citizen | None, description="De inwoner, zonder persoonsgegevens")
    async def citizen(self, info: Info, root: strawberry.Parent["Request"]) -> Any:
        """The citizen whose question it is."""
        return await citizen_of(info, root.citizen_id)

    @strawberry.field(graphql_type=DECISIONS, description="Het besluit op de melding")
    async def decisions(self, info: Info, root: strawberry.Parent["Request"]) -> Any:
        """The decisions on the request."""
        return await loader(
            info, "decisions-by-request", decisions.list_decisions_by_request, many=True
        ).load(root.id)

    @strawberry.field(graphql_type=REFERRALS, description="De verwijzingen van de melding, oudste eerst")
    async def referrals(self, info: Info, root: strawberry.Parent["Request"]) -> Any:
        """The referrals of the request."""
        return await loader(
            info, "referrals-by-request", referrals.list_referrals_by_request, many=True
        ).load(root.id)

    @strawberry.field(description="Waarom de melding is wat zij is, met de wachttijd (R-O06)")
    async def derivation(self, info: Info, root: strawberry.Parent["Request"]) -> Derivation:
        """Why the request is what it is."""
        return await derivation_of(info, root.id)


@strawberry.type
class RequestQuery:
    """Reading requests."""

    @strawberry.field(graphql_type=Request, description="Eén melding")
    async def request(self, info: Info, id: UUID) -> Any:
        """One request."""
        return await operations.get_request(context_of(info), id)

    @strawberry.field(graphql_type=QUESTION, description="De vraag van de inwoner zelf, met de motieven")
    async def request_question(self, info: Info, id: UUID) -> Any:
        """The question itself."""
        return await operations.get_question(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Request], description="Meldingen, oudste eerst")
    async def requests(
        self,
        info: Info,
        state: RequestState | None = None,
        contact_on_from: date | None = None,
        contact_on_to: date | None = None,
        contract_id: UUID | None = None,
        citizen_id: UUID | None = None,
        external_reference: str | None = None,
        team: str | None = None,
        area: str | None = None,
        urgency: int | None = None,
        referrer_type: ReferrerType | None = None,
        acute: bool | None = None,
        elsewhere: bool | None = None,
        open: bool | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of requests."""
        ctx = context_of(info)
        asked = Filter(
            state, contact_on_from, contact_on_to, contract_id, citizen_id, external_reference, team, area, urgency,
            referrer_type, acute, elsewhere, open,
        )  # fmt: skip
        return connection(sealed(ctx, await operations.list_requests(ctx, page_of(ctx, first, after), asked)))
