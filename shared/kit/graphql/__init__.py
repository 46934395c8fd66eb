"""GraphQL over the same operations as REST: one federation-ready schema per service."""

from shared.kit.graphql import enums as enums
from shared.kit.graphql.connections import Connection, Edge, PageInfo, connection
from shared.kit.graphql.house import Derivation, derivation_of, page_of
from shared.kit.graphql.inputs import checked
from shared.kit.graphql.limits import Limits
from shared.kit.graphql.loaders import context_of, loader
from shared.kit.graphql.models import BY_HAND, graph_input, graph_type
from shared.kit.graphql.mutations import mutate
from shared.kit.graphql.scalars import Cents
from shared.kit.graphql.schema import Schema, graphql_schema
from shared.kit.graphql.view import graphql_route

__all__ = [
    "BY_HAND",
    "Cents",
    "Connection",
    "Derivation",
    "Edge",
    "Limits",
    "PageInfo",
    "Schema",
    "checked",
    "connection",
    "context_of",
    "derivation_of",
    "graph_input",
    "graph_type",
    "graphql_route",
    "graphql_schema",
    "loader",
    "mutate",
    "page_of",
]
