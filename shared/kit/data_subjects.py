"""What a service keeps of one person: each says so itself, and one route tells it (AVG art. 15, 20; docs/decisions/0013)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Integer, Uuid, bindparam, func, select
from sqlalchemy.sql.base import Executable

from shared.kit.clock import machine_now
from shared.kit.context import Context
from shared.kit.database import Connection, among, statement
from shared.kit.logbook import LOGBOOK, TABLES
from shared.kit.processing import PROCESSING_LOG
from shared.kit.processing_reading import line_of
from shared.kit.rows import list_rows_by
from shared.kit.wire import encode_list
from shared.schemas import data_subjects as schemas
from shared.schemas.contracts import Authorisation
from shared.values.terms import ActorKind, HolderRole

if TYPE_CHECKING:
    from pydantic import BaseModel

    from shared.clients.base import Client
    from shared.clients.tokens import TokenSource

PARKED, AUTHORISATIONS = TABLES["parked"], TABLES["authorisations"]
# As many lines as one answer can hold; who was asked about more often reads the rest in the processing log.
MOST_LINES = 10_000
MOST_IDS = 50
PATIENCE = 2.0
_NOTHING = "Deze dienst bewaart van een inwoner alleen voor welke zaak een ombudsfunctionaris of arbiter is gemachtigd."
Read = Callable[[Context, Connection, UUID, Sequence[UUID]], Awaitable[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of records about a person: its name, in Dutch what it is and why it is kept, its wire schema, and its reading.

    `read` gets the surrogate, and the ids of the person's requests for what is kept without a surrogate. `tables` are those
    whose surrogates it tells: what has a column `citizen_id` is told somewhere.
    """

    kind: str
    says: str
    model: type[BaseModel]
    read: Read
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a service declares about persons: a sentence, and the kinds of records that it keeps of one."""

    says: str = _NOTHING
    holdings: tuple[Holding, ...] = ()

    @property
    def kept(self) -> tuple[Holding, ...]:
        """These kinds, and what every service keeps: for which person's case somebody may act."""
        return (*self.holdings, _CASES)


async def _cases(
    ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]
) -> list[Authorisation]:
    rows = await list_rows_by(connection, AUTHORISATIONS, "citizen_id", [citizen_id])
    return [
        Authorisation(
            id=row["id"],
            version=row["version"],
            owner=row["owner"],
            holder=row["holder"],
            role=HolderRole(row["kind"]),
            principal_role=ActorKind(row["principal_kind"]),
            scopes=row["scopes"],
            citizen_id=row["citizen_id"],
            valid_from=row["valid_from"],
            valid_until=row["valid_until"],
            withdrawn_on=row["withdrawn_on"],
            take_snapshot=row["withdrawn_on"] is None,
        )
        for row in rows
    ]


_CASES = Holding(
    "authorisations",
    "Machtigingen van een ombudsfunctionaris of arbiter voor de zaak van deze inwoner.",
    Authorisation,
    _cases,
    ("authorisations",),
)


async def get_data_subject(
    ctx: Context, citizen_id: UUID, request_ids: Sequence[UUID] = ()
) -> schemas.DataSubject:
    """All that this service keeps of one person of the acting purchaser, with who did what with it.

    Nothing known is an answer too: then the kinds are there, without items. Raises PurchaserOnly, ScopeMissing.
    """
    right, began, owner = ctx.admit("data_subjects"), machine_now(), ctx.actor.organisation
    found = await gather(ctx, citizen_id, request_ids)
    ctx.seen.note(right, "get_data_subject", {owner: [citizen_id]}, began)
    return found


async def gather(ctx: Context, citizen_id: UUID, request_ids: Sequence[UUID]) -> schemas.DataSubject:
    """The same for an operation that keeps a right of its own."""
    subjects: Subjects = ctx.service.subjects
    async with ctx.read() as connection:
        holdings = [
            schemas.Holding(
                kind=one.kind,
                description=one.says,
                items=msgspec.json.decode(
                    encode_list(one.model, await one.read(ctx, connection, citizen_id, request_ids))
                ),
            )
            for one in subjects.kept
        ]
        lines = await connection.fetch(
            _lines(), owner=ctx.actor.organisation, subject=citizen_id, limit=MOST_LINES + 1
        )
    waits = _waiting()
    waiting = await ctx.service.database.worker.fetchval(
        waits.sql, *waits.arguments({"owner": ctx.actor.organisation, "citizen": str(citizen_id)})
    )
    followers = ctx.service.followers.items()
    return schemas.DataSubject(
        service=ctx.service.name,
        citizen_id=citizen_id,
        statement=subjects.says,
        holdings=holdings,
        processing=[line_of(ctx.service, line) for line in lines[:MOST_LINES]],
        processing_complete=len(lines) <= MOST_LINES,
        followed={feed: (await follower.state())["position"] for feed, follower in followers},
        waiting=waiting,
    )


@statement
def _lines() -> Executable:
    log = PROCESSING_LOG.c
    return (
        select(PROCESSING_LOG)
        .where(log.owner == bindparam("owner"), log.subject == bindparam("subject", type_=Uuid))
        .order_by(log.created_at, log.id)
        .limit(bindparam("limit", type_=Integer))
    )


@statement
def _waiting() -> Executable:
    about = PARKED.c.fact["data"]["citizenId"].astext
    return select(func.count()).where(
        PARKED.c.owner == bindparam("owner"), PARKED.c.done_at.is_(None), about == bindparam("citizen")
    )


@statement
def _told() -> Executable:
    return select(func.coalesce(func.max(LOGBOOK.c.id), 0).cast(BigInteger)).where(
        LOGBOOK.c.owner == bindparam("owner"), among(LOGBOOK.c.subject, "subjects")
    )


async def last_told(connection: Connection, owner: str, subjects: Sequence[UUID]) -> int:
    """The position in this service's own feed of the last fact about any of these; 0 when there is none."""
    position: int = await connection.fetch_value(_told(), owner=owner, subjects=list(subjects))
    return position


def _parts(ids: Sequence[UUID], size: int) -> Iterator[Sequence[UUID]]:
    """The ids in parts of at most `size`, in order."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


class _For:
    """Tokens of the service itself for one person: what is asked elsewhere is logged there under the same name."""

    def __init__(self, source: TokenSource, end_user: str | None) -> None:
        self._source, self._end_user = source, end_user

    async def token(self) -> str:
        return await self._source.token(end_user=self._end_user)


async def ask(
    ctx: Context, sibling: str, citizen_id: UUID, request_ids: Sequence[UUID]
) -> schemas.DataSubject:
    """What a sibling keeps of a person, asked for the same purchaser and person under the same trace.

    Raises Unreachable, Refusal, IssuerUnavailable and TokenRefused.
    """
    service = ctx.service
    tokens = _For(service.tokens, ctx.actor.end_user)
    address = service.settings.service_urls[sibling]
    client = service.client_types[sibling](
        address, tokens, http=service.http, language=ctx.language, patience=PATIENCE
    )
    asked = client.acting_for(ctx.actor.organisation).traced(ctx.traceparent)
    first, *more = [list(part) for part in _parts(request_ids, MOST_IDS)] or [[]]
    found = await _ask(asked, citizen_id, first)
    for part in more:
        again = await _ask(asked, citizen_id, part)
        found = found.model_copy(update={"holdings": _joined(found.holdings, again.holdings)})
    return found


async def _ask(client: Client, citizen_id: UUID, request_ids: list[UUID]) -> schemas.DataSubject:
    path, named = f"/data-subjects/{citizen_id}", [str(one) for one in request_ids]
    return await client.get(path, schemas.DataSubject, requestId=named or None)


def _joined(first: list[schemas.Holding], second: list[schemas.Holding]) -> list[schemas.Holding]:
    more = {one.kind: one.items for one in second}
    return [
        one.model_copy(
            update={"items": one.items + [each for each in more[one.kind] if each not in one.items]}
        )
        for one in first
    ]
