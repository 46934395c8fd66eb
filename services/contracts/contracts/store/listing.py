"""A page of contracts, filtered and in the order that a work list asks: as they are, or as they were valid on a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, cast, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.base import Executable

from services.contracts.contracts.rules import Contract
from services.contracts.tables import contract_forms, contract_versions, contracts
from shared.kit.database import Connection, Reach, statement
from shared.kit.rows import PageRequest, Slice, read, read_all, visible
from shared.values.agreements import FundingForm
from shared.values.arrangements import ProcurementModel
from shared.values.terms import ContractState, LegalForm

SORTS = {
    "created": "id",
    "number": "number",
    "name": "name",
    "state": "state",
    "startDate": "start_date",
    "endDate": "end_date",
    "evaluationDate": "evaluation_date",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which contracts are asked; None leaves a filter out, both ends of a period are inclusive."""

    state: ContractState | None = None
    number: str | None = None
    external_reference: str | None = None
    provider: str | None = None
    consortium_id: UUID | None = None
    population_id: UUID | None = None
    municipality_code: str | None = None
    legal_form: LegalForm | None = None
    funding_form: FundingForm | None = None
    procurement_model: ProcurementModel | None = None
    start_date_from: date | None = None
    start_date_to: date | None = None
    end_date_from: date | None = None
    end_date_to: date | None = None
    evaluation_date_from: date | None = None
    evaluation_date_to: date | None = None

    def given(self) -> dict[str, Any]:
        """The filters that are asked, by name, as the statement takes them."""
        found = {name: getattr(self, name) for name in Filter.__slots__}
        return {name: value for name, value in found.items() if value is not None}


Order = tuple[tuple[str, bool], ...]
At = Callable[[str], ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class SortedPage:
    """A page in an order of one's own: columns with their direction, then by id; `after` are the last row's values."""

    limit: int
    order: Order
    after: tuple[Any, ...] | None = None

    @property
    def there(self) -> tuple[bool, ...]:
        """Of which of those values there is one; empty on the first page."""
        return tuple(value is not None for value in self.after or ())

    def given(self) -> dict[str, Any]:
        """Those values by the names under which a statement takes them."""
        return {f"after_{index}": value for index, value in enumerate(self.after or ()) if value is not None}


@dataclass(frozen=True, slots=True)
class SortedSlice:
    """A page and the values of its last row, the id last; None at the end."""

    items: list[Contract]
    last: tuple[Any, ...] | None = None


def _compared(column: ColumnElement[Any], name: str, kind: Any) -> ColumnElement[bool]:
    given = bindparam(name, type_=kind)
    if name.endswith("_from"):
        return column >= given
    return column <= given if name.endswith("_to") else column == given


def _column(name: str) -> str:
    return name.removesuffix("_from").removesuffix("_to")


def _wanted(name: str, reach: Reach) -> ColumnElement[bool]:
    if name == "funding_form":
        # Every contract has a form once there, so that this joins and repeats nothing.
        form = contract_forms.c
        return and_(
            visible(contract_forms, purchaser=reach),
            form.owner == contracts.c.owner,
            form.contract_id == contracts.c.id,
            form.form == bindparam(name, type_=form.form.type),
            form.held,
        )
    column = contracts.c[_column(name)]
    return _compared(column, name, column.type)


def _wanted_then(name: str) -> ColumnElement[bool]:
    """The same of a version, which keeps what it says as JSON."""
    if name == "funding_form":
        agreed = contract_versions.c.content["funding_agreements"]
        contained: ColumnElement[bool] = agreed.contains(bindparam(name, type_=JSONB))
        return contained
    column = _column(name)
    return _compared(_then(column), name, contracts.c[column].type)


def _now(name: str) -> ColumnElement[Any]:
    column: ColumnElement[Any] = contracts.c[name]
    return column


def _then(name: str) -> ColumnElement[Any]:
    """A column of a contract as a version says it."""
    if name == "id":
        of: ColumnElement[Any] = contract_versions.c.contract_id
        return of
    content = contract_versions.c.content
    if name == "procurement_model":
        return cast(content["arrangement"][name].astext, contracts.c[name].type)
    return cast(content[name].astext, contracts.c[name].type)


@statement
def _page(reach: Reach, order: Order, after: tuple[bool, ...], *filters: str) -> Executable:
    query = select(contracts).where(
        visible(contracts, purchaser=reach), *(_wanted(name, reach) for name in filters)
    )
    return _ordered(query, order, after, _now)


@statement
def _valid_page(reach: Reach, order: Order, after: tuple[bool, ...], then: bool, *filters: str) -> Executable:
    table = contract_versions.c
    query = select(table.contract_id, table.content).where(
        visible(contract_versions, purchaser=reach), *held(then), *(_wanted_then(name) for name in filters)
    )
    return _ordered(query, order, after, _then)


def _ordered(query: Select[Any], order: Order, after: tuple[bool, ...], at: At) -> Select[Any]:
    if after:
        query = query.where(*_following(order, after, at))
    # Nothing stands last in the order of an index, and first against it.
    directed = [at(name).desc() if down else at(name).asc() for name, down in order]
    return query.order_by(*directed).limit(bindparam("limit", type_=Integer))


def _following(order: Order, after: tuple[bool, ...], at: At) -> list[ColumnElement[bool]]:
    """The rows after one: those that differ first in a column in which they come later. `after` says which values are there."""
    later: list[ColumnElement[bool]] = []
    same: list[ColumnElement[bool]] = []
    for index, ((name, down), there) in enumerate(zip(order, after, strict=True)):
        column = at(name)
        beyond: ColumnElement[bool] | None
        equal: ColumnElement[bool]
        if not there:
            beyond, equal = (column.isnot(None) if down else None), column.is_(None)
        else:
            value = bindparam(f"after_{index}", type_=column.type)
            beyond = column < value if down else or_(column > value, column.is_(None))
            equal = column == value
        if beyond is not None:
            later.append(and_(*same, beyond))
        same.append(equal)
    bounds: list[ColumnElement[bool]] = [or_(*later)]
    name, down = order[0]
    if after[0] and (down or not contracts.c[name].nullable):
        # The same once more as a plain bound, by which an index begins where the page does.
        first, value = at(name), bindparam("after_0", type_=at(name).type)
        bounds.append(first <= value if down else first >= value)
    return bounds


async def list_contracts(connection: Connection, page: PageRequest, asked: Filter) -> Slice[Contract]:
    """A page of contracts in order of creation."""
    found = await list_sorted(connection, created(page), asked)
    return Slice(found.items, found.last[-1] if found.last is not None else None)


def created(page: PageRequest) -> SortedPage:
    """The same page as one of a work list, in order of creation."""
    after = (page.after,) if page.after is not None else None
    return SortedPage(page.limit, (("id", page.descending),), after)


async def list_sorted(connection: Connection, page: SortedPage, asked: Filter) -> SortedSlice:
    """A page of contracts in the order that is asked, the id last."""
    given = asked.given()
    query = _page(connection.reach, page.order, page.there, *given)
    rows = await connection.fetch(
        query, organisations=connection.organisations, limit=page.limit + 1, **given, **page.given()
    )
    last = tuple(rows[page.limit - 1][name] for name, _ in page.order) if len(rows) > page.limit else None
    return SortedSlice(read_all(rows[: page.limit], Contract), last)


async def list_valid(
    connection: Connection, page: SortedPage, asked: Filter, valid_on: date, known_on: date | None
) -> SortedSlice:
    """A page of contracts as they were valid on a day, as known at the end of another, in the order that is asked."""
    given = asked.given()
    if asked.funding_form is not None:
        given["funding_form"] = [{"form": asked.funding_form.value}]
    query = _valid_page(connection.reach, page.order, page.there, known_on is not None, *given)
    days = {"valid_on": valid_on} | ({"known_on": known_on} if known_on is not None else {})
    rows = await connection.fetch(
        query, organisations=connection.organisations, limit=page.limit + 1, **given, **days, **page.given()
    )
    found = [read(row["content"], Contract) for row in rows[: page.limit]]
    last = tuple(getattr(found[-1], name) for name, _ in page.order) if len(rows) > page.limit else None
    return SortedSlice(found, last)


def held(then: bool) -> list[ColumnElement[bool]]:
    """What was valid on `valid_on`, as known now, or as known at the end of the day `known_on`."""
    table = contract_versions.c
    valid_on = bindparam("valid_on", type_=contracts.c.start_date.type)
    valid = [table.valid_from <= valid_on, or_(table.valid_until.is_(None), table.valid_until >= valid_on)]
    if not then:
        return [*valid, table.known_until_version.is_(None)]
    known_on = bindparam("known_on", type_=contracts.c.start_date.type)
    return [
        *valid,
        table.known_from <= known_on,
        or_(table.known_until.is_(None), table.known_until > known_on),
    ]


__all__ = [
    "SORTS",
    "Filter",
    "SortedPage",
    "SortedSlice",
    "created",
    "held",
    "list_contracts",
    "list_sorted",
    "list_valid",
]
