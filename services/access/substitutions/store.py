"""The only SQL on substitution: new allocations and referrals by what the catalogue says of their product, in one statement."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    and_,
    any_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.sql.base import Executable

from services.access.policies.store import policy_on
from services.access.signals.rules import Found
from services.access.substitutions.rules import AtLevel, Periods, judge, level_of, periods
from services.access.tables import allocations, decisions, products, referrals
from shared.kit.database import Connection, among, statement
from shared.values import add_months
from shared.values.allocating import AllocationOrigin, AllocationState
from shared.values.products import CareLayer, CareLine
from shared.values.signals import SignalKind, SignalSeverity, SignalSubject
from shared.values.stacking import SupportLevel
from shared.values.terms import ReferralState

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUARTER = 3
# What goes on under another number, or under another contract, is not new.
_NEW = (AllocationOrigin.DECISION, AllocationOrigin.ALLOCATION_REQUEST, AllocationOrigin.CHANGE_REQUEST)


def _day(name: str) -> ColumnElement[date]:
    return bindparam(name, type_=Date)


def _within(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return or_(
        column.between(_day("first_day"), _day("last_day")),
        column.between(_day("base_first_day"), _day("base_last_day")),
    )


def _begun() -> Any:
    """The allocations whose care begins in one of the periods; an extension is not new (R-A11)."""
    columns, decided = allocations.c, decisions.c
    of_decision = and_(decided.owner == columns.owner, decided.id == columns.decision_id)
    turn = func.row_number().over(partition_by=(columns.owner, columns.decision_id), order_by=columns.id)
    value = case(
        (columns.budget_cents.is_not(None), columns.budget_cents.cast(BigInteger)),
        (or_(columns.decision_id.is_(None), turn == 1), decided.value_cents),
        else_=0,
    )
    return (
        select(
            columns.owner, columns.law, columns.product_category, columns.product_code,
            columns.start_date.label("begun_on"), value.label("value_cents"),
        )
        .select_from(allocations.outerjoin(decisions, of_decision))
        .where(
            among(columns.owner, "organisations"),
            columns.state == AllocationState.GRANTED.value,
            or_(*(columns.origin == one.value for one in _NEW)),
            decided.extension_of.is_(None),
            _within(columns.start_date),
        )
    )  # fmt: skip


def _referred() -> Any:
    """The first referrals of these periods that were not refused, on questions without an allocation."""
    columns = referrals.c
    allocated = exists().where(
        allocations.c.owner == columns.owner,
        allocations.c.request_id == columns.request_id,
        allocations.c.state == AllocationState.GRANTED.value,
    )
    return select(
        columns.owner, columns.law, columns.product_category, columns.product_code,
        columns.referred_on.label("begun_on"),
        func.coalesce(columns.real_cents, columns.expected_cents).label("value_cents"),
    ).where(
        among(columns.owner, "organisations"),
        columns.state != ReferralState.REFUSED.value,
        columns.onward_of.is_(None),
        _within(columns.referred_on),
        ~allocated,
    )  # fmt: skip


def _product(new: FromClause) -> Any:
    """What the catalogue says of a product on the day, and how many it knows that could be meant."""
    columns, own = products.c, new.c
    return (
        select(columns.line, columns.layer, func.count().over().label("found"))
        .where(
            columns.owner == own.owner,
            columns.category == own.product_category,
            or_(own.product_code.is_(None), columns.code == own.product_code),
            own.law == any_(columns.laws),
            columns.valid_from <= own.begun_on,
            or_(columns.valid_until.is_(None), columns.valid_until >= own.begun_on),
        )
        .order_by(columns.valid_from.desc(), columns.id.desc())
        .limit(1)
        .lateral("product")
    )


@statement
def _volumes() -> Executable:
    new = union_all(_begun(), _referred()).subquery("new")
    product = _product(new)
    now = new.c.begun_on >= _day("first_day")
    value = new.c.value_cents
    # As products.store.find_product: without a code it is the only product of the category, or none.
    known = or_(new.c.product_code.is_not(None), product.c.found == 1)
    line, layer = case((known, product.c.line)), case((known, product.c.layer))

    def cents(when: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(value).filter(when), 0).cast(BigInteger)

    return (
        select(
            line.label("line"), layer.label("layer"), func.count().filter(now).cast(Integer).label("volume"),
            func.count().filter(~now).cast(Integer).label("volume_before"), cents(now).label("cost_cents"),
            cents(~now).label("cost_before_cents"),
            func.count().filter(value.is_(None)).cast(Integer).label("cost_unknown"),
        )
        .select_from(new.outerjoin(product, true()))
        .group_by(line, layer)
    )  # fmt: skip


_COUNTS = ("volume", "volume_before", "cost_cents", "cost_before_cents", "cost_unknown")


async def count_volumes(connection: Connection, organisations: Sequence[str], over: Periods) -> list[AtLevel]:
    """New support by level in both periods; one statement."""
    rows = await connection.fetch(
        _volumes(), organisations=list(organisations), first_day=over.first_day, last_day=over.last_day,
        base_first_day=over.base_first_day, base_last_day=over.base_last_day,
    )  # fmt: skip
    found: dict[SupportLevel, dict[str, int]] = {}
    for row in rows:
        line = None if row["line"] is None else CareLine(row["line"])
        layer = None if row["layer"] is None else CareLayer(row["layer"])
        sums = found.setdefault(level_of(line, layer), dict.fromkeys(_COUNTS, 0))
        for name in _COUNTS:
            sums[name] += row[name]
    return [AtLevel(level, **sums) for level, sums in found.items()]


async def find_signals(connection: Connection, owner: str, today: date) -> list[Found]:
    """That less was shifted in the last whole quarter than the policy of a municipality wants, beside the quarter before (E-46).

    Nothing where it set no policy itself: then it has no target. Two statements.
    """
    policy = await policy_on(connection, owner, today)
    if policy.standard:
        return []
    begun = date(today.year, (today.month - 1) // _QUARTER * _QUARTER + 1, 1)
    first, before = add_months(begun, -_QUARTER), add_months(begun, -2 * _QUARTER)
    one_day = timedelta(days=1)
    over = periods(first, begun - one_day, before, first - one_day)
    found = judge(await count_volumes(connection, [owner], over), over, policy)
    if not found.behind or found.realised_basis_points is None:
        return []
    facts: dict[str, str | int] = {
        "firstDay": first.isoformat(), "lastDay": over.last_day.isoformat(),
        "realisedBasisPoints": found.realised_basis_points, "targetBasisPoints": found.target_basis_points,
        "policyVersion": policy.version,
    }  # fmt: skip
    if found.cost_shift_cents is not None:
        facts["costShiftCents"] = found.cost_shift_cents
    return [
        Found(
            SignalKind.SUBSTITUTION_BEHIND, "R-A52", SignalSubject.MUNICIPALITY, owner, SignalSeverity.INFORMATION,
            facts=facts,
        )
    ]  # fmt: skip


__all__ = ["count_volumes", "find_signals"]
