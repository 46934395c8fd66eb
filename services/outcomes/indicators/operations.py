"""What happens to indicators: they follow the contracts, and are read."""

from __future__ import annotations

from uuid import UUID

from services.outcomes.definitions import store as definitions
from services.outcomes.indicators import rules, store
from services.outcomes.indicators.rules import (
    Compensation,
    ContractCopy,
    ContractIndicators,
    Indicator,
    Suspension,
)
from services.outcomes.population_costs import store as populations
from services.outcomes.verdicts import store as verdicts
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.followers import Fact
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as sent
from shared.schemas import outcomes as schemas
from shared.values.agreements import FundingForm
from shared.values.terms import MemberRole, Scope


@operation
async def get_indicator(ctx: Context, indicator_id: UUID) -> Indicator:
    """One indicator with its norms. Raises IndicatorNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.get_indicator(connection, indicator_id)


@operation
async def list_indicators(
    ctx: Context, page: PageRequest, contract_id: UUID | None = None
) -> Slice[Indicator]:
    """A page of indicators, of one contract when asked."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.list_indicators(connection, page, contract_id)


@operation
async def list_indicators_by_id(ctx: Context, ids: list[UUID]) -> dict[UUID, Indicator]:
    """Many indicators at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return {one.id: one for one in await store.list_indicators_by_id(connection, ids)}


@operation
async def list_indicators_by_contract(ctx: Context, contracts: list[UUID]) -> dict[UUID, list[Indicator]]:
    """The indicators of many contracts at once, for a loader."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        found = await store.list_indicators_of(connection, contracts)
    grouped: dict[UUID, list[Indicator]] = {}
    for indicator in found:
        grouped.setdefault(indicator.contract_id, []).append(indicator)
    return grouped


@operation
async def apply_contract(ctx: Context, fact: Fact) -> None:
    """Take over a version of a contract: define its indicators with their norms by period (R-X09, R-O21).

    Records one fact, `indicators-defined` at first and `indicators-changed` later, with all indicators of that contract
    version. Years that were judged under an older version are judged anew. An older version than the known is ignored.
    """
    contract, agreements = _read(fact)
    client_id = ctx.actor.client_id
    async with ctx.begin() as connection:
        before = await store.find_contract(connection, contract.id)
        if before is not None and before.version >= contract.version:
            return
        contract = rules.carried(contract, before, fact.day)
        known = await store.list_indicators_of(connection, [contract.id])
        defined = rules.define(contract, agreements, known)
        await store.save_contract(connection, contract, client_id)
        await populations.share_population(connection, contract.population_id, contract.parties)
        await store.save_indicators(connection, contract, defined, client_id)
        codes = [one.code for one in defined]
        await definitions.share_definitions(connection, contract.owner, codes, contract.parties)
        if before is not None:
            years = await verdicts.list_judged_years(connection, contract.id)
            await verdicts.judge_years(connection, [contract], years, client_id)
        subject = ContractIndicators(
            contract.id, contract.version, contract.owner, None, contract.parties, defined
        )
        what = "indicators-defined" if before is None else "indicators-changed"
        await logbook.record(ctx, connection, what, schemas.ContractIndicators, subject)


def _read(fact: Fact) -> tuple[ContractCopy, list[rules.Agreement]]:
    told = fact.told(sent.Contract)
    if told.start_date is None:
        raise ValueError("an active contract has a first day")
    members = sorted(member.oin for member in told.members)
    main = {one.oin for one in told.members if one.role is MemberRole.MAIN}
    leads = sorted(main | {one for one in members if one == told.payee})
    auditor = [told.auditor] if told.auditor else []
    arrangement, rest = told.arrangement, told.suspension
    contract = ContractCopy(
        id=told.id, version=told.version, owner=fact.owner, external_reference=told.external_reference,
        parties=sorted({*told.parties, *members, *auditor}), number=told.number, members=members, auditor=told.auditor,
        waiting_norm_days=told.waiting_norm_days, start_date=told.start_date, end_date=told.end_date,
        legal_form=told.legal_form, forms=[FundingForm(one.form) for one in told.funding_agreements],
        population_id=told.population_id, product_codes=told.product_codes,
        scenario=arrangement.scenario if arrangement else None, evaluators=arrangement.evaluators if arrangement else [],
        suspensions=[Suspension(rest.valid_from, rest.valid_until)] if rest else [],
        compensations=[
            Compensation(one.missed_number, one.compensating_number, one.year, fact.day) for one in told.compensations
        ],
        leads=leads,
    )  # fmt: skip
    names = rules.Agreement.__slots__
    agreements = [rules.Agreement(**{name: getattr(one, name) for name in names}) for one in told.agreements]
    return contract, agreements
