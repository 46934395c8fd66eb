"""The only SQL on desired results, opinions on them, and client results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Text, Uuid, and_, bindparam, func, literal_column, or_, select
from sqlalchemy.sql.base import Executable

from services.outcomes.client_results.rules import (
    ClientResult,
    ClientResultNotFound,
    DesiredResult,
    DesiredResultNotFound,
    Opinion,
    OpinionNotFound,
    Tally,
    Waiting,
)
from services.outcomes.tables import client_results, desired_results, result_opinions
from shared.kit.database import Connection, Reach, statement
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, find_row, list_rows_by, read, read_all, save_newest, visible
from shared.schemas import outcomes as schemas
from shared.values.care_courses import ClientVerdict, DesiredResultState
from shared.values.client_results import ClientResultState

RESULTS = Register(client_results, ClientResult, schemas.ClientResult, ClientResultNotFound)
OPINIONS = Register(result_opinions, Opinion, schemas.ResultOpinion, OpinionNotFound)
_WITHDRAWN = literal_column(f"'{DesiredResultState.WITHDRAWN.value}'", Text)


async def lock_desired_result(connection: Connection, desired_result_id: UUID) -> DesiredResult:
    """One desired result, locked, so that opinions on it come one after the other; DesiredResultNotFound."""
    row = await find_row(connection, desired_results, desired_result_id, lock=True)
    if row is None:
        raise DesiredResultNotFound(id=desired_result_id)
    return read(row, DesiredResult)


async def save_desired_result(connection: Connection, wanted: DesiredResult, client_id: str) -> None:
    """Keep the newest version of a desired result; an older one changes nothing."""
    await save_newest(connection, desired_results, wanted, client_id)


async def find_result_of(connection: Connection, desired_result_id: UUID) -> ClientResult | None:
    """The client result of a desired result, or None while nobody said anything."""
    rows = await list_rows_by(connection, client_results, "desired_result_id", [desired_result_id])
    return read(rows[0], ClientResult) if rows else None


async def list_desired_results_of(connection: Connection, citizen_id: UUID) -> list[DesiredResult]:
    """All desired results of one citizen (surrogate)."""
    return read_all(
        await list_rows_by(connection, desired_results, "citizen_id", [citizen_id]), DesiredResult
    )


async def list_results_of(connection: Connection, citizen_id: UUID) -> list[ClientResult]:
    """All client results of one citizen (surrogate)."""
    return read_all(await list_rows_by(connection, client_results, "citizen_id", [citizen_id]), ClientResult)


async def list_opinions_of(connection: Connection, citizen_id: UUID) -> list[Opinion]:
    """All opinions on one citizen's results (surrogate)."""
    return read_all(await list_rows_by(connection, result_opinions, "citizen_id", [citizen_id]), Opinion)


def _joined() -> Any:
    wanted, results = desired_results.c, client_results.c
    same = and_(results.owner == wanted.owner, results.desired_result_id == wanted.id)
    return desired_results.outerjoin(client_results, same)


def _is(state: ClientResultState) -> Any:
    return client_results.c.state == literal_column(f"'{state.value}'", Text)


def _unjudged() -> Any:
    return or_(client_results.c.state.is_(None), _is(ClientResultState.INCOMPLETE))


@statement
def _waiting(reach: Reach, contract: bool, after: bool, descending: bool) -> Executable:
    wanted, results = desired_results.c, client_results.c
    query = (
        select(
            wanted.id, wanted.owner, wanted.citizen_id, wanted.contract_id, wanted.provider, wanted.law,
            wanted.allocation_number, wanted.term, results.id.label("client_result_id"), results.state,
            results.evaluators,
        )
        .select_from(_joined())
        .where(
            wanted.state != _WITHDRAWN,
            or_(
                and_(wanted.term < bindparam("today", type_=Date), _unjudged()),
                _is(ClientResultState.DISPUTED),
            ),
            visible(desired_results, purchaser=reach),
        )
    )  # fmt: skip
    if contract:
        query = query.where(wanted.contract_id == bindparam("of_contract", type_=Uuid))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(wanted.id < last if descending else wanted.id > last)
    return query.order_by(wanted.id.desc() if descending else wanted.id).limit(
        bindparam("limit", type_=Integer)
    )


async def page_waiting(
    connection: Connection, page: PageRequest, contract_id: UUID | None, today: date
) -> Slice[Waiting]:
    """A page of desired results whose term passed without a verdict, or whose evaluators disagree."""
    more: dict[str, Any] = {} if contract_id is None else {"of_contract": contract_id}
    more |= {"after": page.after} if page.after is not None else {}
    rows = await connection.fetch(
        _waiting(connection.reach, contract_id is not None, page.after is not None, page.descending),
        today=today, limit=page.limit + 1, organisations=connection.organisations, **more,
    )  # fmt: skip
    items = read_all(rows[: page.limit], Waiting)
    return Slice(items, items[-1].id if len(rows) > page.limit else None)


_VERDICTS: Sequence[tuple[str, ClientVerdict]] = (
    ("achieved", ClientVerdict.ACHIEVED),
    ("partly_achieved", ClientVerdict.PARTLY_ACHIEVED),
    ("not_achieved", ClientVerdict.NOT_ACHIEVED),
    ("not_judgeable", ClientVerdict.NOT_JUDGEABLE),
)


@statement
def _tally(reach: Reach) -> Executable:
    wanted, results = desired_results.c, client_results.c

    def number(where: Any) -> Any:
        return func.count().filter(where)

    verdicts = [
        number(results.verdict == literal_column(f"'{verdict.value}'", Text)).label(name)
        for name, verdict in _VERDICTS
    ]
    return (
        select(
            func.count().label("due"),
            *verdicts,
            number(and_(wanted.term < bindparam("today", type_=Date), _unjudged())).label("open"),
            number(_is(ClientResultState.DISPUTED)).label("disputed"),
            number(~results.attributable).label("not_attributable"),
        )
        .select_from(_joined())
        .where(
            wanted.contract_id == bindparam("of_contract", type_=Uuid),
            wanted.term.between(bindparam("start", type_=Date), bindparam("until", type_=Date)),
            wanted.state != _WITHDRAWN,
            visible(desired_results, purchaser=reach),
        )
    )


async def tally(connection: Connection, contract_id: UUID, start: date, until: date, today: date) -> Tally:
    """What became of the desired results of a contract whose term lies in a period, counted by the database."""
    rows = await connection.fetch(
        _tally(connection.reach),
        of_contract=contract_id, start=start, until=until, today=today, organisations=connection.organisations,
    )  # fmt: skip
    return read_all(rows, Tally)[0]


@statement
def _forget() -> Executable:
    columns = result_opinions.c
    query = result_opinions.update().where(
        columns.owner == bindparam("of_owner", type_=Text),
        columns.citizen_id == bindparam("of_citizen", type_=Uuid),
    )
    return query.values(external_reference=None, motive=None)


async def forget_texts(connection: Connection, owner: str, citizen_id: UUID) -> None:
    """Take away motives and references about an erased citizen; the verdicts stay, under a surrogate that is dead."""
    await connection.execute(_forget(), of_owner=owner, of_citizen=citizen_id)
