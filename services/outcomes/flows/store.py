"""The only SQL on kept counts, and the one way in which a fact changes them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Date,
    Integer,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.outcomes.cases import store as cases
from services.outcomes.cases.rules import Case, Goal, PgbSwitch
from services.outcomes.flows.rules import (
    Counted,
    FlowRebuild,
    Group,
    Key,
    RebuildNotFound,
    contributions,
    difference,
)
from services.outcomes.tables import contract_copies, derived_counts, flow_rebuilds
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read_all, visible
from shared.schemas import access as sent
from shared.schemas import outcomes as schemas
from shared.values.care_courses import DesiredResultState
from shared.values.flowing import CareSegment, Figure, FlowBy, FlowPeriod

REBUILDS = Register(flow_rebuilds, FlowRebuild, schemas.FlowRebuild, RebuildNotFound)
_COUNTS, _CITIZEN = (
    881_120,
    881_121,
)  # any two numbers of our own: the rest of the key is the purchaser, and the citizen
_CHUNK = 2_000
_KEY = [column.name for column in derived_counts.primary_key.columns]
# What stands at the beginning of a period is the sum of these in all months before it.
STOCKS = [
    one.value
    for one in (Figure.INFLOW, Figure.ARRIVED, Figure.THROUGH, Figure.OUTFLOW, Figure.CLIENTS_IN, Figure.CLIENTS_OUT)
]  # fmt: skip


@statement
def _lock_citizen() -> Executable:
    owner, citizen = bindparam("owner", type_=Text), bindparam("citizen", type_=Text)
    return select(
        func.pg_advisory_xact_lock_shared(func.hashtextextended(owner, _COUNTS)),
        func.pg_advisory_xact_lock(func.hashtextextended(owner.concat(citizen), _CITIZEN)),
    )


@statement
def _lock_counts() -> Executable:
    return select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("owner", type_=Text), _COUNTS)))


@asynccontextmanager
async def counting(connection: Connection, owner: str, citizen_id: UUID) -> AsyncIterator[None]:
    """Change what is kept of one citizen inside the block; the counts change by the difference, in the same transaction.

    Two facts about one citizen wait for each other here, and a rebuild for both. For the service's own work alone: the
    counts are those of the purchaser, whoever told the fact.
    """
    await connection.fetch(_lock_citizen(), owner=owner, citizen=str(citizen_id))
    before = await _contributed(connection, [citizen_id])
    yield
    after = await _contributed(connection, [citizen_id])
    await _change(connection, owner, difference(before, after))


async def _contributed(connection: Connection, citizen_ids: list[UUID]) -> Counter[Key]:
    """What some citizens contribute together, in three statements."""
    kept: dict[UUID, tuple[list[Case], list[PgbSwitch], list[Goal]]] = defaultdict(lambda: ([], [], []))
    for one in await cases.list_cases_of(connection, citizen_ids):
        kept[one.citizen_id][0].append(one)
    for switch in await cases.list_switches_of(connection, citizen_ids):
        kept[switch.citizen_id][1].append(switch)
    for goal in await cases.list_goals_of(connection, citizen_ids):
        kept[goal.citizen_id][2].append(goal)
    total: Counter[Key] = Counter()
    for several in kept.values():
        total.update(contributions(*several))
    return total


async def keep_goal(
    connection: Connection, owner: str, told: sent.DesiredResult, parties: list[str], client_id: str
) -> None:
    """Take over a desired result as access tells of it; an older version changes nothing. In the follower's transaction."""
    grant_id = told.decision_id or told.referral_id or told.allocation_id
    if grant_id is None:
        return
    known = await cases.find_goal(connection, told.id)
    if known is not None and known.version >= told.version:
        return
    judged = told.evaluation
    # Who disagree have judged nothing yet: the goal stays due and not reached, or disputing it would raise the share.
    agreed = judged is not None and not judged.disputed
    goal = Goal(
        id=told.id, version=told.version, owner=owner, parties=parties, citizen_id=told.citizen_id,
        contract_id=told.contract_id, grant_id=grant_id, provider=told.provider, set_on=told.set_on, term=told.term,
        withdrawn=told.state is DesiredResultState.WITHDRAWN, verdict=judged.verdict if judged and agreed else None,
        evaluated_on=judged.evaluated_on if judged else None,
    )  # fmt: skip
    async with counting(connection, owner, told.citizen_id):
        await cases.save_goal(connection, goal, client_id)


def _parties(provider: Any, auditor: Any) -> Any:
    named = case(
        (provider != "", func.array_append(cast([], ARRAY(Text)), provider)), else_=cast([], ARRAY(Text))
    )
    return func.array_remove(func.array_append(named, auditor), None)


@statement
def _add() -> Executable:
    columns = derived_counts.c
    names = [*(name for name in _KEY if name != "owner"), "count"]
    arrays = [bindparam(name, type_=ARRAY(columns[name].type)) for name in names]
    lines = func.unnest(*arrays).table_valued(*names, name="lines").render_derived()
    owner = bindparam("owner", type_=Text)
    same = and_(contract_copies.c.owner == owner, contract_copies.c.id == lines.c.contract_id)
    rows = select(
        owner, *(lines.c[name] for name in names), _parties(lines.c.provider, contract_copies.c.auditor)
    ).select_from(lines.outerjoin(contract_copies, same))
    query = insert(derived_counts).from_select(["owner", *names, "parties"], rows, include_defaults=False)
    return query.on_conflict_do_update(
        index_elements=[columns[name] for name in _KEY],
        set_={"count": columns.count + query.excluded.count, "parties": query.excluded.parties},
    )


async def _change(connection: Connection, owner: str, changes: Mapping[Key, int]) -> None:
    """Add to the counts, in one statement and in the order of their keys, so that nobody waits in a circle."""
    if not changes:
        return
    keys = list(changes)
    await connection.execute(
        _add(), owner=owner,
        counted_by=[key.group.counted_by.value for key in keys],
        contract_id=[key.group.contract_id for key in keys],
        provider=[key.group.provider for key in keys],
        area_code=[key.group.area_code for key in keys],
        team=[key.group.team for key in keys],
        segment=[key.segment.value for key in keys],
        figure=[key.figure.value for key in keys],
        month=[key.month for key in keys],
        value=[key.value for key in keys],
        count=list(changes.values()),
    )  # fmt: skip


@statement
def _kept() -> Executable:
    columns = derived_counts.c
    return select(derived_counts).where(
        columns.owner == bindparam("of_owner", type_=Text), columns.count != 0
    )


async def kept_counts(connection: Connection, owner: str) -> Counter[Key]:
    """All counts of a purchaser as they are kept."""
    rows = await connection.fetch(_kept(), of_owner=owner)
    return Counter({_key(row): row["count"] for row in rows})


def _key(row: Any) -> Key:
    group = Group(
        FlowBy(row["counted_by"]), row["contract_id"], row["provider"], row["area_code"], row["team"]
    )
    return Key(group, CareSegment(row["segment"]), Figure(row["figure"]), row["month"], row["value"])


@statement
def _renew_parties() -> Executable:
    columns = derived_counts.c
    auditor = (
        select(contract_copies.c.auditor)
        .where(contract_copies.c.owner == columns.owner, contract_copies.c.id == columns.contract_id)
        .scalar_subquery()
    )
    seen_by = _parties(columns.provider, auditor)
    return (
        derived_counts.update()
        .where(columns.owner == bindparam("of_owner", type_=Text), columns.parties != seen_by)
        .values(parties=seen_by)
    )


async def rebuild(connection: Connection, owner: str) -> tuple[int, int, int, int]:
    """Count everything of a purchaser from scratch, and mend what was kept otherwise; no fact is counted meanwhile.

    Returns how many citizens and cases were counted, how many counts there are, and how many differed: 0 when all is well.
    """
    await connection.fetch(_lock_counts(), owner=owner)
    total: Counter[Key] = Counter()
    citizens, after = 0, None
    while chunk := await cases.list_citizens(connection, owner, after, _CHUNK):
        total.update(await _contributed(connection, chunk))
        citizens, after = citizens + len(chunk), chunk[-1]
    found = await cases.count_cases(connection, owner)
    changes = difference(await kept_counts(connection, owner), total)
    await _change(connection, owner, changes)
    await connection.execute(_renew_parties(), of_owner=owner)
    return citizens, found, len(total), len(changes)


@statement
def _counted(reach: Reach, period: FlowPeriod, of_contract: bool) -> Executable:
    columns = derived_counts.c
    first = bindparam("first", type_=Date)
    start = cast(func.date_trunc(literal_column(f"'{period.value}'"), columns.month), Date)
    begins = case((columns.month >= first, start)).label("begins")
    whose = [columns.contract_id, columns.provider, columns.area_code, columns.team]
    rows = select(*whose, columns.segment, columns.figure, columns.value, begins, columns.count).where(
        columns.counted_by == bindparam("counted_by", type_=Text),
        columns.month < bindparam("until", type_=Date),
        or_(columns.month >= first, among(columns.figure, "stocks")),
        # A goal that nobody judged is due once the month of its term is over.
        or_(columns.figure != bindparam("open", type_=Text), columns.month < bindparam("due", type_=Date)),
        visible(derived_counts, purchaser=reach),
    )
    if of_contract:
        rows = rows.where(columns.contract_id == bindparam("contract_id", type_=Uuid))
    found = rows.subquery()
    names = [one for one in found.c if one.name != "count"]
    total = func.sum(found.c.count).cast(Integer).label("count")
    return select(*names, total).group_by(*names)


async def list_counts(
    connection: Connection,
    counted_by: FlowBy,
    period: FlowPeriod,
    first: date,
    until: date,
    today: date,
    contract_id: UUID | None = None,
) -> list[Counted]:
    """The counts from a day up to (not including) another, by period, in one statement however many there are.

    What was counted of the stocks before the first day comes in one sum, with `begins` None.
    """
    more = {} if contract_id is None else {"contract_id": contract_id}
    rows = await connection.fetch(
        _counted(connection.reach, period, bool(more)),
        counted_by=counted_by.value, first=first, until=until, due=today.replace(day=1), open=Figure.GOALS_OPEN.value, stocks=STOCKS, organisations=connection.organisations, **more,
    )  # fmt: skip
    return read_all(rows, Counted)


__all__ = ["REBUILDS", "counting", "keep_goal", "kept_counts", "list_counts", "rebuild"]
