"""The only SQL on retention terms, and on when the files that they are about closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    Integer,
    Select,
    Table,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.sql.base import Executable

from services.access.requests.rules import UNDECIDED
from services.access.retention_terms.rules import (
    FILE_OF,
    NO_QUESTION,
    CitizenFile,
    RetentionTerm,
    complete,
    years_by_category,
)
from services.access.tables import (
    care_starts,
    citizens,
    decisions,
    desired_results,
    legal_holds,
    pgb_switches,
    pilot_flames,
    referrals,
    requests,
    retention_terms,
)
from shared.kit.database import Connection, among, statement
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import PageRequest, Slice, add_row, read_all, save_row
from shared.values.care_courses import CareState, DesiredResultState, PgbState
from shared.values.questions import PilotFlameState
from shared.values.terms import ReferralState, RequestState


@statement
def _terms() -> Executable:
    return select(retention_terms).where(among(retention_terms.c.owner, "owners"))


async def list_terms(connection: Connection, owner: str) -> list[RetentionTerm]:
    """All terms of a municipality, in the order of the categories."""
    return complete(owner, read_all(await connection.fetch(_terms(), owners=[owner]), RetentionTerm))


async def page_terms(connection: Connection, owner: str, request: PageRequest) -> Slice[RetentionTerm]:
    """A page of the terms of a municipality; they are few, and always all there."""
    terms = await list_terms(connection, owner)
    if request.descending:
        terms.reverse()
    begin = next((place for place, term in enumerate(terms, 1) if term.id == request.after), 0)
    items = terms[begin : begin + request.limit]
    return Slice(items, items[-1].id if begin + request.limit < len(terms) else None)


async def save_term(connection: Connection, term: RetentionTerm, client_id: str) -> None:
    """A term by policy, the first or a later one; PreconditionFailed when another was quicker."""
    values: dict[str, Any] = {name: getattr(term, name) for name in ("years", "since", "reason")}
    if term.version > 2:
        await save_row(connection, retention_terms, term.id, term.version - 1, values)
        return
    own = {"owner": term.owner, "id": term.id, "version": term.version, "client_id": client_id}
    try:
        await add_row(connection, retention_terms, {**own, "category": term.category, **values})
    except asyncpg.UniqueViolationError as error:
        raise PreconditionFailed() from error


_ENDED = (RequestState.MOVED, RequestState.WITHDRAWN, RequestState.CLOSED)


def _day(name: str) -> ColumnElement[date]:
    return bindparam(name, type_=Date)


def _care() -> tuple[list[ColumnElement[Any]], ColumnElement[bool]]:
    """The last days of the care, the results and the PGB switches of a question, and whether one of them is still open."""

    def of(table: Table) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        return table.c.owner == requests.c.owner, table.c.request_id == requests.c.id

    held = desired_results.c.state != DesiredResultState.WITHDRAWN.value
    last: list[ColumnElement[Any]] = [
        select(func.max(care_starts.c.end_date)).where(*of(care_starts)).scalar_subquery(),
        select(func.max(desired_results.c.term)).where(*of(desired_results), held).scalar_subquery(),
        select(func.max(func.greatest(pgb_switches.c.answered_on, pgb_switches.c.switched_on)))
        .where(*of(pgb_switches))
        .scalar_subquery(),
        select(func.max(pilot_flames.c.ended_on)).where(*of(pilot_flames)).scalar_subquery(),
    ]
    running = care_starts.c.state
    open_ = or_(
        exists().where(
            *of(care_starts), or_(running == CareState.IN_CARE.value, running == CareState.PAUSED.value)
        ),
        exists().where(
            *of(desired_results),
            desired_results.c.state == DesiredResultState.SET.value,
            desired_results.c.term >= _day("as_of"),
        ),
        exists().where(*of(pgb_switches), pgb_switches.c.state == PgbState.REQUESTED.value),
        exists().where(*of(pilot_flames), pilot_flames.c.state == PilotFlameState.BURNING.value),
    )
    return last, open_


def _parts() -> Select[Any]:
    """Each question with its decision or referrals and their care: whether it still runs, and on which day it ended."""
    answered = (
        select(func.max(func.greatest(referrals.c.answered_on, referrals.c.closed_on)))
        .where(referrals.c.owner == requests.c.owner, referrals.c.request_id == requests.c.id)
        .scalar_subquery()
    )
    unanswered = exists().where(
        referrals.c.owner == requests.c.owner,
        referrals.c.request_id == requests.c.id,
        referrals.c.state == ReferralState.MADE.value,
        referrals.c.closed_on.is_(None),
    )
    last_of_care, care_open = _care()
    ended = func.greatest(decisions.c.end_date, decisions.c.objection_until)
    running = or_(decisions.c.end_date.is_(None), ended >= _day("as_of"))
    runs = case(
        (care_open, True),
        (or_(*(requests.c.state == state.value for state in sorted(UNDECIDED))), True),
        (requests.c.state == RequestState.DECIDED.value, running),
        (or_(*(requests.c.state == state.value for state in _ENDED)), False),
        else_=unanswered,
    )
    # Moving closes a question too: the term runs from that day (R-A56).
    closed = func.greatest(
        requests.c.contact_on, requests.c.first_talk_on, decisions.c.decided_on, ended, answered,
        requests.c.closed_on, *last_of_care,
    )  # fmt: skip
    category = case({law.value: file.value for law, file in FILE_OF.items()}, value=requests.c.law)
    joined = requests.outerjoin(
        decisions, and_(decisions.c.owner == requests.c.owner, decisions.c.request_id == requests.c.id)
    )
    return select(
        requests.c.owner, requests.c.citizen_id, category.label("category"), runs.label("open"),
        cast(closed, Date).label("closed_on"),
    ).select_from(joined)  # fmt: skip


def _held(owner: ColumnElement[str], citizen_id: ColumnElement[UUID]) -> ColumnElement[bool]:
    """Whether a legal hold is in force on the day."""
    return exists().where(
        legal_holds.c.owner == owner,
        legal_holds.c.citizen_id == citizen_id,
        legal_holds.c.released_on.is_(None),
        or_(legal_holds.c.until.is_(None), legal_holds.c.until >= _day("as_of")),
    )


def _files(*, some: bool) -> Select[Any]:
    """The files of a municipality on a day (`owner`, `as_of`, the years of each category): one row per citizen.

    Of a citizen's questions the one counts that is kept longest; `any_due` says that a closed one is past its term. With
    `some` only the citizens of `ids`.
    """
    parts = _parts().where(requests.c.owner == bindparam("owner"))
    if some:
        parts = parts.where(among(requests.c.citizen_id, "ids"))
    part = parts.subquery("parts")
    years = case(
        {file.value: bindparam(f"{file.name.lower()}_years", type_=Integer) for file in FILE_OF.values()},
        value=part.c.category,
    )
    # The arguments of make_interval stand in order: years come first.
    due = cast(part.c.closed_on + func.make_interval(years), Date)

    def any_part(condition: ColumnElement[bool]) -> ColumnElement[bool]:
        return func.bool_or(condition).over(partition_by=part.c.citizen_id)

    query = select(
        part.c.owner, part.c.citizen_id, any_part(part.c.open).label("open"), part.c.category, part.c.closed_on,
        due.label("due_on"), any_part(and_(~part.c.open, due < _day("as_of"))).label("any_due"),
    )  # fmt: skip
    return query.ext(distinct_on(part.c.citizen_id)).order_by(part.c.citizen_id, due.desc())


@statement
def _some_files() -> Executable:
    found = _files(some=True).subquery("files")
    wanted = (
        func.unnest(bindparam("ids", type_=ARRAY(Uuid))).table_valued("id", name="wanted").render_derived()
    )
    joined = wanted.join(
        citizens, and_(citizens.c.owner == bindparam("owner"), citizens.c.id == wanted.c.id)
    ).outerjoin(found, found.c.citizen_id == wanted.c.id)
    return select(
        citizens.c.owner, wanted.c.id.label("citizen_id"), func.coalesce(found.c.open, literal(False)).label("open"),
        _held(citizens.c.owner, citizens.c.id).label("held"), found.c.category, found.c.closed_on, found.c.due_on,
    ).select_from(joined)  # fmt: skip


def _years(terms: Sequence[RetentionTerm]) -> dict[str, int]:
    years = years_by_category(terms)
    return {f"{file.name.lower()}_years": years[file] for file in FILE_OF.values()}


async def list_files(
    connection: Connection, owner: str, ids: Sequence[UUID], terms: Sequence[RetentionTerm], as_of: date
) -> dict[UUID, CitizenFile]:
    """The files of some citizens of a municipality on a day, in one statement; who has no question has an empty one."""
    rows = await connection.fetch(_some_files(), owner=owner, ids=list(ids), as_of=as_of, **_years(terms))
    return {file.citizen_id: file for file in read_all(rows, CitizenFile)}


def _without_question() -> Select[Any]:
    """Who was registered, moved in or moved away longer ago than the term, and never asked anything."""
    asked = exists().where(requests.c.owner == citizens.c.owner, requests.c.citizen_id == citizens.c.id)
    # Nothing happened since but the registration, and that has a moment on the machine's clock alone.
    registered = cast(func.timezone("Europe/Amsterdam", citizens.c.created_at), Date)
    last = func.greatest(registered, citizens.c.moved_on)
    years = bindparam(f"{NO_QUESTION.name.lower()}_years", type_=Integer)
    due = cast(last + func.make_interval(years), Date)
    return select(
        citizens.c.owner, citizens.c.id.label("citizen_id"), literal(False).label("open"),
        _held(citizens.c.owner, citizens.c.id).label("held"), literal(NO_QUESTION.value).label("category"),
        last.label("closed_on"), due.label("due_on"),
    ).where(
        citizens.c.owner == bindparam("owner"), citizens.c.erased_on.is_(None), ~asked, due < _day("as_of"),
    )  # fmt: skip


@statement
def _due_files() -> Executable:
    found = _files(some=False).subquery("files")
    joined = found.join(
        citizens, and_(citizens.c.owner == found.c.owner, citizens.c.id == found.c.citizen_id)
    )
    with_question = (
        select(
            found.c.owner, found.c.citizen_id, found.c.open, _held(found.c.owner, found.c.citizen_id).label("held"),
            found.c.category, found.c.closed_on, found.c.due_on,
        )
        .select_from(joined)
        .where(found.c.any_due, citizens.c.erased_on.is_(None))
    )  # fmt: skip
    due = union_all(with_question, _without_question()).subquery("due")
    return select(due).order_by(due.c.citizen_id)


async def list_due_files(
    connection: Connection, owner: str, terms: Sequence[RetentionTerm], as_of: date
) -> list[CitizenFile]:
    """The files of a municipality of which a closed part is past its term on a day, in one statement.

    Who never had a question is among them from the shortest term of a file after the registration (F-37).
    """
    return read_all(
        await connection.fetch(_due_files(), owner=owner, as_of=as_of, **_years(terms)), CitizenFile
    )
