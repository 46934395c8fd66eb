"""The only SQL on referrals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import BigInteger, Date, Uuid, and_, bindparam, case, func, or_, select
from sqlalchemy.sql.base import Executable

from services.access.referrals.rules import DomainFlow, Referral, ReferralNotFound, RefusalCount, not_possible
from services.access.requests.store import stays_responsible, taken_over_on
from services.access.tables import citizens, referrals, requests
from shared.kit.database import Connection, among, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    list_rows_by,
    page_rows,
    plain,
    read,
    read_all,
    save_row,
)
from shared.values.choosing import ApprovalState, CareDomain, RefusalKind
from shared.values.terms import ReferralState

_COLUMNS = Referral.__slots__
_ASKED_ALREADY = ("uq_referrals_request_id_provider", "uq_referrals_live_provider")
_MOVES = (
    "state", "answered_on", "answered_version", "refusal_reason", "refusal_kind", "breach", "escalation_level",
    "escalations", "closed_on", "approval", "approved_on", "approved_by", "parties", "real_cents",
    "acute",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """Which referrals; what is None does not matter."""

    state: ReferralState | None = None
    request_id: UUID | None = None
    contract_id: UUID | None = None
    provider: str | None = None
    breach: bool | None = None
    external_reference: str | None = None
    onward_of: UUID | None = None
    approval: ApprovalState | None = None
    to_domain: CareDomain | None = None


async def get_referral(connection: Connection, referral_id: UUID) -> Referral:
    """One referral; ReferralNotFound."""
    row = await find_row(connection, referrals, referral_id)
    if row is None:
        raise ReferralNotFound(id=referral_id)
    return read(row, Referral)


async def lock_referral(connection: Connection, referral_id: UUID) -> Referral:
    """One referral, locked for a change; ReferralNotFound."""
    row = await find_row(connection, referrals, referral_id, lock=True)
    if row is None:
        raise ReferralNotFound(id=referral_id)
    return read(row, Referral)


async def find_referral_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Referral | None:
    """The referral that this client made under its own reference, or None."""
    row = await find_by_reference(connection, referrals, owner, client_id, reference)
    return None if row is None else read(row, Referral)


async def list_referrals(connection: Connection, page: PageRequest, filter_: Filter) -> Slice[Referral]:
    """A page of referrals in order of creation."""
    return await page_rows(connection, referrals, Referral, page, **asdict(filter_))


async def list_referrals_by_id(connection: Connection, ids: list[UUID]) -> list[Referral]:
    """Many referrals at once, in one statement."""
    return read_all(await list_rows_by(connection, referrals, "id", ids), Referral)


async def list_referrals_by_request(connection: Connection, requests: list[UUID]) -> list[Referral]:
    """The referrals of many requests, oldest first, in one statement."""
    return read_all(await list_rows_by(connection, referrals, "request_id", requests), Referral)


async def add_referral(connection: Connection, referral: Referral, client_id: str) -> None:
    """A new referral."""
    values = _values(referral, _COLUMNS)
    await add_row(connection, referrals, {**values, "client_id": client_id})


async def add_onward(connection: Connection, referral: Referral, client_id: str) -> None:
    """A new referral by a provider, which does not see every other of the request. Raises ReferralNotPossible.

    The indexes see what its policy hides: what they refuse rolls back all of it.
    """
    try:
        await add_referral(connection, referral, client_id)
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name not in _ASKED_ALREADY:
            raise
        raise not_possible(referral.provider) from error


def _values(referral: Referral, names: Sequence[str]) -> dict[str, Any]:
    values = {name: getattr(referral, name) for name in names}
    return {**values, "escalations": plain(referral.escalations)}


async def save_answer(connection: Connection, referral: Referral) -> None:
    """A referral that was answered, approved, escalated or costed, or that closed because the citizen moved."""
    values = _values(referral, _MOVES)
    await save_row(connection, referrals, referral.id, referral.version - 1, values)


@statement
def _left(lock: bool) -> Executable:
    """Referrals from before a departure whose day has come, that nobody refused and that did not end yet."""
    about = and_(requests.c.owner == referrals.c.owner, requests.c.id == referrals.c.request_id)
    person = and_(citizens.c.owner == requests.c.owner, citizens.c.id == requests.c.citizen_id)
    taken_on = taken_over_on(referrals.c)
    query = (
        select(*((referrals, citizens.c.moved_on, taken_on.label("taken_on")) if lock else (referrals.c.id,)))
        .join(requests, about)
        .join(citizens, person)
        .where(
            among(referrals.c.owner, "organisations"),
            citizens.c.moved_on <= bindparam("today", type_=Date),
            or_(
                taken_on <= bindparam("today", type_=Date), referrals.c.state != ReferralState.ACCEPTED.value
            ),
            referrals.c.id < citizens.c.departure_id,
            referrals.c.state != ReferralState.REFUSED.value,
            referrals.c.closed_on.is_(None),
            ~stays_responsible(referrals.c),
        )
        .order_by(referrals.c.id)
    )
    if lock:
        query = query.where(referrals.c.id == bindparam("id_", type_=Uuid)).with_for_update(of=referrals)
    return query


async def list_left(connection: Connection, today: date) -> list[UUID]:
    """The referrals of citizens who moved, unanswered or accepted."""
    rows = await connection.fetch(_left(False), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


async def lock_left(
    connection: Connection, referral_id: UUID, today: date
) -> tuple[Referral, date, date | None] | None:
    """One of those, locked, with the day of moving and the first day of the other's help; None when it waits no more."""
    row = await connection.fetch_one(
        _left(True), organisations=connection.organisations, today=today, id_=referral_id
    )
    return None if row is None else (read(row, Referral), row["moved_on"], row["taken_on"])


def _made_between() -> Any:
    """Made in these days, and not held back by the basic team."""
    return and_(
        among(referrals.c.owner, "organisations"),
        referrals.c.referred_on.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
        referrals.c.approval != ApprovalState.PENDING.value,
        referrals.c.approval != ApprovalState.DENIED.value,
    )


@statement
def _refusals(of_contract: bool) -> Executable:
    columns = referrals.c
    refused = columns.state == ReferralState.REFUSED.value
    cannot = columns.refusal_kind == RefusalKind.CANNOT_DELIVER.value
    query = select(
        columns.provider,
        columns.intensity,
        func.count().label("referrals"),
        func.count().filter(columns.state == ReferralState.ACCEPTED.value).label("accepted"),
        # What was refused before the two were told apart has no kind: it counts as refused.
        func.count().filter(refused, func.coalesce(~cannot, True)).label("refused"),
        func.count().filter(refused, cannot).label("cannot_deliver"),
    ).where(_made_between())
    if of_contract:
        query = query.where(columns.contract_id == bindparam("contract_id", type_=Uuid))
    heavy_last = case((columns.intensity == "light", 1), (columns.intensity == "medium", 2), else_=3)
    return query.group_by(columns.provider, columns.intensity).order_by(
        columns.provider, heavy_last, columns.intensity
    )


async def count_refusals(
    connection: Connection, first: date, last: date, contract_id: UUID | None
) -> list[RefusalCount]:
    """The referrals of some days by provider, intensity and answer, in one statement (E-19)."""
    contract = {} if contract_id is None else {"contract_id": contract_id}
    rows = await connection.fetch(
        _refusals(bool(contract)), organisations=connection.organisations, first=first, last=last, **contract
    )
    return read_all(rows, RefusalCount)


@statement
def _flows() -> Executable:
    columns = referrals.c
    cents = [
        func.coalesce(func.sum(one), 0).cast(BigInteger)
        for one in (columns.expected_cents, columns.real_cents)
    ]
    return (
        select(
            columns.from_domain,
            columns.to_domain,
            func.count().label("referrals"),
            cents[0].label("expected_cents"),
            cents[1].label("real_cents"),
            func.count(columns.real_cents).label("costed"),
        )
        .where(_made_between(), columns.from_domain.is_not(None), columns.to_domain.is_not(None))
        .group_by(columns.from_domain, columns.to_domain)
        .order_by(columns.from_domain, columns.to_domain)
    )


async def count_flows(connection: Connection, first: date, last: date) -> list[DomainFlow]:
    """The referrals of some days from domain to domain with their costs, in one statement (D-53)."""
    rows = await connection.fetch(_flows(), organisations=connection.organisations, first=first, last=last)
    return read_all(rows, DomainFlow)


@statement
def _of_practices() -> Executable:
    columns = referrals.c
    return (
        select(columns.referrer_code.label("practice"), func.count().label("places"))
        .where(_made_between(), columns.onward_of.is_(None), columns.referrer_code.is_not(None))
        .group_by(columns.referrer_code)
    )


async def count_by_referrer(connection: Connection, first: date, last: date) -> dict[str, int]:
    """The referrals of some days by the AGB code of who referred, in one statement (R-A47)."""
    rows = await connection.fetch(
        _of_practices(), organisations=connection.organisations, first=first, last=last
    )
    return {row["practice"]: row["places"] for row in rows}
