"""Requests in the graph."""

from services.access.requests.graphql.mutations import RequestActs, RequestMutation, ResidenceQuery
from services.access.requests.graphql.queries import Request, RequestQuery, request_of

__all__ = ["Request", "RequestActs", "RequestMutation", "RequestQuery", "ResidenceQuery", "request_of"]
