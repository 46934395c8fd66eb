"""The last step of every service: its routers and graph, with the feed and the sandbox's clock, as one application."""

from collections.abc import Sequence

from shared.kit.data_subjects_rest import data_subjects_router
from shared.kit.event_types import catalogue
from shared.kit.feed_rest import event_types_router, feed_router
from shared.kit.graphql import Limits, graphql_schema
from shared.kit.http import Info, Router, Surface, create_app
from shared.kit.jobs_rest import jobs_router
from shared.kit.my_rights import my_rights_router
from shared.kit.processing_rest import processing_router
from shared.kit.rest import sandbox_router
from shared.kit.service import Service
from shared.kit.snapshots_rest import snapshots_router
from shared.kit.webhooks.dataref import event_router
from shared.kit.webhooks.rest import webhooks_router


def application(
    service: Service, routers: Sequence[Router], query: type, mutation: type | None = None, *, about: str = ""
) -> Surface:
    """A service as ASGI application: REST below /v1, GraphQL at /v1/graphql, and what every service offers.

    `about` says in Dutch what the service keeps and what it never does; its documents open with it.
    """
    if service.jobs.handlers:
        routers = [*routers, jobs_router(service.name)]
    routers = [*routers, feed_router(), event_types_router(), snapshots_router(routers), sandbox_router()]
    routers += [event_router(), webhooks_router(), my_rights_router(), processing_router()]
    routers.append(data_subjects_router())
    service.catalogue = catalogue(service, (one for router in routers for one in router.endpoints))
    info = Info(f"Bedoeling {service.name}", about) if about else None
    limits = Limits(introspection=service.settings.graphql_introspection)
    return create_app(service, routers, graphql_schema(query, mutation, limits=limits), info=info)
