"""Errors as a client of GraphQL reads them: codes, rules and sentences as over REST; ours stay inside."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from graphql import FieldNode, GraphQLError

from shared.errors import InvalidInput, NotAllowed, Problem, Refused, Text
from shared.kit.graphql.limits import QueryTooDeep
from shared.kit.problems import InternalError, problem_body, status_of
from shared.values import mask_bsn

if TYPE_CHECKING:
    from shared.kit.context import Context

log = logging.getLogger("bedoeling.graphql")
INVALID = "graphql-invalid"
_SHOWN = ("code", "rule", "status", "mend", "errors")


class QueryUnreadable(InvalidInput):
    """The body is not a GraphQL request."""

    code = "graphql-unreadable"
    title = Text("Het verzoek is geen GraphQL", "The request is not GraphQL")
    detail = Text(
        "De inhoud is niet te lezen als GraphQL-verzoek: {reason}.",
        "The body cannot be read as a GraphQL request: {reason}.",
    )
    mend = Text(
        'Stuur een JSON-object: {{"query": …, "variables": …, "operationName": …}}.',
        'Send a JSON object: {{"query": …, "variables": …, "operationName": …}}.',
    )


def formatted(error: GraphQLError, ctx: Context) -> dict[str, Any]:
    """An error of the answer: message, locations, path, and extensions {code, rule, status, mend, errors}.

    What the engine itself has against a query keeps its English sentence, with the code `graphql-invalid`.
    """
    shown: dict[str, Any] = dict(error.formatted)
    cause = cause_of(error)
    if _is_the_clients(error, cause):
        # The engine quotes what it could not read, and that may name a citizen.
        shown["message"] = mask_bsn(error.message)
        shown["extensions"] = {"code": INVALID, "status": 400}
        return shown
    if isinstance(cause, RecursionError) and not error.path:
        cause = QueryTooDeep(found="…", limit="…")
    if not isinstance(cause, Problem):
        _log_fault(ctx, error, cause)
        cause = InternalError()
    body = problem_body(cause, ctx.language, status_of(cause), "", ctx.trace_id, "")
    told = {name: body[name] for name in _SHOWN if name in body}
    if isinstance(cause, InternalError):
        told["traceId"] = ctx.trace_id
    return {**shown, "message": body["detail"], "extensions": told}


def _log_fault(ctx: Context, error: GraphQLError, cause: Exception) -> None:
    """Where it went wrong, by trace id; in production without the message, which may quote personal data."""
    settings = getattr(ctx.service, "settings", None)
    quiet = settings is None or settings.environment == "production"
    frames = "".join(traceback.format_tb(cause.__traceback__))
    told = f"{type(cause).__module__}.{type(cause).__qualname__}" + ("" if quiet else f": {cause}")
    path = ".".join(str(one) for one in error.path or ())
    log.error("fault in GraphQL at %s, trace %s\n%s%s", path, ctx.trace_id, frames, mask_bsn(told))


async def note_refusals(ctx: Context, errors: Iterable[GraphQLError]) -> None:
    """Each kind of refusal once in the security log, as over REST: a hundred rows may meet the same one."""
    note = getattr(ctx.service, "security_log", None)
    causes = {
        type(cause): cause for cause in map(cause_of, errors) if isinstance(cause, Refused | NotAllowed)
    }
    if note is None:
        return
    for problem in causes.values():
        try:
            await note(ctx, "POST /v1/graphql", problem, status_of(problem), ctx.trace_id)
        except Exception as failed:
            _log_fault(ctx, GraphQLError("security log"), failed)


def cause_of(error: GraphQLError) -> Exception:
    """What was raised first, below the layers that locate it."""
    cause: Exception = error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause


def _is_the_clients(error: GraphQLError, cause: Exception) -> bool:
    """Whether the engine refused the query or its values, not met a value of ours that it cannot write."""
    if isinstance(cause, Problem):
        return False
    if error.path is None:  # before execution: syntax, validation, variables (whose scalars raise ValueError)
        return isinstance(cause, GraphQLError) or bool(error.nodes)
    nodes = cause.nodes if isinstance(cause, GraphQLError) else None
    return bool(nodes) and not isinstance(nodes[0], FieldNode)  # type: ignore[index]
