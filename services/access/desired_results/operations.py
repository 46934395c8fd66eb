"""What can be done with a desired result: set, change and withdraw it; what outcomes found comes by its feed."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from services.access.cases import store as cases
from services.access.cases.rules import Case, check_reporter
from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.contract_terms import store as contract_terms
from services.access.desired_results import rules, store
from services.access.desired_results.rules import DesiredResult, DesiredResultNotFound
from services.access.desired_results.store import REGISTER
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.followers import Fact, NotYetKnown
from shared.kit.ownership import give_known
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.schemas import outcomes
from shared.schemas.common import Day
from shared.values import Derivation
from shared.values.arrangements import Scenario
from shared.values.care_courses import DesiredResultState, ResultSetter, ResultWithdrawalReason
from shared.values.client_results import ClientResultState
from shared.values.terms import Scope

_GIVEN = (
    "decision_id",
    "referral_id",
    "allocation_id",
    "text",
    "domain",
    "start_value",
    "target",
    "funding_share_basis_points",
)

PLAIN = Plain(
    one="desired_result",
    many="desired_results",
    dutch="gewenst resultaat",
    dutch_many="gewenste resultaten",
    model=schemas.DesiredResult,
    new=schemas.NewDesiredResult,
    change=schemas.DesiredResultChange,
    missing=DesiredResultNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_desired_result(ctx: Context, result_id: UUID) -> DesiredResult:
    """One result. Raises DesiredResultNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, result_id)


@operation
async def list_desired_results(
    ctx: Context,
    page: PageRequest,
    *,
    state: DesiredResultState | None = None,
    citizen_id: UUID | None = None,
    decision_id: UUID | None = None,
    referral_id: UUID | None = None,
    allocation_id: UUID | None = None,
    contract_id: UUID | None = None,
    provider: str | None = None,
    domain: str | None = None,
    term_from: Day | None = None,
    term_to: Day | None = None,
    reference: str | None = None,
) -> Slice[DesiredResult]:
    """A page of results; those that are set with a term up to today are due for evaluation (R-A34). Raises BsnRefused."""
    ctx.require(Scope.ACCESS_READ)
    for text in (domain, reference):
        refuse_bsn(text)
    async with ctx.read() as connection:
        return await store.list_results(
            connection, page, term_from, term_to, state=state, citizen_id=citizen_id, decision_id=decision_id,
            referral_id=referral_id, allocation_id=allocation_id, contract_id=contract_id, provider=provider, domain=domain,
            external_reference=reference,
        )  # fmt: skip


@operation
async def list_desired_results_by_decision(
    ctx: Context, decision_ids: list[UUID]
) -> Mapping[UUID, list[DesiredResult]]:
    """The results of many decisions at once, for a loader."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        found = await REGISTER.list_by(connection, "decision_id", decision_ids)
    grouped: dict[UUID, list[DesiredResult]] = {}
    for one in found:
        if one.decision_id is not None:
            grouped.setdefault(one.decision_id, []).append(one)
    return grouped


@operation
async def register_desired_result(ctx: Context, new: schemas.NewDesiredResult) -> DesiredResult:
    """Set a result of a decision, an accepted referral or an allocation without a decision (R-A33, R-A34).

    Those set it whom the contract's scenario names.
    The same client, reference and contents give the result that is there (Replayed). Raises DecisionNotFound,
    ReferralNotFound, ReferralNotAccepted, AllocationNotFound, CareUnderDecision, ReporterOnly, CitizenErased, DesiredResultRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    actor, aim = ctx.actor, rules.Aim(**new.model_dump())
    async with ctx.begin() as connection:
        case = await _case(ctx, connection, new)
        reference = new.external_reference
        known = await REGISTER.find_by_reference(connection, case.owner, actor.client_id, reference)
        scenario = await _scenario(connection, case.contract_id)
        if known is not None and reference is not None:
            given = {name: getattr(new, name) for name in _GIVEN}
            given |= {"set_by": [one for one in ResultSetter if one in new.set_by]}
            given |= {} if new.set_on is None else {"set_on": new.set_on}
            given |= {} if new.term is None else {"first_term": new.term}
            give_known(schemas.DesiredResult, known, reference, given)
        before = await store.list_results_of_case(connection, case)
        made, why = rules.set_result(case, scenario, before, aim, purchaser=actor.purchaser, today=ctx.today)
        await REGISTER.add(connection, made, actor.client_id)
        await logbook.record(ctx, connection, "desired-result-set", schemas.DesiredResult, made, why)
    return made


async def _case(ctx: Context, connection: Connection, of: schemas.NewDesiredResult | DesiredResult) -> Case:
    case = await cases.lock_case(connection, of.decision_id, of.referral_id, of.allocation_id)
    check_reporter(case.owner, case.provider, ctx.actor.organisations, purchaser=ctx.actor.purchaser)
    if ctx.actor.purchaser:
        await citizens.check_alive(connection, case.owner, case.citizen_id)
    return case


async def _scenario(connection: Connection, contract_id: UUID | None) -> Scenario | None:
    return None if contract_id is None else (await contract_terms.get_terms(connection, contract_id)).scenario


async def _locked(
    ctx: Context, connection: Connection, result_id: UUID
) -> tuple[DesiredResult, Case, Derivation]:
    """A result with its case and what explains it so far, under the lock of its case, in the version that was seen."""
    seen = await REGISTER.get(connection, result_id)
    case = await _case(ctx, connection, seen)
    known = await REGISTER.get(connection, result_id, lock=True)
    ctx.expect(known.version)
    told = await logbook.get_derivation(connection, result_id)
    return known, case, told[1] if told else Derivation()


@operation
async def change_desired_result(
    ctx: Context, result_id: UUID, change: schemas.DesiredResultChange
) -> DesiredResult:
    """Change the term, the target or the linked share of a result that is open, with the reason (R-A34).

    Raises DesiredResultNotFound, PreconditionFailed, ReporterOnly, CitizenErased, DesiredResultClosed, DesiredResultRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    given = change.model_fields_set
    async with ctx.begin() as connection:
        known, case, told = await _locked(ctx, connection, result_id)
        results = await store.list_results_of_case(connection, case)
        share = known.funding_share_basis_points
        changed, why = rules.change(
            known, case, [one for one in results if one.id != known.id],
            term=change.term or known.term,
            target=change.target if "target" in given else known.target,
            funding_share_basis_points=(
                change.funding_share_basis_points if "funding_share_basis_points" in given else share
            ),
            reason=change.reason, note=change.note, purchaser=ctx.actor.purchaser, today=ctx.today, told=told,
        )  # fmt: skip
        await REGISTER.save(connection, changed)
        await logbook.record(ctx, connection, "desired-result-changed", schemas.DesiredResult, changed, why)
    return changed


@operation
async def withdraw_desired_result(
    ctx: Context, result_id: UUID, why: schemas.DesiredResultWithdrawal
) -> DesiredResult:
    """Withdraw a result that is open, with the reason: it counts no longer.

    Raises DesiredResultNotFound, PreconditionFailed, ReporterOnly, CitizenErased, DesiredResultClosed, DesiredResultRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, _, told = await _locked(ctx, connection, result_id)
        gone, because = rules.withdraw(
            known, why.reason, why.note, purchaser=ctx.actor.purchaser, today=ctx.today, told=told
        )
        await REGISTER.save(connection, gone)
        await logbook.record(
            ctx, connection, "desired-result-withdrawn", schemas.DesiredResult, gone, because
        )
    return gone


@operation
async def apply_evaluation(ctx: Context, fact: Fact) -> None:
    """Take over what became of a result, as its evaluators judged it in outcomes (R-X08). Raises NotYetKnown.

    It is told on as a signal: no decision ends or is extended by it (R-A11, R-A34).
    """
    told = fact.told(outcomes.ClientResult)
    async with ctx.begin() as connection:
        if told.verdict is None:
            return
        try:
            known = await REGISTER.get(connection, told.desired_result_id, lock=True)
        except DesiredResultNotFound as missing:
            raise NotYetKnown(f"desired result {told.desired_result_id}") from missing
        found = rules.Evaluation(
            client_result_id=told.id,
            client_result_version=told.version,
            verdict=told.verdict,
            evaluators=told.evaluators,
            evaluated_on=told.evaluated_on or fact.day,
            disputed=told.state is ClientResultState.DISPUTED,
        )
        before = await logbook.get_derivation(connection, known.id)
        evaluated = rules.evaluate(known, found, before[1] if before else Derivation())
        if evaluated is None:
            return
        await REGISTER.save(connection, evaluated[0])
        await logbook.record(ctx, connection, "desired-result-evaluated", schemas.DesiredResult, *evaluated)


@operation
async def due_departed(ctx: Context) -> list[UUID]:
    """The open results of this owner whose citizen moved before the term (R-A56)."""
    async with ctx.read() as connection:
        return await store.list_departed(connection, await ctx.read_clock(connection))


@operation
async def withdraw_departed(ctx: Context, result_id: UUID) -> None:
    """Withdraw a result whose citizen moved before its term: it is not this municipality's to judge. Twice changes nothing."""
    async with ctx.begin() as connection:
        found = await store.lock_departed(connection, result_id, ctx.today)
        if found is None:
            connection.recorded = True
            return
        told = await logbook.get_derivation(connection, result_id)
        gone, why = rules.withdraw(
            found[0], ResultWithdrawalReason.MOVED, None, purchaser=True, today=ctx.today,
            told=told[1] if told else Derivation(),
        )  # fmt: skip
        await REGISTER.save(connection, gone)
        await logbook.record(ctx, connection, "desired-result-withdrawn", schemas.DesiredResult, gone, why)
