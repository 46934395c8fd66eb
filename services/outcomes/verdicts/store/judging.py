"""The step that judges contract years anew within a transaction, and keeps each version of a verdict with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ARRAY, Integer, Text, Uuid, bindparam, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB, distinct_on
from sqlalchemy.sql.base import Executable

from services.outcomes.audits.rules import AuditStatement, finding, measured_since
from services.outcomes.indicators.rules import ContractCopy, Indicator
from services.outcomes.indicators.store import list_indicators_of
from services.outcomes.tables import (
    audit_statements,
    contract_copies,
    contract_verdicts,
    verdict_versions,
)
from services.outcomes.verdicts.rules import ContractVerdict, judge
from services.outcomes.verdicts.store.observing import Years, list_observations, list_parts
from shared.kit.database import Connection, among, statement
from shared.kit.rows import plain, read_all
from shared.values import Derivation, Period
from shared.values.measuring import AuditKind

_JUDGED = [
    "version",
    "verdict",
    "quarters",
    "years",
    "parts",
    "audit_statement_id",
    "audit_complete",
    "audit_gaps",
]
_JSON = ["quarters", "years", "parts", "audit_gaps"]


@statement
def _audits() -> Executable:
    columns = audit_statements.c
    query = select(audit_statements).ext(distinct_on(columns.contract_id, columns.year))
    query = query.where(
        among(columns.contract_id, "contracts"),
        columns.kind == literal(AuditKind.RESULT_AGREEMENTS.value, Text),
    )
    return query.order_by(columns.contract_id, columns.year, columns.id.desc())


@statement
def _known() -> Executable:
    columns = contract_verdicts.c
    query = select(contract_verdicts).where(among(columns.contract_id, "contracts"))
    return query.order_by(columns.id).with_for_update()


async def judge_years(
    connection: Connection, contracts: Sequence[ContractCopy], years: Years, client_id: str
) -> list[ContractVerdict]:
    """Judge contract years anew and keep a new version of each verdict that changed; returns those (R-O05, R-S03).

    The caller holds the contracts' locks. Years in which a contract is not in force have no verdict: a baseline is of such
    a year. Seven statements, however many measurements, indicators and years there are; one more for indicators per provider.
    """
    by_id = {contract.id: contract for contract in contracts}
    asked = sorted(
        (contract_id, year)
        for contract_id, year in set(years)
        if Period.year(year).overlaps(by_id[contract_id].period)
    )
    ids = sorted(by_id)
    known = read_all(await connection.fetch(_known(), contracts=ids), ContractVerdict)
    audits = read_all(await connection.fetch(_audits(), contracts=ids), AuditStatement)
    indicators = await list_indicators_of(connection, ids)
    observed = await list_observations(connection, indicators, asked)
    parts = await list_parts(connection, indicators, asked)
    by_contract: dict[UUID, list[Indicator]] = {}
    for indicator in indicators:
        by_contract.setdefault(indicator.contract_id, []).append(indicator)
    known_by = {(one.contract_id, one.year): one for one in known}
    audit_by = {
        (one.contract_id, one.year): finding(
            one, measured_since(one, by_contract.get(one.contract_id, []), observed, parts)
        )
        for one in audits
    }
    changed: list[tuple[ContractVerdict, Derivation]] = []
    for contract_id, year in asked:
        before, audit = known_by.get((contract_id, year)), audit_by.get((contract_id, year))
        verdict, why = judge(
            by_id[contract_id], year, by_contract.get(contract_id, []), observed, audit, before, parts
        )
        if verdict is not before:
            changed.append((verdict, why))
    await _save(connection, changed, client_id)
    return [verdict for verdict, _ in changed]


async def list_judged_years(connection: Connection, contract_id: UUID) -> list[tuple[UUID, int]]:
    """The years of a contract on which there is a verdict."""
    rows = await connection.fetch(_known(), contracts=[contract_id])
    return [(row["contract_id"], row["year"]) for row in rows]


def _lines(*names: str) -> Any:
    columns = contract_verdicts.c
    arrays = [bindparam(name, type_=ARRAY(Text if name in _JSON else columns[name].type)) for name in names]
    return func.unnest(*arrays).table_valued(*names, name="lines").render_derived()


def _values(lines: Any, names: Sequence[str]) -> list[Any]:
    return [lines.c[name].cast(JSONB) if name in _JSON else lines.c[name] for name in names]


@statement
def _add() -> Executable:
    names = ["id", "contract_id", "year", *_JUDGED]
    lines = _lines(*names)
    copies = contract_copies.c
    chosen = select(
        copies.owner, copies.parties, bindparam("client_id", type_=Text), *_values(lines, names)
    ).select_from(lines.join(contract_copies, copies.id == lines.c.contract_id))
    columns = ["owner", "parties", "client_id", *names]
    return contract_verdicts.insert().from_select(columns, chosen, include_defaults=False).inline()


@statement
def _change() -> Executable:
    names = ["id", *_JUDGED]
    lines = _lines(*names)
    update = contract_verdicts.update().where(contract_verdicts.c.id == lines.c.id)
    return update.values(dict(zip(_JUDGED, _values(lines, _JUDGED), strict=True)))


@statement
def _keep() -> Executable:
    names = ["id", "version"]
    lines = (
        func.unnest(
            bindparam("id", type_=ARRAY(Uuid)), bindparam("version", type_=ARRAY(Integer)),
            bindparam("content", type_=ARRAY(Text)), bindparam("derivation", type_=ARRAY(Text)),
        ).table_valued(*names, "content", "derivation", name="lines").render_derived()
    )  # fmt: skip
    verdicts = contract_verdicts.c
    chosen = select(
        verdicts.owner, verdicts.parties, lines.c.id, lines.c.version,
        lines.c.content.cast(JSONB), lines.c.derivation.cast(JSONB),
    ).select_from(lines.join(contract_verdicts, verdicts.id == lines.c.id))  # fmt: skip
    columns = ["owner", "parties", *names, "content", "derivation"]
    return verdict_versions.insert().from_select(columns, chosen, include_defaults=False).inline()


async def _save(
    connection: Connection, changed: Sequence[tuple[ContractVerdict, Derivation]], client_id: str
) -> None:
    """New verdicts, new versions of known ones, and each version with its explanation: three statements at most."""
    new = [verdict for verdict, _ in changed if verdict.version == 1]
    renewed = [verdict for verdict, _ in changed if verdict.version > 1]
    if new:
        keys = {name: [getattr(one, name) for one in new] for name in ("id", "contract_id", "year")}
        await connection.execute(_add(), **keys, **_columns(new), client_id=client_id)
    if renewed:
        await connection.execute(_change(), id=[one.id for one in renewed], **_columns(renewed))
    if changed:
        await connection.execute(
            _keep(),
            id=[verdict.id for verdict, _ in changed],
            version=[verdict.version for verdict, _ in changed],
            content=[_json(plain(verdict)) for verdict, _ in changed],
            derivation=[_json(why.to_json()) for _, why in changed],
        )


def _columns(verdicts: Sequence[ContractVerdict]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [getattr(one, name) for one in verdicts] for name in _JUDGED}
    return columns | {name: [_json(plain(value)) for value in columns[name]] for name in _JSON}


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
