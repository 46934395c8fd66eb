"""Clients with what was assessed of them: pages of who took steps and of whom something is missing (R-O02, R-O03)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Text, Uuid, bindparam, case, exists, func, literal_column, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.sql.base import Executable

from services.outcomes.assessments.rules import FIRSTS, ON_THE_WAY, Asked, Assessment, Course
from services.outcomes.cases.rules import Case
from services.outcomes.tables import assessments, cases
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.rows import PageRequest, Slice, read_all, visible
from shared.values.flowing import CaseKind
from shared.values.self_sufficiency import AssessmentMoment, Rater

_CARE = literal_column(f"'{CaseKind.CARE.value}'", Text)


@statement
def _clients(reach: Reach, after: bool, descending: bool) -> Executable:
    columns = assessments.c
    query = (
        select(columns.case_id)
        .distinct()
        .where(
            columns.contract_id == bindparam("of_contract", type_=Uuid),
            columns.rater == bindparam("of_rater", type_=Text),
            columns.edition == bindparam("of_edition", type_=Text),
            columns.taken_on <= bindparam("until", type_=Date),
            columns.counts,
            visible(assessments, purchaser=reach),
        )
    )
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(columns.case_id < last if descending else columns.case_id > last)
    order = columns.case_id.desc() if descending else columns.case_id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


@statement
def _taken(reach: Reach) -> Executable:
    columns = assessments.c
    query = select(assessments).where(
        among(columns.case_id, "cases"), columns.counts, visible(assessments, purchaser=reach)
    )
    return query.order_by(columns.case_id, columns.taken_on, columns.id)


async def page_taken(
    connection: Connection, page: PageRequest, contract_id: UUID, asked: Asked
) -> Slice[list[Assessment]]:
    """A page of clients, each with all that counts of it, in two statements."""
    after: dict[str, Any] = {"after": page.after} if page.after is not None else {}
    rows = await connection.fetch(
        _clients(connection.reach, bool(after), page.descending),
        of_contract=contract_id, of_rater=asked.rater.value, of_edition=asked.edition, until=asked.until,
        limit=page.limit + 1, organisations=connection.organisations, **after,
    )  # fmt: skip
    ids = [row["case_id"] for row in rows[: page.limit]]
    taken = await connection.fetch(
        _taken(connection.reach), cases=ids, organisations=connection.organisations
    )
    found: dict[UUID, list[Assessment]] = {one: [] for one in ids}
    for one in read_all(taken, Assessment):
        found[one.case_id].append(one)
    return Slice(list(found.values()), ids[-1] if len(rows) > page.limit else None)


def _of_client(moments: Sequence[AssessmentMoment], care: Any) -> tuple[Any, ...]:
    """What counts of a client at some moments, by one kind of rater."""
    columns = assessments.c
    return (
        columns.owner == care.c.owner,
        columns.case_id == care.c.grant_id,
        columns.counts,
        columns.rater == bindparam("of_rater", type_=Text),
        or_(*(columns.moment == literal_column(f"'{one.value}'", Text) for one in moments)),
    )


def _care(reach: Reach) -> Any:
    """The care of a contract's clients that started last under its decision or referral; a pause is no end."""
    columns = cases.c
    grant = func.coalesce(columns.decision_id, columns.referral_id, columns.allocation_id, columns.id)
    query = (
        select(
            columns.id, columns.owner, columns.citizen_id, grant.label("grant_id"), columns.contract_id,
            columns.product_category, columns.law, columns.allocation_number, columns.care_start_id, columns.provider,
            columns.started_on, case((~columns.paused, columns.ended_on)).label("ended_on"),
        )
        .ext(distinct_on(grant))
        .where(
            columns.kind == _CARE, ~columns.withdrawn, columns.started_on.isnot(None),
            columns.contract_id == bindparam("of_contract", type_=Uuid), visible(cases, purchaser=reach),
        )
        .order_by(grant, columns.started_on.desc(), columns.id.desc())
    )  # fmt: skip
    return query.subquery("care")


@statement
def _courses(reach: Reach, after: bool, descending: bool) -> Executable:
    care = _care(reach)
    last_progress = select(func.max(assessments.c.taken_on)).where(*_of_client(ON_THE_WAY, care))
    found = select(
        care,
        exists().where(*_of_client(FIRSTS, care)).label("has_intake"),
        exists().where(*_of_client((AssessmentMoment.CLOSING,), care)).label("has_closing"),
        last_progress.scalar_subquery().label("last_progress_on"),
    ).subquery("found")
    row = found.c
    over = row.ended_on < bindparam("today", type_=Date)
    # Who may lack something: progress is judged by the selection that holds, in the rules.
    query = select(found).where(
        or_(
            ~row.has_intake,
            ~row.has_closing & over,
            func.coalesce(row.last_progress_on, row.started_on) < bindparam("month_ago", type_=Date),
        )
    )
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(row.grant_id < last if descending else row.grant_id > last)
    order = row.grant_id.desc() if descending else row.grant_id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def page_courses(
    connection: Connection, page: PageRequest, contract_id: UUID, rater: Rater, today: date, month_ago: date
) -> Slice[Course]:
    """A page of a contract's clients of whom something may be missing, in one statement."""
    after: dict[str, Any] = {"after": page.after} if page.after is not None else {}
    rows = await connection.fetch(
        _courses(connection.reach, bool(after), page.descending),
        of_contract=contract_id, of_rater=rater.value, today=today, month_ago=month_ago, limit=page.limit + 1,
        organisations=connection.organisations, **after,
    )  # fmt: skip
    items = read_all(rows[: page.limit], Course)
    return Slice(items, items[-1].grant_id if len(rows) > page.limit else None)


@statement
def _ended(reach: Reach) -> Executable:
    care = _care(reach)
    query = select(care.c.grant_id).where(care.c.ended_on < bindparam("over_before", type_=Date))
    return query.where(among(care.c.grant_id, "cases"))


async def list_ended(
    connection: Connection, contract_id: UUID, ids: Sequence[UUID], over_before: date
) -> set[UUID]:
    """Which of some clients (by decision or referral) are no longer in care."""
    rows = await connection.fetch(
        _ended(connection.reach),
        of_contract=contract_id, cases=list(ids), over_before=over_before, organisations=connection.organisations,
    )  # fmt: skip
    return {row["grant_id"] for row in rows}


@statement
def _known(reach: Reach) -> Executable:
    return select(cases).where(~cases.c.withdrawn, visible(cases, purchaser=reach)).order_by(cases.c.id)


async def list_cases(connection: Connection) -> list[Case]:
    """Every case that the actor sees, for a file whose lines name any of them."""
    rows = await connection.fetch(_known(connection.reach), organisations=connection.organisations)
    return read_all(rows, Case)
