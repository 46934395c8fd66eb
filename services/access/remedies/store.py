"""The only SQL on remedies: every reading is narrowed to the kinds that the reader handles."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, Text, Uuid, and_, bindparam, func, or_, select, union
from sqlalchemy.sql.base import Executable

from services.access.remedies.rules import Remedy, RemedyCell, RemedyNotFound
from services.access.tables import decisions, pgb_switches, remedies
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.logbook import LOGBOOK
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, read_all, visible
from shared.schemas import access as schemas
from shared.values.remedies import RemedyKind, RemedyState

REGISTER = Register(remedies, Remedy, schemas.Remedy, RemedyNotFound)


async def get_remedy(
    connection: Connection, remedy_id: UUID, kinds: tuple[RemedyKind, ...], *, lock: bool = False
) -> Remedy:
    """One remedy of these kinds; RemedyNotFound for one of another kind as for one that is not there."""
    found = await REGISTER.get(connection, remedy_id, lock=lock)
    if found.kind not in kinds:
        raise RemedyNotFound(id=remedy_id)
    return found


async def page_remedies(
    connection: Connection, page: PageRequest, kinds: tuple[RemedyKind, ...], **equal: Any
) -> Slice[Remedy]:
    """A page of remedies of these kinds."""
    return await REGISTER.page(connection, page, kind=tuple(str(one) for one in kinds), **equal)


# What is done to a decision, or to a wish for a PGB, by who judges it: telling the day of it is no such act.
_JUDGED = (
    "decision-drafted", "decision-changed", "decision-submitted", "decision-taken", "decision-refused",
    "decision-extended", "decision-revised", "pgb-switched", "pgb-switch-refused",
)  # fmt: skip


@statement
def _involved() -> Executable:
    """Who stands on it, and whoever the logbook knows to have judged it before: a revision puts another name there."""
    columns = LOGBOOK.c
    owner, subject = bindparam("of_owner", type_=Text), bindparam("subject", type_=Uuid)
    acts = select(columns.end_user.label("person")).where(
        columns.owner == owner, columns.subject == subject, among(columns.what, "acts")
    )
    standing = (
        select(column).where(table.c.owner == owner, table.c.id == subject)
        for table, column in (
            (decisions, decisions.c.decided_by),
            (decisions, decisions.c.drafted_by),
            (pgb_switches, pgb_switches.c.answered_by),
        )
    )
    return union(acts, *standing)


async def list_involved(connection: Connection, owner: str, subject: UUID) -> frozenset[str]:
    """Everybody who prepared, took or revised a decision, or answered a wish for a PGB; one statement."""
    rows = await connection.fetch(_involved(), of_owner=owner, subject=subject, acts=list(_JUDGED))
    return frozenset(row["person"] for row in rows if row["person"] is not None)


@statement
def _cells(reach: Reach) -> Executable:
    one = remedies.c
    earliest, first, last = (bindparam(name, type_=Date) for name in ("earliest", "first", "last"))
    ended = one.decided_on.between(first, last)
    decided = and_(ended, one.state == RemedyState.DECIDED.value)
    standing = and_(one.filed_on <= last, or_(one.decided_on.is_(None), one.decided_on > last))
    counted = {
        "filed": one.filed_on.between(first, last),
        "filed_before": and_(one.filed_on >= earliest, one.filed_on < first),
        "decided": decided,
        "withdrawn": and_(ended, one.state == RemedyState.WITHDRAWN.value),
        "decided_over_term": and_(decided, one.due_on < one.decided_on),
        "open": standing,
        # Whose term stands still is not over it.
        "open_over_term": and_(standing, one.due_on < last, one.suspended_on.is_(None)),
    }
    days = func.coalesce(func.sum(one.decided_on - one.filed_on).filter(decided), 0)
    keys = (one.kind, one.subject, one.provider, one.outcome)
    return (
        select(
            *keys,
            *(func.count().filter(said).label(name) for name, said in counted.items()),
            days.cast(BigInteger).label("handling_days"),
        )
        .where(
            visible(remedies, purchaser=reach),
            among(one.kind, "kinds"),
            one.filed_on <= last,
            or_(one.decided_on.is_(None), one.decided_on >= first, one.filed_on >= earliest),
        )
        .group_by(*keys)
    )


async def count_cells(
    connection: Connection, kinds: tuple[RemedyKind, ...], earliest: date, first: date, last: date
) -> list[RemedyCell]:
    """What the reader may see of these kinds, counted; `earliest` is the first day of the period before. One statement (D-51)."""
    days = {"earliest": earliest, "first": first, "last": last}
    rows = await connection.fetch(
        _cells(connection.reach),
        organisations=connection.organisations,
        kinds=[str(one) for one in kinds],
        **days,
    )
    return read_all(rows, RemedyCell)


__all__ = ["REGISTER", "count_cells", "get_remedy", "list_involved", "page_remedies"]
