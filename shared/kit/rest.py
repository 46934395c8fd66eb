"""What the routes of every feature share: pages, derivations and the sandbox's clock."""

from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import Depends, Path, Query
from pydantic import BaseModel
from starlette.responses import Response

from shared.kit import sandbox, sandbox_guests, sandbox_opening
from shared.kit.context import Context
from shared.kit.database import Connection
from shared.kit.disclosing import explanations
from shared.kit.http import Ctx, Cursor, Limit, Router, answer, page_answer
from shared.kit.pages import DEFAULT_LIMIT, Page, seal, unseal
from shared.kit.rows import PageRequest, Slice
from shared.schemas.common import (
    DerivationAnswer,
    DerivationStep,
    NewSandboxTenant,
    Oin,
    SandboxDay,
    SandboxOpened,
    SandboxState,
)
from shared.values.derivation import SENTENCES, render
from shared.values.terms import Scope

Item = TypeVar("Item")
Sort = Annotated[
    str, Query(pattern="^-?created$", description="`created` of `-created`: oudste of nieuwste eerst.")
]


async def page_request(
    ctx: Ctx, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None, sort: Sort = "created"
) -> PageRequest:
    """Which page is asked; CursorInvalid for a cursor that was not made here for this client."""
    after = unseal(ctx.service.secret, cursor, ctx.actor.client_id, UUID)[0] if cursor else None
    return PageRequest(limit, after, sort.startswith("-"))


PageQuery = Annotated[PageRequest, Depends(page_request)]


def sealed(ctx: Context, found: Slice[Item]) -> Page[Item]:
    """A slice as a page, its cursor signed for the client."""
    last = (
        seal(ctx.service.secret, found.last, client=ctx.actor.client_id) if found.last is not None else None
    )
    return Page(found.items, last)


def page(ctx: Context, model: type[BaseModel], found: Slice[Any]) -> Response:
    """A slice as the answer of a collection."""
    return page_answer(ctx, model, sealed(ctx, found))


async def explanation(ctx: Context, connection: Connection, subject: UUID) -> DerivationAnswer:
    """The newest derivation of a subject in the reader's language; empty where nothing was computed."""
    found = (await explanations(ctx, connection, [subject])).get(subject)
    if found is None:
        return DerivationAnswer(subject=subject, version=1, steps=[])
    version, derivation = found
    steps = [
        DerivationStep(
            rule=step.rule, sentence=render(step, ctx.language), inputs=dict(step.inputs), result=step.result
        )
        for step in derivation.steps
        if step.sentence in SENTENCES
    ]
    return DerivationAnswer(subject=subject, version=version, steps=steps)


async def explained(ctx: Context, subject: UUID) -> Response:
    """The answer of `GET …/{id}/derivation`, after the caller saw that the subject is there."""
    async with ctx.read() as connection:
        return answer(ctx, DerivationAnswer, await explanation(ctx, connection, subject))


_OPENING = (
    "Een verzonnen opdrachtgever met een klok die je dag voor dag vooruit zet. Met `seed` gevuld, met `everywhere` in"
    " alle vier de diensten, met `credentials` met een client en een token voor elke organisatie. Grenzen: alleen"
    " test-OIN's (00000099…), andere organisaties gaan alleen mee als zij hier nieuw zijn of uw token ook voor hen"
    " spreekt, de klok gaat nooit terug, niets wordt gewist. Opnieuw beginnen: open hem onder een ander OIN."
)


_OPENING_EXAMPLE = {
    "owner": "00000099000000000484",
    "organisations": ["00000099000000001001"],
    "today": "2026-01-01",
    "seed": True,
    "everywhere": True,
    "credentials": True,
}
_OPENING_PROBLEMS = (
    sandbox.SandboxClosed, sandbox.TenantForeign, sandbox.TenantExists, sandbox_guests.GuestKnown,
    sandbox_opening.CredentialsRefused,
)  # fmt: skip
_TENANT_PROBLEMS = (sandbox.SandboxClosed, sandbox.TenantForeign, sandbox.TenantUnknown, sandbox.DayRefused)


def sandbox_router() -> Router:
    """`/v1/sandbox`: tenants with a clock of their own, moved one domain day at a time (architecture § 7)."""
    router = Router(prefix="/sandbox", tags=["sandbox"])
    owner_path = Annotated[Oin, Path(description="De opdrachtgever van de zandbak")]

    @router.post(
        "",
        scope=Scope.SANDBOX,
        summary="Open een zandbak (sandbox) met een eigen klok",
        description=_OPENING,
        answer=SandboxOpened,
        status=201,
        safe=True,
        problems=_OPENING_PROBLEMS,
        example=_OPENING_EXAMPLE,
    )
    async def open_sandbox(ctx: Ctx, body: NewSandboxTenant) -> Response:
        return answer(ctx, SandboxOpened, await sandbox_opening.open_sandbox(ctx, body), 201)

    @router.get(
        "/{owner}",
        scope=Scope.SANDBOX,
        summary="Bekijk een zandbak (sandbox)",
        answer=SandboxState,
        problems=_TENANT_PROBLEMS,
    )
    async def get_sandbox(ctx: Ctx, owner: owner_path) -> Response:
        return answer(ctx, SandboxState, await sandbox.get_state(ctx, owner))

    @router.post(
        "/{owner}/days",
        scope=Scope.SANDBOX,
        summary="Zet de klok van een zandbak een dag verder (day)",
        answer=SandboxState,
        safe=True,
        problems=_TENANT_PROBLEMS,
        example={"today": "2026-01-02"},
    )
    async def set_sandbox_day(ctx: Ctx, owner: owner_path, body: SandboxDay) -> Response:
        return answer(ctx, SandboxState, await sandbox.set_day(ctx, owner, body.today))

    @router.post(
        "/{owner}/catch-up",
        scope=Scope.SANDBOX,
        summary="Volg nu de feeds van de andere diensten (catch up)",
        answer=SandboxState,
        safe=True,
        problems=_TENANT_PROBLEMS,
    )
    async def catch_up_sandbox(ctx: Ctx, owner: owner_path) -> Response:
        return answer(ctx, SandboxState, await sandbox.catch_up(ctx, owner))

    @router.post(
        "/{owner}/work",
        scope=Scope.SANDBOX,
        summary="Doe het werk van deze dag (due work)",
        answer=SandboxState,
        safe=True,
        problems=_TENANT_PROBLEMS,
    )
    async def work_sandbox(ctx: Ctx, owner: owner_path) -> Response:
        return answer(ctx, SandboxState, await sandbox.do_work(ctx, owner))

    return router


__all__ = ["PageQuery", "explained", "explanation", "page", "sandbox_router", "sealed"]
