"""Steps, counts, profiles and spreads, aggregated by the database over what counts (R-O02, R-O04, R-O33, formulas § 11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CTE,
    ColumnElement,
    Date,
    Float,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by, distinct_on
from sqlalchemy.sql.base import Executable

from services.outcomes.assessments.rules import FIRSTS, Asked, ClientTally, DomainTally, LevelTally, Spread
from services.outcomes.tables import assessments, cases
from shared.kit.database import Connection, Reach, statement
from shared.kit.rows import read_all, visible
from shared.values.flowing import CaseKind
from shared.values.self_sufficiency import AssessmentMoment, ProfileGrouping, Rater, StepBasis

_FIRST = literal_column("1", Integer)
_GROUPS = {
    ProfileGrouping.AREA: assessments.c.area_code,
    ProfileGrouping.TARGET_GROUP: assessments.c.product_category,
    ProfileGrouping.CONTRACT: cast(assessments.c.contract_id, Text),
}


def _base(reach: Reach, *, contract: bool) -> Select[Any]:
    """Each score that counts, by one kind of rater in one edition, up to and including a day."""
    columns = assessments.c
    scored = (
        func.jsonb_to_recordset(columns.scores)
        .table_valued(column("domain", Text), column("score", Integer))
        .render_derived(name="scored", with_types=True)
    )
    query = (
        select(assessments, scored.c.domain, scored.c.score)
        .select_from(assessments.join(scored, true()))
        .where(
            columns.counts,
            columns.rater == bindparam("of_rater", type_=Text),
            columns.edition == bindparam("of_edition", type_=Text),
            columns.taken_on <= bindparam("until", type_=Date),
            visible(assessments, purchaser=reach),
        )
    )
    return query.where(columns.contract_id == bindparam("of_contract", type_=Uuid)) if contract else query


def _is_first(moment: ColumnElement[str]) -> ColumnElement[bool]:
    return or_(*(moment == literal_column(f"'{one.value}'", Text) for one in FIRSTS))


def _is_closing(moment: ColumnElement[str]) -> ColumnElement[bool]:
    return moment == literal_column(f"'{AssessmentMoment.CLOSING.value}'", Text)


def _end(
    value: ColumnElement[Any], scores: Any, where: ColumnElement[bool], *, last: bool
) -> ColumnElement[Any]:
    """The value of the earliest or the latest row of a group that fits."""
    order = (
        (scores.c.taken_on.desc(), scores.c.id.desc())
        if last
        else (scores.c.taken_on.asc(), scores.c.id.asc())
    )
    ordered = func.array_agg(aggregate_order_by(value, *order), type_=ARRAY(value.type)).filter(where)
    return ordered[_FIRST]


def _care(reach: Reach) -> CTE:
    """The care of each client of a contract that started last, under its decision or referral, with the day it ended."""
    columns = cases.c
    grant = func.coalesce(columns.decision_id, columns.referral_id, columns.id)
    query = (
        select(grant.label("case_id"), columns.ended_on, columns.paused)
        .ext(distinct_on(grant))
        .where(
            columns.kind == literal_column(f"'{CaseKind.CARE.value}'", Text),
            ~columns.withdrawn,
            columns.started_on.isnot(None),
            columns.contract_id == bindparam("of_contract", type_=Uuid),
            visible(cases, purchaser=reach),
        )
        .order_by(grant, columns.started_on.desc(), columns.id.desc())
    )
    return query.cte("care")


def _blind(care: CTE, scores: CTE, *, within: bool) -> Select[Any]:
    """The clients whose care ended without a closing score: nothing of theirs counts for a bonus (R-O03)."""
    closed = exists().where(scores.c.case_id == care.c.case_id, _is_closing(scores.c.moment))
    query = select(care.c.case_id).where(
        ~care.c.paused, care.c.ended_on < bindparam("over_before", type_=Date), ~closed
    )
    return query.where(care.c.ended_on >= bindparam("start", type_=Date)) if within else query


def _pairs(scores: CTE, care: CTE, basis: StepBasis) -> CTE:
    """Of each client and domain the first and the last score (G-51), of different assessments."""
    row = scores.c
    within = row.taken_on >= bindparam("start", type_=Date)
    is_first, is_last = within, within
    if basis is StepBasis.INTAKE_TO_CLOSING:
        is_first, is_last = _is_first(row.moment), and_(within, _is_closing(row.moment))
    found = {}
    for name, where, last in (("first", is_first, False), ("last", is_last, True)):
        for what in (row.score, row.id, row.taken_on):
            found[f"{name}_{what.name}"] = _end(what, scores, where, last=last).label(f"{name}_{what.name}")
    ends = (
        select(row.case_id, row.domain, *found.values()).group_by(row.case_id, row.domain).subquery("ends").c
    )
    query = select(ends.case_id, ends.domain, ends.first_score, ends.last_score).where(
        ends.first_id != ends.last_id,
        ends.first_taken_on <= ends.last_taken_on,
        ends.case_id.not_in(_blind(care, scores, within=False)),
    )
    return query.cte("pairs")


def _in(where: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(where)


@statement
def _domains(reach: Reach, basis: StepBasis) -> Executable:
    scores, care = _base(reach, contract=True).cte("scores"), _care(reach)
    pairs = _pairs(scores, care, basis).c
    change = pairs.last_score - pairs.first_score
    zero = literal_column("0", Integer)
    return (
        select(
            pairs.domain,
            _in(change > zero).label("up"),
            _in(change == zero).label("equal"),
            _in(change < zero).label("down"),
            func.sum(pairs.first_score).label("sum_first"),
            func.sum(pairs.last_score).label("sum_last"),
            func.sum(change * change).label("sum_of_squares"),
        )
        .group_by(pairs.domain)
        .order_by(pairs.domain)
    )


@statement
def _clients(reach: Reach, basis: StepBasis) -> Executable:
    scores, care = _base(reach, contract=True).cte("scores"), _care(reach)
    found = _pairs(scores, care, basis)
    pairs, zero = found.c, literal_column("0", Integer)
    known = (
        func.unnest(bindparam("named", type_=ARRAY(Text)), bindparam("thresholds", type_=ARRAY(Float)))
        .table_valued("domain", "threshold", name="known")
        .render_derived()
    )
    change = pairs.last_score - pairs.first_score
    rose = change >= bindparam("minimum", type_=Integer)
    per_client = (
        select(
            func.sum(change).label("change"),
            func.bool_or(rose).label("rose"),
            func.bool_or(and_(rose, change > known.c.threshold)).label("surely"),
        )
        .select_from(found.outerjoin(known, known.c.domain == pairs.domain))
        .group_by(pairs.case_id)
        .subquery("per_client")
    ).c
    blind = select(func.count()).select_from(_blind(care, scores, within=True).subquery("blind"))
    return select(
        _in(per_client.change > zero).label("up"),
        _in(per_client.change == zero).label("equal"),
        _in(per_client.change < zero).label("down"),
        _in(per_client.rose).label("risen"),
        _in(per_client.surely).label("distinguishable"),
        blind.scalar_subquery().label("closed_without_closing"),
    )


async def tally(
    connection: Connection,
    contract_id: UUID,
    asked: Asked,
    thresholds: Mapping[str, float],
    over_before: date,
) -> tuple[ClientTally, list[DomainTally]]:
    """How the clients of a contract went, in two statements however many they are; who ended unseen is left out (R-O03)."""
    given: dict[str, Any] = {
        "of_contract": contract_id, "of_rater": asked.rater.value, "of_edition": asked.edition, "start": asked.start,
        "until": asked.until, "over_before": over_before, "organisations": connection.organisations,
    }  # fmt: skip
    clients = await connection.fetch(
        _clients(connection.reach, asked.basis), **given,
        minimum=asked.minimum, named=list(thresholds), thresholds=list(thresholds.values()),
    )  # fmt: skip
    domains = await connection.fetch(_domains(connection.reach, asked.basis), **given)
    return read_all(clients, ClientTally)[0], read_all(domains, DomainTally)


@statement
def _levels(reach: Reach, grouping: ProfileGrouping, contract: bool) -> Executable:
    """By group, domain and newest score: how many persons, and what they scored first."""
    columns = assessments.c
    query = _base(reach, contract=contract).where(columns.taken_on >= bindparam("start", type_=Date))
    person = func.coalesce(columns.citizen_id, columns.case_id).label("person")
    group = func.coalesce(_GROUPS[grouping], literal_column("''", Text)).label("of_group")
    scores = query.add_columns(person, group).cte("scores")
    row, always = scores.c, true()
    ends = (
        select(
            row.domain,
            _end(row.of_group, scores, always, last=True).label("of_group"),
            _end(row.score, scores, always, last=False).label("first"),
            _end(row.score, scores, always, last=True).label("score"),
        )
        .group_by(row.person, row.domain)
        .subquery("ends")
    ).c
    return select(
        ends.of_group.label("group"),
        ends.domain,
        ends.score,
        func.count().label("persons"),
        func.sum(ends.first).label("sum_first"),
    ).group_by(ends.of_group, ends.domain, ends.score)


async def tally_levels(
    connection: Connection, grouping: ProfileGrouping, asked: Asked, contract_id: UUID | None
) -> list[LevelTally]:
    """The newest score of each person in a period, counted by group, domain and level."""
    named = {} if contract_id is None else {"of_contract": contract_id}
    rows = await connection.fetch(
        _levels(connection.reach, grouping, bool(named)),
        of_rater=asked.rater.value, of_edition=asked.edition, start=asked.start, until=asked.until,
        organisations=connection.organisations, **named,
    )  # fmt: skip
    return read_all(rows, LevelTally)


@statement
def _spreads(reach: Reach) -> Executable:
    """The spread of first scores by domain, and under no domain that of the means of who was scored on enough."""
    scores = _base(reach, contract=False).cte("scores")
    row = scores.c
    first = (
        select(row.case_id, row.domain, _end(row.score, scores, true(), last=False).label("score"))
        .group_by(row.case_id, row.domain)
        .cte("first")
    )
    means = (
        select(func.avg(first.c.score).label("mean"))
        .group_by(first.c.case_id)
        .having(func.count() >= bindparam("enough", type_=Integer))
        .subquery("means")
    )
    clients = select(func.count(func.distinct(first.c.case_id))).scalar_subquery()
    whole = select(
        literal_column("null", Text).label("domain"),
        clients.label("clients"),
        case((func.count(means.c.mean) > literal_column("1"), func.stddev_samp(means.c.mean))).label(
            "deviation"
        ),
    ).select_from(means)
    each = select(
        first.c.domain, func.count().label("clients"), func.stddev_samp(first.c.score).label("deviation")
    )
    return each.group_by(first.c.domain).union_all(whole)


async def list_spreads(
    connection: Connection, edition: str, rater: Rater, until: date, enough: int
) -> list[Spread]:
    """How first scores spread so far, by domain and (without a domain) as means over at least `enough` domains."""
    rows = await connection.fetch(
        _spreads(connection.reach),
        of_edition=edition, of_rater=rater.value, until=until, enough=enough, organisations=connection.organisations,
    )  # fmt: skip
    return read_all(rows, Spread)
