"""`GET /v1/my-rights`: who a client is to this service and what it may do, for itself or in another's name."""

from collections.abc import Sequence
from typing import Any, cast, get_args

from starlette.requests import Request
from starlette.responses import Response

from shared.kit.auth import Actor
from shared.kit.http import Ctx, Router, answer
from shared.kit.openapi import public_path
from shared.kit.rights import COMMON, OURSELVES, READ
from shared.kit.uses import Use, uses_of
from shared.schemas.rights import METHODS, Lack, MyRight, MyRights, RightAddress

_KIT = frozenset(right.resource for right in COMMON)
_ABOUT = (
    "Voor elk geldig token, zonder scope. Met Bedoeling-On-Behalf-Of: wat u in naam van die organisatie mag. Een recht zegt wat"
    " de rol kan; welke rijen u ziet volgt uit eigenaar en partijen."
)


def rights_shown(actor: Actor, uses: Sequence[Use]) -> list[MyRight]:
    """The rows of the matrix that can be reached from outside, each with what the actor lacks for it."""
    shown = []
    for use in uses:
        if use.endpoints or use.fields:
            lacks = _lacks(actor, use)
            shown.append(
                MyRight(
                    resource=use.right.resource.replace("_", "-"),
                    operation=use.right.operation.replace("_", "-"),
                    scope=use.right.scope,
                    persons=use.right.activity is not None,
                    allowed=not lacks,
                    lacks=lacks,
                    remark=use.right.remark or None,
                    addresses=[_address(one.method, one.path) for one in use.endpoints],
                    fields=list(use.fields),
                )
            )
    return shown


def _address(method: str, path: str) -> RightAddress:
    assert method in get_args(METHODS)
    return RightAddress(method=cast("Any", method), path=public_path(path.replace(":path", "")))


def _lacks(actor: Actor, use: Use) -> list[Lack]:
    right, lacks = use.right, list[Lack]()
    if not right.allows(actor):
        lacks.append("role")
    if right.scope is not None and right.scope not in actor.scopes:
        lacks.append("scope")
    writes = right.operation != READ and right.resource not in _KIT
    needed = right.activity is not None or (writes and any(one.method != "GET" for one in use.endpoints))
    if needed and actor.end_user is None and actor.kind not in OURSELVES:
        lacks.append("endUser")
    return lacks


def my_rights_router() -> Router:
    """The route, for every service."""
    router = Router(tags=["my-rights"])

    @router.get(
        "/my-rights",
        scope=None,
        token=True,
        summary="Wie ben ik hier en wat mag ik (my rights)",
        description=_ABOUT,
        answer=MyRights,
    )
    async def get_my_rights(ctx: Ctx, request: Request) -> Response:
        """Who asks, and what it may do."""
        ctx.admit("my_rights")
        state, actor = request.app.state, ctx.actor
        uses = getattr(state, "uses", None)
        if uses is None:
            uses = uses_of(ctx.service.rights, state.surface.endpoints, state.graphql_schema)
            state.uses = uses
        shown = MyRights(
            client_id=actor.client_id,
            role=actor.kind,
            organisations=list(actor.organisations),
            acting_for=request.headers.get("bedoeling-on-behalf-of"),
            via=actor.via,
            end_user=actor.end_user,
            citizen_limit=None if actor.citizens is None else len(actor.citizens),
            scopes=sorted(actor.scopes),
            rights=rights_shown(actor, uses),
        )
        return answer(ctx, MyRights, shown)

    return router
