"""The last step of every service: its routers and graph, with the feed and the sandbox's clock, as one application."""

from collections.abc import Sequence

from shared.kit.graphql import graphql_schema
from shared.kit.http import Router, Surface, create_app
from shared.kit.rest import feed_router, sandbox_router
from shared.kit.service import Service


def application(
    service: Service, routers: Sequence[Router], query: type, mutation: type | None = None
) -> Surface:
    """A service as ASGI application: REST below /v1, GraphQL at /v1/graphql, and what every service offers."""
    return create_app(service, [*routers, feed_router(), sandbox_router()], graphql_schema(query, mutation))
