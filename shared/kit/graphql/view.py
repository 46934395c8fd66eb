"""The address of a schema: POST with JSON in, JSON out, and the problems of the house in between."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec
import orjson
from cross_web import AsyncHTTPRequestAdapter, HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.types import ExecutionResult

from shared.kit.graphql.faults import QueryUnreadable, cause_of, formatted, note_refusals
from shared.kit.graphql.registered import Operations
from shared.kit.graphql.schema import Schema
from shared.kit.problems import BodyTooLarge, MethodNotAllowed, UnsupportedMediaType
from shared.kit.rates import TooManyRequests
from shared.values import mask_bsn

if TYPE_CHECKING:
    from shared.kit.context import Context

BODY_LIMIT = 100_000
_ENCODER = msgspec.json.Encoder(enc_hook=str)


class View(GraphQL[dict[str, Any], None]):
    """One schema over HTTP. Problems with the request itself are raised, for the application to answer."""

    def __init__(
        self,
        schema: Schema,
        context_of: Callable[[Request], Awaitable[Context]],
        body_limit: int,
        operations: Operations,
    ) -> None:
        super().__init__(schema, graphql_ide=None, allow_queries_via_get=False, subscription_protocols=())
        self.context_of, self.body_limit, self.operations = context_of, body_limit, operations

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request.

        Raises what `context_of` raises, MethodNotAllowed (405), UnsupportedMediaType (415), BodyTooLarge (413),
        TooManyRequests (429), QueryUnreadable, OperationUnregistered and OperationHashWrong (400).
        """
        if scope["method"] != "POST":
            raise MethodNotAllowed(["POST"])
        request = Request(scope, self._measured(receive))
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise UnsupportedMediaType(accepted="application/json")
        try:
            response = await self.run(request)
        except HTTPException as error:
            raise QueryUnreadable(reason=mask_bsn(error.reason.rstrip("."))) from error
        await response(scope, receive, send)

    def _measured(self, receive: Receive) -> Receive:
        taken = 0

        async def measured() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.body_limit:
                raise BodyTooLarge(limit=self.body_limit)
            return message

        return measured

    async def get_context(self, request: Any, response: Any) -> dict[str, Any]:
        """Who asks, and an empty shelf of loaders: one for all fields of the request."""
        request.state.graphql = await self.context_of(request)
        return {"context": request.state.graphql, "loaders": {}, "call": request.scope.get("call")}

    def parse_json(self, data: str | bytes) -> Any:
        """The request as an object; a list would be a batch, which would count as one against the limits."""
        try:
            body = orjson.loads(data)
        except orjson.JSONDecodeError as error:
            raise HTTPException(400, f"JSON, {error}") from error
        if not isinstance(body, dict) or not isinstance(body.get("operationName"), str | None):
            raise HTTPException(400, "a JSON object is expected, with operationName as string")
        return body

    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> GraphQLRequestData:
        """The operation that the request names, by its text or by its hash."""
        data = await super().parse_http_body(request)
        assert not isinstance(data, list), "parse_json refuses a batch"
        return replace(data, query=self.operations.document(data.query, data.extensions))

    def encode_json(self, data: object) -> bytes:
        """The answer, with the domain's own values in it."""
        return _ENCODER.encode(data)

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        """Data, and errors in the reader's language."""
        answer: GraphQLHTTPResponse = {"data": result.data}
        if result.errors:
            for cause in map(cause_of, result.errors):
                if isinstance(cause, TooManyRequests):
                    raise cause
            ctx: Context = request.state.graphql
            answer["errors"] = [formatted(error, ctx) for error in result.errors]
            await note_refusals(ctx, result.errors)
        return answer

    def create_response(self, response_data: Any, sub_response: Response) -> Response:
        """Always 200 with application/json: what went wrong inside stands in `errors`."""
        return Response(self.encode_json(response_data), media_type="application/json")


def graphql_route(
    schema: Schema,
    context_of: Callable[[Request], Awaitable[Context]],
    *,
    path: str = "/v1/graphql",
    body_limit: int = BODY_LIMIT,
    operations: Operations | None = None,
) -> Route:
    """The route of a schema; `context_of` says who asks, and raises TokenMissing or its like (401)."""
    view = View(schema, context_of, body_limit, operations or Operations())
    return Route(path, view, name="graphql", include_in_schema=False)
