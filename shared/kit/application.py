"""The last step of every service: its routers and graph, with the feed and the sandbox's clock, as one application."""

from collections.abc import Sequence

from shared.kit.graphql import graphql_schema
from shared.kit.http import Info, Router, Surface, create_app
from shared.kit.rest import feed_router, sandbox_router
from shared.kit.service import Service


def application(
    service: Service, routers: Sequence[Router], query: type, mutation: type | None = None, *, about: str = ""
) -> Surface:
    """A service as ASGI application: REST below /v1, GraphQL at /v1/graphql, and what every service offers.

    `about` says in Dutch what the service keeps and what it never does; its documents open with it.
    """
    routers = [*routers, feed_router(), sandbox_router()]
    info = Info(f"Bedoeling {service.name}", about) if about else None
    return create_app(service, routers, graphql_schema(query, mutation), info=info)
