"""Acting on requests in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.requests import operations
from services.access.requests.graphql.queries import Request
from shared.kit.graphql import checked, context_of, graph_input, graph_type, mutate
from shared.schemas import access as schemas
from shared.values.choosing import ClientDelayReason

_New: Any = graph_input(
    schemas.NewRequest, "Een melding; de inwoner met citizenId of met een eigen kenmerk, dat nooit een BSN is"
)
_Change: Any = graph_input(
    schemas.RequestChange, "Wat er wijzigt aan een melding; wat ontbreekt blijft", partial=True
)
_Residence: Any = graph_input(schemas.Residence, "Adressen en verblijf van een jeugdige")
_Asked: Any = graph_input(
    schemas.AssessResidence, "Adressen en verblijf, om te vragen wie verantwoordelijk is"
)
_Flag: Any = graph_input(schemas.AcuteFlag, "Of de vraag acuut is, en waarom")
_Ending: Any = graph_input(schemas.RequestEnding, "Waarom een melding eindigt zonder besluit")
_Responsible: Any = graph_type(
    schemas.ResponsibleMunicipality, "Welke gemeente verantwoordelijk is, waarom en sinds wanneer (R-A56)"
)


@strawberry.type
class ResidenceQuery:
    """Asking who is responsible."""

    @strawberry.field(graphql_type=_Responsible, description="Welke gemeente verantwoordelijk is (R-A56)")
    async def responsible_municipality(
        self, info: Info, asked: Annotated[Any, strawberry.argument(graphql_type=_Asked)]
    ) -> Any:
        """Which municipality would be responsible."""
        given = checked(schemas.AssessResidence, asked)
        return await operations.assess_responsible_municipality(context_of(info), given)


@strawberry.type
class RequestMutation:
    """Reporting requests and recording the first talk."""

    @strawberry.mutation(graphql_type=Request, description="Leg een melding vast")
    async def report_request(
        self, info: Info, new: Annotated[Any, strawberry.argument(graphql_type=_New)]
    ) -> Any:
        """Report a citizen's question."""
        asked = checked(schemas.NewRequest, new)
        return await mutate(info, lambda ctx: operations.report_request(ctx, asked), schemas.Request)

    @strawberry.mutation(graphql_type=Request, description="Leg het eerste gesprek vast, één keer (R-O06)")
    async def hold_first_talk(
        self,
        info: Info,
        id: UUID,
        held_on: date,
        client_delay_days: int | None = None,
        client_delay_reason: ClientDelayReason | None = None,
        version: int | None = None,
    ) -> Any:
        """Record the first talk, on the version that was seen when it is named."""
        given = {
            "held_on": held_on,
            "client_delay_days": client_delay_days,
            "client_delay_reason": client_delay_reason,
        }
        asked = checked(schemas.FirstTalk, given)
        return await mutate(
            info, lambda ctx: operations.hold_first_talk(ctx, id, asked), schemas.Request, version=version
        )


@strawberry.type
class RequestActs:
    """Bringing requests further; each in the version that was seen, when it is named."""

    @strawberry.mutation(graphql_type=Request, description="Leg de aanvraag vast, één keer (R-A55)")
    async def apply_for_request(
        self, info: Info, id: UUID, application_on: date, version: int | None = None
    ) -> Any:
        """Record the application."""
        asked = checked(schemas.RequestApplication, {"application_on": application_on})
        return await mutate(
            info, lambda ctx: operations.apply_for_request(ctx, id, asked), schemas.Request, version=version
        )

    @strawberry.mutation(graphql_type=Request, description="Vul een melding aan (N-126)")
    async def change_request(
        self,
        info: Info,
        id: UUID,
        change: Annotated[Any, strawberry.argument(graphql_type=_Change)],
        version: int | None = None,
    ) -> Any:
        """Complete a request."""
        asked = checked(schemas.RequestChange, change)
        return await mutate(
            info, lambda ctx: operations.change_request(ctx, id, asked), schemas.Request, version=version
        )

    @strawberry.mutation(graphql_type=Request, description="Zeg of de vraag acuut is, en waarom (G-40)")
    async def flag_acute(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Flag)],
        version: int | None = None,
    ) -> Any:
        """Say that a question is acute."""
        asked = checked(schemas.AcuteFlag, given)
        return await mutate(
            info, lambda ctx: operations.flag_acute(ctx, id, asked), schemas.Request, version=version
        )

    @strawberry.mutation(graphql_type=Request, description="Bepaal de verantwoordelijke gemeente (R-A56)")
    async def determine_responsible_municipality(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Residence)],
        version: int | None = None,
    ) -> Any:
        """Determine who is responsible."""
        asked = checked(schemas.Residence, given)
        return await mutate(
            info,
            lambda ctx: operations.determine_responsible_municipality(ctx, id, asked),
            schemas.Request,
            version=version,
        )

    @strawberry.mutation(graphql_type=Request, description="Trek een melding in")
    async def withdraw_request(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Ending)],
        version: int | None = None,
    ) -> Any:
        """Withdraw a request."""
        asked = checked(schemas.RequestEnding, given)
        return await mutate(
            info, lambda ctx: operations.withdraw_request(ctx, id, asked), schemas.Request, version=version
        )

    @strawberry.mutation(graphql_type=Request, description="Sluit een melding zonder besluit")
    async def close_request(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Ending)],
        version: int | None = None,
    ) -> Any:
        """Close a request."""
        asked = checked(schemas.RequestEnding, given)
        return await mutate(
            info, lambda ctx: operations.close_request(ctx, id, asked), schemas.Request, version=version
        )
