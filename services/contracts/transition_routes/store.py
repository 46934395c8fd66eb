"""The only SQL on transition routes."""

from __future__ import annotations

from services.contracts.tables import transition_routes
from services.contracts.transition_routes.rules import TransitionRoute, TransitionRouteNotFound
from shared.kit.registers import Register
from shared.schemas import contracts as schemas

TRANSITION_ROUTES = Register(
    transition_routes, TransitionRoute, schemas.TransitionRoute, TransitionRouteNotFound
)
