"""One statement counts all clients of a comparison, or of a fit: per unit and mix, with a frozen model's expected numbers."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Double,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.sql.base import Executable

from services.outcomes.comparisons.rules.fitting import UNKNOWN, Pattern
from services.outcomes.comparisons.rules.models import Fit
from services.outcomes.comparisons.rules.records import Asked
from services.outcomes.comparisons.rules.tallying import Counted
from services.outcomes.comparisons.rules.units import Sums
from services.outcomes.tables import client_outcomes
from shared.kit.database import Connection, Row, among, statement
from shared.values.comparing import (
    AgeBand,
    ComparedUnit,
    ComparisonMethod,
    Covariate,
    EarlierSupport,
    Household,
    OutcomeKind,
    Sex,
)

_KEYS = {
    ComparedUnit.PROVIDER: ("provider",),
    ComparedUnit.AREA: ("area",),
    ComparedUnit.TEAM: ("provider", "team"),
}
_COLUMN = {
    Covariate.AGE_BAND: "age_band",
    Covariate.SEX: "sex",
    Covariate.SES_QUINTILE: "ses_quintile",
    Covariate.SES_SCORE: "ses_score",
    Covariate.HOUSEHOLD: "household",
    Covariate.SEVERITY: "severity",
    Covariate.EARLIER_SUPPORT: "earlier_support",
}
_FIVE = (1, 2, 3, 4, 5)
# The levels that the table's checks let through; else a factor is not known.
_LEVELS: dict[Covariate, tuple[str | int, ...]] = {
    Covariate.AGE_BAND: tuple(one.value for one in AgeBand),
    Covariate.SEX: tuple(one.value for one in Sex),
    Covariate.SES_QUINTILE: _FIVE,
    Covariate.HOUSEHOLD: tuple(one.value for one in Household),
    Covariate.SEVERITY: _FIVE,
    Covariate.EARLIER_SUPPORT: tuple(one.value for one in EarlierSupport),
}
_UNKNOWN_LEVEL = "_unknown"


def _within(start: str, end: str) -> ColumnElement[bool]:
    quarter = client_outcomes.c.quarter
    return and_(quarter >= bindparam(start, type_=Text), quarter <= bindparam(end, type_=Text))


def _of(*periods: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    columns = client_outcomes.c
    return [
        among(columns.owner, "owners"),
        columns.indicator == bindparam("indicator_", type_=Text),
        columns.kind == bindparam("kind_", type_=Text),
        ~columns.superseded,
        or_(*periods),
    ]


def _sums(kind: OutcomeKind, period: ColumnElement[bool] | None, prefix: str) -> list[ColumnElement[Any]]:
    """How many clients and the sum of their outcomes, of scores also of the squares, of counts the exposure; of one period."""
    columns = client_outcomes.c
    found: dict[str, Any] = {"size": func.count(), "observed": func.sum(columns.amount)}
    if kind is OutcomeKind.SCORE:
        found["squares"] = func.sum(columns.amount * columns.amount)
    if kind is OutcomeKind.COUNT:
        found["exposure"] = func.sum(columns.exposed)
    return [
        (one if period is None else one.filter(period)).label(f"{prefix}{name}")
        for name, one in found.items()
    ]


@statement
def _cells(unit: ComparedUnit, kind: OutcomeKind, reference: bool, *covariates: Covariate) -> Executable:
    """Per unit and stratum what the period brought, and beside it what the reference period did."""
    columns = client_outcomes.c
    keys = [columns[name] for name in (*_KEYS[unit], *(_COLUMN[one] for one in covariates))]
    period = _within("quarter_from", "quarter_to")
    if not reference:
        return select(*keys, *_sums(kind, None, "")).where(*_of(period)).group_by(*keys)
    before = _within("reference_from", "reference_to")
    sums = [*_sums(kind, period, ""), *_sums(kind, before, "reference_")]
    return select(*keys, *sums).where(*_of(period, before)).group_by(*keys)


def _log_odds(covariates: Sequence[Covariate]) -> ColumnElement[Any]:
    """A client's log odds by a frozen model; NULL for a level that the model never saw, and for a number not known.

    A CASE per factor: joining the coefficients, or counting alike clients first, is three times as slow on a million rows.
    """
    total: ColumnElement[Any] = bindparam("intercept", type_=Double)
    for one in covariates:
        name = _COLUMN[one]
        column = client_outcomes.c[name]
        if one is Covariate.SES_SCORE:
            total = total + bindparam(f"{name}_slope", type_=Double) * cast(column, Double)
            continue
        known = {
            level: bindparam(f"{name}_{place}", type_=Double) for place, level in enumerate(_LEVELS[one])
        }
        total = total + case(known, value=column, else_=bindparam(f"{name}{_UNKNOWN_LEVEL}", type_=Double))
    return total


@statement
def _modelled(
    unit: ComparedUnit, strange: bool, told: tuple[Covariate, ...], *covariates: Covariate
) -> Executable:
    """Per unit what the period brought and what a frozen model expected of it: the sum of its clients' chances.

    `told` are the covariates that must be known of a client; `strange` says that the model never saw some level, so that
    the log odds themselves must be looked at: counted apart, for else they are computed at each place that names them.
    """
    columns: Any = client_outcomes.c
    names, log_odds = [columns[name] for name in _KEYS[unit]], _log_odds(covariates)
    source: list[Any] = _of(_within("quarter_from", "quarter_to"))
    known: ColumnElement[bool] = and_(true(), *(columns[_COLUMN[one]].isnot(None) for one in told))
    if strange:
        clients = select(*names, columns.amount, log_odds.label("log_odds")).where(*source)
        columns = clients.offset(literal_column("0")).subquery("clients").c
        names, log_odds, source = [columns[name] for name in _KEYS[unit]], columns.log_odds, []
        known = columns.log_odds.isnot(None)
    one = literal(1.0, Double)
    sums = {
        "size": func.count(),
        "observed": func.sum(columns.amount),
        "expected": func.sum(one / (one + func.exp(-log_odds))),
    }
    counted = [each.filter(known) if strange or told else each for each in sums.values()]
    left_out = func.count().filter(~known) if strange or told else literal_column("0")
    return (
        select(
            *names,
            *(each.label(name) for name, each in zip(sums, counted, strict=True)),
            left_out.label("left_out"),
        )
        .where(*source)
        .group_by(*names)
    )


def _shape(fit: Fit, covariates: Sequence[Covariate]) -> tuple[bool, tuple[Covariate, ...]]:
    """Whether the model never saw some level, and of which covariates it asks that they are known."""
    values = _terms(fit, covariates)
    unseen = any(value is None for name, value in values.items() if not name.endswith(_UNKNOWN_LEVEL))
    told = (one for one in covariates if values.get(f"{_COLUMN[one]}{_UNKNOWN_LEVEL}") is None)
    return unseen, tuple(told)


def _terms(fit: Fit, covariates: Sequence[Covariate]) -> dict[str, Any]:
    """A frozen model as the parameters of the statement; None for a level that it never saw."""
    values: dict[str, Any] = {"intercept": fit.intercept}
    for one in covariates:
        name = _COLUMN[one]
        terms = {term.level: term.coefficient for term in fit.terms if term.covariate == one}
        if one is Covariate.SES_SCORE:
            values[f"{name}_slope"] = terms[None]
            continue
        terms[fit.references[one]] = 0.0
        values |= {f"{name}_{place}": terms.get(str(level)) for place, level in enumerate(_LEVELS[one])}
        values[f"{name}{_UNKNOWN_LEVEL}"] = terms.get(UNKNOWN)
    return values


async def count(connection: Connection, asked: Asked, fit: Fit | None) -> list[Counted]:
    """Every unit of a comparison, counted in one statement; a unit without a name are the clients that belong to none."""
    given: dict[str, Any] = {
        "owners": [asked.owner], "indicator_": asked.indicator, "kind_": asked.kind,
        "quarter_from": asked.quarter_from, "quarter_to": asked.quarter_to,
    }  # fmt: skip
    covariates = sorted(asked.covariates)
    if fit is not None:
        query = _modelled(asked.unit, *_shape(fit, covariates), *covariates)
        rows = await connection.fetch(query, **given, **_terms(fit, covariates))
        return [_counted(row, asked.unit, ()) for row in rows]
    standardised = asked.method is not ComparisonMethod.NONE
    if standardised:
        given |= {"reference_from": asked.reference_from, "reference_to": asked.reference_to}
    rows = await connection.fetch(
        _cells(asked.unit, asked.kind, standardised, *(covariates if standardised else ())), **given
    )
    names = [_COLUMN[one] for one in covariates] if standardised else []
    # Strata times units are many rows: others are served between them.
    return await to_thread(lambda: [_counted(row, asked.unit, names) for row in rows])


def _counted(row: Row, unit: ComparedUnit, names: Sequence[str]) -> Counted:
    """One row of the statement."""
    return Counted(
        unit=row[_KEYS[unit][-1]],
        provider=row.get("provider"),
        stratum="|".join([UNKNOWN if row[name] is None else str(row[name]) for name in names]),
        period=_cell(row, ""),
        reference=None if row.get("reference_size") is None else _cell(row, "reference_"),
        expected=row.get("expected"),
        left_out=int(row.get("left_out") or 0),
    )


def _cell(row: Row, prefix: str) -> Sums:
    """The sums of one period; what a kind of outcome does not ask was not added up."""
    size, observed = row[f"{prefix}size"] or 0, row[f"{prefix}observed"] or 0.0
    squares = row.get(f"{prefix}squares") or 0.0
    return Sums(size, observed, squares, row.get(f"{prefix}exposure") or 0.0)


@statement
def _patterns(*covariates: Covariate) -> Executable:
    columns = client_outcomes.c
    keys = [columns[_COLUMN[one]] for one in covariates]
    sums = [func.count().label("size"), func.sum(columns.amount).label("events")]
    return select(*keys, *sums).where(*_of(_within("quarter_from", "quarter_to"))).group_by(*keys)


async def list_patterns(
    connection: Connection,
    owner: str,
    indicator: str,
    kind: str,
    period: tuple[str, str],
    covariates: Sequence[Covariate],
) -> list[Pattern]:
    """The clients of a reference period, those who are alike counted together, in one statement."""
    rows = await connection.fetch(
        _patterns(*covariates), owners=[owner], indicator_=indicator, kind_=kind,
        quarter_from=period[0], quarter_to=period[1],
    )  # fmt: skip
    return [
        Pattern(
            tuple(_value(row[_COLUMN[one]], one) for one in covariates),
            int(row["size"]),
            round(row["events"]),
        )
        for row in rows
    ]


def _value(value: Any, covariate: Covariate) -> str | float | None:
    if value is None:
        return None
    return float(value) if covariate is Covariate.SES_SCORE else str(value)
