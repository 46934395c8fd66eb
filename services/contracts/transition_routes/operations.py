"""What a purchaser can do with transition routes: plan one, find them, see one as a timeline."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import ContractNotFound
from services.contracts.transition_routes import rules, store
from services.contracts.transition_routes.rules import TransitionRoute
from shared.kit.context import Context, operation
from shared.kit.merging import made
from shared.kit.ownership import require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.steering import TransitionRouteKind
from shared.values.terms import Scope

_GIVEN = tuple(name for name in schemas.NewTransitionRoute.model_fields if name != "external_reference")
PLAIN = Plain(
    "transition_route",
    "transition_routes",
    "transitieroute",
    "transitieroutes",
    schemas.TransitionRoute,
    schemas.NewTransitionRoute,
    rules.TransitionRouteNotFound,
)


@operation
async def get_transition_route(ctx: Context, transition_route_id: UUID) -> TransitionRoute:
    """One route, for the purchaser and the contract's parties. Raises TransitionRouteNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.TRANSITION_ROUTES.get(connection, transition_route_id)


@operation
async def list_transition_routes(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    route: TransitionRouteKind | None = None,
    reference: str | None = None,
) -> Slice[TransitionRoute]:
    """A page of routes, filtered when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.TRANSITION_ROUTES.page(
            connection, page, contract_id=contract_id, route=route, external_reference=reference
        )


@operation
async def read_timeline(ctx: Context, transition_route_id: UUID) -> rules.TransitionTimeline:
    """A route as it lies in time, with what to beware of (R-C63). Raises TransitionRouteNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return rules.timeline(await store.TRANSITION_ROUTES.get(connection, transition_route_id), ctx.today)


@operation
async def register_transition_route(ctx: Context, new: schemas.NewTransitionRoute) -> TransitionRoute:
    """Plan a route with each form on the way (R-C63).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ContractNotFound,
    TransitionRouteRefused, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    route = rules.check(made(TransitionRoute, new, id=new_id(), version=1, owner=owner, parties=[]))
    async with ctx.begin() as connection:
        if new.contract_id is not None:
            contract = await contracts.get_contract(connection, new.contract_id)
            if contract.owner != owner:
                raise ContractNotFound(id=new.contract_id)
            route = replace(route, parties=contract.parties)
        return await store.TRANSITION_ROUTES.enter(
            ctx, connection, route, "transition-route-registered", given=_GIVEN
        )
