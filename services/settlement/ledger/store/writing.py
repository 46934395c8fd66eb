"""The one place where entries are written: any number of them with their lines in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Date,
    Integer,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.settlement.ledger.rules import ACCOUNTS, Entry
from services.settlement.tables import closings, entries, entry_lines, known_contracts
from shared.kit.database import Connection, statement

NIL = UUID(int=0)  # the contract of what no contract has: a key has no empty part
_ENTRY = {
    "owner": Text, "id": Uuid, "client_id": Text, "external_reference": Text, "kind": Text, "cause": Text,
    "subject_id": Uuid, "description": Text, "event_on": Date, "contract_id": Uuid, "currency": Text, "resolves": Uuid,
    "reverses": Uuid, "line_count": Integer, "shown": Boolean,
}  # fmt: skip
_LINE = {
    "entry_id": Uuid, "position": Integer, "line_kind": Text, "account": Text, "amount_cents": BigInteger,
    "line_shown": Boolean,
}  # fmt: skip


def _given(columns: dict[str, Any], name: str) -> Any:
    arrays = [bindparam(f"{name}_{column}", type_=ARRAY(kind)) for column, kind in columns.items()]
    return func.unnest(*arrays).table_valued(*columns, name=name).render_derived()


@statement
def _post() -> Executable:
    # Whoever closes or seals the books holds this lock alone: an entry takes its number only after him.
    owners = select(func.unnest(bindparam("owners", type_=ARRAY(Text))).label("owner")).subquery("owners")
    key = func.hashtextextended(literal_column("'books ' || owners.owner"), literal_column("0"))
    locked = select(func.pg_advisory_xact_lock_shared(key).label("held"), owners.c.owner).cte("locked")
    shut = (
        select(closings.c.owner, func.max(closings.c.closed_until).label("until"))
        .where(closings.c.owner.in_(select(locked.c.owner)))
        .group_by(closings.c.owner)
        .cte("shut")
    )
    given = _given(_ENTRY, "e")
    today = bindparam("today", type_=Date)
    day = case(
        (
            given.c.event_on > func.coalesce(shut.c.until, literal_column("'-infinity'::date")),
            given.c.event_on,
        ),
        else_=today,
    )
    terms = and_(
        known_contracts.c.owner == given.c.owner, known_contracts.c.id == given.c.contract_id, given.c.shown
    )
    names = [name for name in _ENTRY if name != "shown"]
    parties = func.coalesce(known_contracts.c.parties, literal_column("'{}'::text[]"))
    chosen = select(*(given.c[name] for name in names), day, parties).select_from(
        given.join(locked, locked.c.owner == given.c.owner)
        .outerjoin(shut, shut.c.owner == given.c.owner)
        .outerjoin(known_contracts, terms)
    )
    booked = (
        insert(entries)
        .from_select([*names, "booked_on", "parties"], chosen, include_defaults=False)
        .returning(
            entries.c.owner,
            entries.c.id,
            entries.c.contract_id,
            entries.c.currency,
            entries.c.booked_on,
            entries.c.parties,
        )
        .cte("booked")
    )
    lines = _given(_LINE, "l")
    rows = select(
        booked.c.owner, booked.c.id, lines.c.position, case((lines.c.line_shown, booked.c.parties), else_=literal_column("'{}'::text[]")), lines.c.line_kind,
        func.coalesce(booked.c.contract_id, literal_column(f"'{NIL}'::uuid")), lines.c.account, booked.c.currency, booked.c.booked_on,
        lines.c.amount_cents,
    ).select_from(lines.join(booked, booked.c.id == lines.c.entry_id))  # fmt: skip
    columns = [
        "owner", "entry_id", "position", "parties", "kind", "contract_id", "account", "currency", "booked_on",
        "amount_cents",
    ]  # fmt: skip
    written = insert(entry_lines).from_select(columns, rows, include_defaults=False)
    return written.returning(entry_lines.c.entry_id, entry_lines.c.booked_on)


async def post(
    connection: Connection, posted: Sequence[Entry], client_id: str, *, today: date
) -> dict[UUID, date]:
    """Write entries with their lines: one statement for any number, and the database keeps the sums.

    What happened in a closed period is booked on `today`. The parties of a contract see its lines on shared accounts.
    Gives the day on which each was booked.
    """
    if not posted:
        return {}
    columns: dict[str, list[Any]] = {f"e_{name}": [] for name in _ENTRY} | {f"l_{name}": [] for name in _LINE}
    for one in posted:
        shown = any(ACCOUNTS[line.account].shown for line in one.lines)
        row: tuple[object, ...] = (
            one.owner, one.id, client_id, one.external_reference, one.kind, one.cause, one.subject_id, one.description,
            one.event_on, one.contract_id, one.currency, one.resolves, one.reverses, len(one.lines), shown,
        )  # fmt: skip
        for name, value in zip(_ENTRY, row, strict=True):
            columns[f"e_{name}"].append(value)
        for position, line in enumerate(one.lines, 1):
            sides: tuple[object, ...] = (
                one.id,
                position,
                line.kind,
                line.account,
                line.amount_cents,
                ACCOUNTS[line.account].shown,
            )
            for name, value in zip(_LINE, sides, strict=True):
                columns[f"l_{name}"].append(value)
    owners = sorted({one.owner for one in posted})
    rows = await connection.fetch(_post(), owners=owners, today=today, **columns)
    return {row["entry_id"]: row["booked_on"] for row in rows}


__all__ = ["NIL", "post"]
