"""A small service for the tests of the HTTP front: four instalments in memory, every kind of answer."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Annotated, Any, cast
from uuid import UUID

import httpx
from fastapi import Query, Request
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from starlette.responses import Response

from shared.errors import NotFound, Problem, Refused, Text
from shared.kit.auth import Actor
from shared.kit.context import Answer, Context, Replayed
from shared.kit.http import (
    Ctx,
    Cursor,
    Limit,
    Router,
    Surface,
    answer,
    create_app,
    page_answer,
)
from shared.kit.pages import DEFAULT_LIMIT, Page, seal, unseal
from shared.kit.problems import PreconditionFailed
from shared.kit.token_problems import TokenInvalid
from shared.values.terms import Scope

READ, WRITE = Scope.SETTLEMENT_READ, Scope.SETTLEMENT_WRITE
ACTOR = Actor(
    client_id="client-a",
    organisations=("00000099000000000001",),
    scopes=frozenset({READ, WRITE}),
    end_user="medewerker-1",
    subject="client-a",
    issuer="https://issuer.example.org",
    token_id="t1",
)


class Camel(BaseModel):
    """Fields in camelCase, nothing unknown."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class Instalment(Camel):
    """Een termijn (instalment)."""

    id: UUID = Field(description="Kenmerk (id).")
    version: int = Field(description="Versie.")
    amount_cents: int = Field(description="Bedrag in centen (amount).")
    due_date: date = Field(description="Vervaldatum (due date).")
    paid_date: date | None = Field(description="Betaaldatum (paid date).")
    created_at: datetime = Field(description="Aangemaakt (created).")


class NewInstalment(Camel):
    """Een nieuwe termijn (instalment)."""

    amount_cents: int = Field(ge=1, description="Bedrag in centen (amount).")
    due_date: date = Field(description="Vervaldatum (due date).")
    note: str | None = Field(default=None, max_length=10, description="Notitie (note).")


@dataclass(frozen=True, slots=True)
class Row:
    """An instalment as the domain has it."""

    id: UUID
    version: int
    amount_cents: int
    due_date: date
    paid_date: date | None = None
    created_at: datetime = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


class InstalmentNotFound(NotFound):
    """There is no such instalment for this reader."""

    code = "test-instalment-not-found"
    title = Text("Termijn niet gevonden", "Instalment not found")
    detail = Text("Termijn {id} is er niet.", "Instalment {id} is not there.")
    mend = Text("Zoek de termijn op.", "Look the instalment up.")


class InstalmentPaid(Refused):
    """A paid instalment does not change."""

    code = "test-instalment-paid"
    rule = "R-S02"
    title = Text("De termijn is betaald", "The instalment is paid")
    detail = Text("Termijn {id} is al betaald.", "Instalment {id} is already paid.")
    mend = Text("Boek een correctie.", "Post a correction.")


ROWS = {UUID(int=n): Row(UUID(int=n), n, 1000 * n, date(2026, n, 1)) for n in range(1, 5)}
EXAMPLE = {"amountCents": 230_000, "dueDate": "2026-07-01"}
router = Router(prefix="/instalments", tags=["instalments"])


@router.get(
    "",
    scope=READ,
    answer=Instalment,
    page=True,
    summary="Termijnen zoeken (list instalments)",
)
async def list_instalments(
    ctx: Ctx,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    due_date_from: Annotated[date | None, Query(alias="dueDateFrom", description="Vervalt vanaf.")] = None,
) -> Response:
    """A page of instalments by due date."""
    secret, client = ctx.service.secret, ctx.actor.client_id
    after = unseal(secret, cursor, client, UUID)[0] if cursor else UUID(int=0)
    found = [row for key, row in ROWS.items() if key > after and row.due_date >= (due_date_from or date.min)]
    shown = found[:limit]
    more = seal(secret, shown[-1].id, client=client) if len(found) > limit else None
    return page_answer(ctx, Instalment, Page(shown, more))


@router.get(
    "/{instalment_id}",
    scope=READ,
    answer=Instalment,
    problems=[InstalmentNotFound],
    summary="Eén termijn (instalment)",
)
async def get_instalment(ctx: Ctx, instalment_id: UUID) -> Response:
    """One instalment with its version."""
    if instalment_id not in ROWS:
        raise InstalmentNotFound(id=instalment_id)
    return answer(ctx, Instalment, ROWS[instalment_id])


@router.post(
    "",
    scope=WRITE,
    answer=Instalment,
    status=201,
    example=EXAMPLE,
    dry_run=True,
    summary="Termijn maken (create)",
)
async def create_instalment(ctx: Ctx, body: NewInstalment) -> Response:
    """Make an instalment; the stored answer comes back for a key seen before."""
    new = Row(UUID(int=9), 1, body.amount_cents, body.due_date)
    if ctx.dry_run:
        return answer(ctx, Instalment, new)
    assert ctx.retry is not None
    seen: dict[str, bytes] = cast(Any, ctx.service).seen
    if ctx.retry.key in seen:
        raise Replayed(Answer(201, seen[ctx.retry.key], 1, new.id))
    made = answer(ctx, Instalment, new, 201, f"/v1/instalments/{new.id}")
    seen[ctx.retry.key] = bytes(made.body)
    return made


@router.post(
    "/_search",
    scope=READ,
    answer=Instalment,
    page=True,
    safe=True,
    summary="Termijnen zoeken (search)",
)
async def search_instalments(ctx: Ctx, body: NewInstalment) -> Response:
    """A search that changes nothing and takes no key."""
    assert ctx.retry is None
    return page_answer(ctx, Instalment, Page(list(ROWS.values())))


@router.patch(
    "/{instalment_id}",
    scope=WRITE,
    answer=Instalment,
    problems=[InstalmentPaid],
    summary="Termijn wijzigen (change)",
)
async def change_instalment(ctx: Ctx, instalment_id: UUID, body: NewInstalment) -> Response:
    """Change one; a paid one refuses."""
    row = ROWS[instalment_id]
    if ctx.expected_version not in (None, row.version):
        raise PreconditionFailed()
    if row.version == 2:
        raise InstalmentPaid(id=row.id)
    return answer(
        ctx,
        Instalment,
        replace(row, amount_cents=body.amount_cents, version=row.version + 1),
    )


@router.post("/uploads", scope=WRITE, stream=True, consumes=("application/x-ndjson",), body_limit=2_000_000,
             status=202, summary="Bestand aanleveren (upload)")  # fmt: skip
async def upload_instalments(ctx: Ctx, request: Request) -> Response:
    """Count the lines of a file that is read as it comes."""
    assert ctx.retry is not None
    lines = 0
    async for chunk in request.stream():
        lines += chunk.count(b"\n")
    return Response(str(lines), 202, media_type="application/json")


broken = Router(prefix="/broken", tags=["broken"])


@broken.get("", scope=None, summary="Stuk (broken)")
async def read_broken() -> Response:
    """A fault of ours, with a citizen's number in its message."""
    number = "".join(["9999", "00006"])
    raise RuntimeError(f"secret {number} in select * from citizens")


class TokenTable:
    """Accepts the tokens that a test hands out."""

    def __init__(self) -> None:
        self.actors = {
            "good": ACTOR,
            "reader": replace(ACTOR, scopes=frozenset({READ}), client_id="client-b"),
        }

    async def verify(self, token: str) -> Actor:
        """The actor of a known token."""
        if token not in self.actors:
            raise TokenInvalid(reason="signature")
        return self.actors[token]


@dataclass
class SmallService:
    """A service without database: what the HTTP front asks of one."""

    name: str = "settlement"
    version: str = "0.1.0"
    secret: bytes = b"s" * 32
    base_url: str = "https://settlement.example.org"
    verifier: TokenTable = field(default_factory=TokenTable)
    seen: dict[str, bytes] = field(default_factory=dict)
    refusals: list[tuple[str | None, str, str, int]] = field(default_factory=list)
    down: bool = False
    environment: str = "production"

    @property
    def settings(self) -> Any:
        """What the environment says."""
        origins = ("https://portaal.example.org",)
        return SimpleNamespace(environment=self.environment, cors_origins=origins, base_url=self.base_url)

    async def health(self) -> dict[str, dict[str, Any]]:
        """One dependency."""
        return {"database": {"status": "down" if self.down else "up"}}

    async def security_log(
        self,
        ctx: Context | None,
        request: str,
        problem: Problem,
        status: int,
        trace_id: str,
    ) -> None:
        """Note a refusal."""
        self.refusals.append((ctx.actor.client_id if ctx else None, request, problem.code, status))


def small_app(service: SmallService | None = None) -> Surface:
    """The application of the small service."""
    return create_app(service or SmallService(), [router, broken])


def browser(app: Surface, token: str | None = "good", **headers: str) -> httpx.AsyncClient:
    """A client of the application, without a network."""
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test/v1", headers=headers)
