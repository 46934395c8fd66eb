"""What findings rest on, for many contracts at once: a constant number of statements; and the limits of purchasers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.outcomes.completeness import store as completeness
from services.outcomes.completeness.rules import Baseline, Registered
from services.outcomes.definitions import store as definitions
from services.outcomes.findings.rules import (
    Case,
    IndicatorPolicy,
    IndicatorPolicyNotFound,
    Limits,
    Observed,
    ResultCounts,
)
from services.outcomes.findings.store.measured import (
    list_mirrored,
    read_observed,
    read_parts,
    read_results,
    read_surveys,
)
from services.outcomes.indicators import store as indicators
from services.outcomes.indicators.rules import ContractCopy, Indicator
from services.outcomes.tables import indicator_policies, population_copies
from services.outcomes.verdicts import store as verdicts
from shared.kit.database import Connection
from shared.kit.registers import Register
from shared.kit.rows import list_rows_by
from shared.schemas import outcomes as schemas

POLICIES = Register(indicator_policies, IndicatorPolicy, schemas.IndicatorPolicy, IndicatorPolicyNotFound)


async def find_policies(connection: Connection, owners: Iterable[str]) -> dict[str, IndicatorPolicy]:
    """The policy of each purchaser that set one."""
    found = await POLICIES.list_by(connection, "owner", sorted(set(owners)))
    return {one.owner: one for one in found}


async def read_cases(
    connection: Connection, contracts: Sequence[ContractCopy], today: date, *, sees_all: bool
) -> list[Case]:
    """What is known of each contract, in their order; `sees_all` says that the reader sees every contract of the owner."""
    ids = [one.id for one in contracts]
    policies = await find_policies(connection, [one.owner for one in contracts])
    listed: dict[UUID, list[Indicator]] = defaultdict(list)
    for one in await indicators.list_indicators_of(connection, ids):
        listed[one.contract_id].append(one)
    known = await definitions.list_by_codes(
        connection, [one.code for found in listed.values() for one in found]
    )
    by_code = {(one.owner, one.code): one for one in known}
    bare = []
    for contract in contracts:
        policy = policies.get(contract.owner)
        found = listed[contract.id]
        bare.append(
            Case(
                contract=contract, indicators=found, today=today, sees_all=sees_all,
                limits=policy.limits if policy is not None else Limits(),
                definitions={
                    one.code: by_code[contract.owner, one.code]
                    for one in found
                    if (contract.owner, one.code) in by_code
                },
            )
        )  # fmt: skip
    return await _measured(connection, bare, today, sees_all=sees_all)


async def _measured(
    connection: Connection, cases: Sequence[Case], today: date, *, sees_all: bool
) -> list[Case]:
    """The same cases with what was measured, asked and judged."""
    ids = [case.contract.id for case in cases]
    of = [one.id for case in cases for one in case.indicators]
    asked = [(one.id, quarter) for case in cases for one in case.indicators for quarter in case.completed]
    last = {quarter for case in cases for quarter in case.completed[-case.limits.quarters_without_results :]}
    observed = await read_observed(connection, asked)
    quarters, parts = await read_parts(connection, of, sorted(last))
    by_contract: dict[UUID, dict[tuple[UUID, str], Observed]] = defaultdict(dict)
    contract_of = {one.id: case.contract.id for case in cases for one in case.indicators}
    for key, seen in observed.items():
        by_contract[contract_of[key[0]]][key] = seen
    baselines: dict[UUID, list[Baseline]] = defaultdict(list)
    for begun in await completeness.list_baselines(connection, of):
        baselines[contract_of[begun.indicator_id]].append(begun)
    registered: dict[UUID, list[Registered]] = defaultdict(list)
    for told in await completeness.list_registered(connection, of, sorted({quarter for _, quarter in asked})):
        registered[contract_of[told.indicator_id]].append(told)
    populations = await _populations(connection, cases)
    judged: dict[UUID, list[Any]] = defaultdict(list)
    for verdict in await verdicts.list_verdicts_by_contract(connection, ids):
        judged[verdict.contract_id].append(verdict)
    results = await read_results(connection, ids)
    surveys = await read_surveys(connection, ids)
    mirrored = await list_mirrored(connection, ids, today) if sees_all else set()
    found = []
    for case in cases:
        contract = case.contract
        areas, targeted = populations.get(contract.population_id, (None, False))
        found.append(
            replace(
                case,
                observed=by_contract[contract.id],
                registered=registered[contract.id],
                measured_quarters=quarters.get(contract.id, frozenset()),
                parts=parts.get(contract.id, 0),
                baselines=baselines[contract.id],
                areas=areas,
                targeted=targeted,
                verdicts=judged[contract.id],
                results=results.get(contract.id, ResultCounts(0, 0)),
                surveys=surveys.get(contract.id, []),
                peers=int(contract.id in mirrored) if sees_all else None,
            )
        )
    return found


async def _populations(
    connection: Connection, cases: Sequence[Case]
) -> dict[UUID | None, tuple[list[str] | None, bool]]:
    """The areas of each population, and whether it is a target group instead of all who live there."""
    wanted = sorted(
        {case.contract.population_id for case in cases if case.contract.population_id is not None}
    )
    rows = await list_rows_by(connection, population_copies, "id", wanted)
    return {row["id"]: (list(row["area_codes"]), row["targeted"]) for row in rows}
