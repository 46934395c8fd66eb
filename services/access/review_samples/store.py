"""The only SQL on review samples, their secrets and their frozen populations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Text,
    Uuid,
    bindparam,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.sql.base import Executable

from services.access.citizens.store import sample_place
from services.access.review_samples.rules import ReviewSample, ReviewSampleNotFound, Sampled
from services.access.tables import (
    allocation_requests,
    citizens,
    decisions,
    policies,
    review_sample_lines,
    review_samples,
)
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import add_row, add_rows, read_all
from shared.kit.sealing import Keys
from shared.schemas import access as schemas
from shared.values.deciding import DecisionState
from shared.values.reviewing import SampledKind, SampleState
from shared.values.terms import Law

REGISTER = Register(review_samples, ReviewSample, schemas.ReviewSample, ReviewSampleNotFound)


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a population, with what a review of it says; `consultant` is who decided, None where nobody did."""

    subject_id: UUID
    subject_kind: SampledKind
    request_id: UUID | None
    citizen_id: UUID
    law: Law
    allocation_number: int | None
    product_category: str | None
    product_code: str | None
    value_cents: int | None
    consultant: str | None


async def add_sample(
    connection: Connection, keys: Keys, sample: ReviewSample, secret: str, client_id: str
) -> None:
    """A promised sample with its secret, sealed: whoever reads the database cannot tell what will be drawn (F-34)."""
    sealed = keys.sealer.seal(bytes.fromhex(secret), sample_place(sample.owner, sample.id))
    await add_row(
        connection, review_samples, {**REGISTER.values(sample), "sealed": sealed, "client_id": client_id}
    )


@statement
def _secret() -> Executable:
    columns = review_samples.c
    return select(columns.owner, columns.sealed, columns.secret).where(
        among(review_samples.c.owner, "organisations"), review_samples.c.id == bindparam("id_", type_=Uuid)
    )


async def open_secret(connection: Connection, keys: Keys, sample_id: UUID) -> str | None:
    """The secret of a sample, for its draw and its proof; None where there is none. Raises SealingKeyMissing, SealBroken."""
    row = await connection.fetch_one(_secret(), organisations=connection.organisations, id_=sample_id)
    if row is None:
        return None
    if row["sealed"] is None:
        plain: str = row["secret"]
        return plain
    return keys.sealer.open(row["sealed"], sample_place(row["owner"], sample_id)).hex()


@statement
def _periods() -> Executable:
    return select(review_samples.c.period).where(review_samples.c.owner == bindparam("owner"))


async def list_periods(connection: Connection, owner: str) -> list[str]:
    """The months of which there is a sample."""
    return [row["period"] for row in await connection.fetch(_periods(), owner=owner)]


@statement
def _lock() -> Executable:
    # A literal first: two keys, so that no other lock of the house has the same number.
    return select(func.pg_advisory_xact_lock(literal(4_009), func.hashtext(bindparam("owner"))))


async def lock_samples(connection: Connection, owner: str) -> None:
    """Let nobody else promise a sample of this municipality until the transaction ends."""
    await connection.fetch(_lock(), owner=owner)


@statement
def _beginnings() -> Executable:
    return union_all(
        *(
            select(table.c.id).where(among(table.c.owner, "organisations"))
            for table in (review_samples, policies)
        )
    ).order_by("id")


async def list_beginnings(connection: Connection) -> list[UUID]:
    """What says that a municipality samples: an earlier sample, or a policy of its own; oldest first."""
    rows = await connection.fetch(_beginnings(), organisations=connection.organisations)
    return [row["id"] for row in rows]


@statement
def _closed() -> Executable:
    columns = review_samples.c
    return (
        select(columns.id)
        .where(
            among(columns.owner, "organisations"),
            columns.state == SampleState.COMMITTED.value,
            columns.ends_on < bindparam("today", type_=Date),
        )
        .order_by(columns.id)
    )


async def list_closed(connection: Connection, today: date) -> list[UUID]:
    """The samples whose month is over and that are not drawn yet."""
    rows = await connection.fetch(_closed(), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


def _here(columns: Any) -> ColumnElement[bool]:
    return exists().where(
        citizens.c.owner == columns.owner, citizens.c.id == columns.citizen_id, citizens.c.erased_on.is_(None)
    )


def _due(columns: Any, day: ColumnElement[date]) -> list[ColumnElement[bool]]:
    """Since sampling began and up to the last day, of a citizen who is there, and in no population yet.

    What came to be known after its own month was drawn, or fell in a month that nobody promised, is in the next population.
    """
    began = select(func.min(review_samples.c.starts_on)).where(review_samples.c.owner == bindparam("owner"))
    frozen = exists().where(
        review_sample_lines.c.owner == columns.owner, review_sample_lines.c.subject_id == columns.id
    )
    return [
        columns.owner == bindparam("owner"),
        day <= bindparam("last", type_=Date),
        day >= began.scalar_subquery(),
        ~frozen,
        _here(columns),
    ]


@statement
def _population() -> Executable:
    decided, asked = decisions.c, allocation_requests.c
    names = ("request_id", "citizen_id", "law", "allocation_number", "product_category", "product_code")
    taken = or_(*(decided.state == one.value for one in (DecisionState.AWAITING_EFFORT, DecisionState.FINAL)))
    return union_all(
        select(
            decided.id.label("subject_id"),
            literal(SampledKind.DECISION.value, Text).label("subject_kind"),
            *(decided[name] for name in names),
            decided.value_cents,
            decided.decided_by.label("consultant"),
        ).where(taken, *_due(decided, decided.decided_on)),
        select(
            asked.id,
            literal(SampledKind.ALLOCATION_REQUEST.value, Text),
            *(asked[name] for name in names),
            null().cast(decided.value_cents.type),
            null().cast(Text),
        ).where(*_due(asked, asked.requested_on)),
    )


async def list_population(connection: Connection, owner: str, last: date) -> list[Member]:
    """What was decided and what providers asked for up to this day, in no population yet; one statement, in no order that matters."""
    return read_all(await connection.fetch(_population(), owner=owner, last=last), Member)


async def add_lines(connection: Connection, sample: ReviewSample, lines: Sequence[Sampled]) -> None:
    """The frozen population of a drawn sample, in one statement; it never changes."""
    of_sample = {"owner": sample.owner, "sample_id": sample.id}
    await add_rows(connection, review_sample_lines, [{**of_sample, **asdict(one)} for one in lines])


@statement
def _lines() -> Executable:
    columns = review_sample_lines.c
    return (
        select(review_sample_lines)
        .where(among(columns.owner, "organisations"), columns.sample_id == bindparam("sample_id", type_=Uuid))
        .order_by(columns.rank)
    )


async def list_lines(connection: Connection, sample_id: UUID) -> list[Sampled]:
    """The frozen population of a sample in order of rank."""
    rows = await connection.fetch(_lines(), organisations=connection.organisations, sample_id=sample_id)
    return read_all(rows, Sampled)
