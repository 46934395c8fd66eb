"""What all work lists have in common: their columns, how one is counted and cut, and how it is narrowed to a worker or a team."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
)

from services.access.tables import clarifications, decisions, requests
from shared.kit.database import Reach
from shared.values.deciding import DecisionState
from shared.values.work_lists import WorkListKind

TODAY, UNTIL = bindparam("today", type_=Date), bindparam("until", type_=Date)
_WORKER = bindparam("worker", type_=Text)
_COLUMNS: dict[str, Any] = {
    "owner": Text(),
    "id": Uuid(),
    "kind": Text(),
    "state": Text(),
    "law": Text(),
    "citizen_id": Uuid(),
    "request_id": Uuid(),
    "since": Date(),
    "due_on": Date(),
    "next_term": Text(),
    "urgency": Integer(),
    "acute": Boolean(),
    "reviewer_role": Text(),
    "severity": Text(),
    "provider": Text(),
    "position": Integer(),
    "used": Integer(),
    "maximum": Integer(),
    "aside": Boolean(),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose rows are read: those of a reach, of the worker's own questions and of a team's when asked."""

    reach: Reach
    mine: bool
    team: bool

    def of_request(self, owner: Any, request_id: Any) -> list[ColumnElement[bool]]:
        """What belongs to a question that is the team's and the worker's."""
        found: list[ColumnElement[bool]] = []
        if self.team:
            found.append(_of_team(owner, request_id))
        if self.mine:
            found.append(_of_worker(owner, request_id))
        return found


def _of_team(owner: Any, request_id: Any) -> ColumnElement[bool]:
    asked = requests.alias()
    team = bindparam("team", type_=Text)
    return exists().where(asked.c.owner == owner, asked.c.id == request_id, asked.c.team == team)


def _of_worker(owner: Any, request_id: Any) -> ColumnElement[bool]:
    """Who held the newest talk, drafted a decision that still stands, or said that it is acute, has the question to do.

    A request itself names nobody.
    """
    talk, draft, asked = clarifications.alias(), decisions.alias(), requests.alias()
    newest = (
        select(talk.c.worker)
        .where(talk.c.owner == owner, talk.c.request_id == request_id)
        .order_by(talk.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    drafted = exists().where(
        draft.c.owner == owner,
        draft.c.request_id == request_id,
        draft.c.drafted_by == _WORKER,
        draft.c.state != literal_column(f"'{DecisionState.WITHDRAWN.value}'"),
    )
    urged = exists().where(
        asked.c.owner == owner, asked.c.id == request_id, asked.c.acute_decided_by == _WORKER
    )
    return or_(newest == _WORKER, drafted, urged)


def among_words(column: ColumnElement[Any], words: Iterable[str]) -> ColumnElement[bool]:
    """A column of a closed list is one of these words, written out: only so a partial index is seen to fit."""
    listed = sorted(str(one) for one in words)
    return or_(*(column == literal_column(f"'{one}'") for one in listed))


def soonest(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """First what has the earliest day; last what has none."""
    return column.asc().nulls_last()


def listed(
    work_list: WorkListKind,
    source: FromClause,
    where: Sequence[ColumnElement[bool]],
    order: Sequence[ColumnElement[Any]],
    /,
    **values: Any,
) -> Select[Any]:
    """One list: its columns (what is not named is empty), how many rows it has in all, and the first of them in their order."""
    unknown = values.keys() - _COLUMNS.keys()
    assert not unknown, f"no work list has {unknown}"
    shown = [
        (cast(null(), type_) if name not in values else values[name]).label(name)
        for name, type_ in _COLUMNS.items()
    ]
    ranked = (
        select(
            literal_column(f"'{work_list.value}'", Text).label("work_list"),
            *shown,
            func.count().over().cast(Integer).label("total"),
            func.row_number().over(order_by=list(order)).cast(Integer).label("rank"),
        )
        .select_from(source)
        .where(and_(*where))
    )
    cut = ranked.order_by(literal_column("rank")).limit(bindparam("limit", type_=Integer)).subquery()
    return select(cut)


def word(value: str) -> ColumnElement[Any]:
    """A code of ours as a column."""
    return literal_column(f"'{value}'", Text)
