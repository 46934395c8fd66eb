"""What can be done with transition cohorts: prepare them, read the transfer list, carry them out in one act."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from services.access.allocations import store as allocations
from services.access.citizens.store.erasing import lock_citizens
from services.access.contract_terms import store as contract_terms
from services.access.contract_terms.rules import ContractNotFound
from services.access.requests.rules import check_purchaser
from services.access.transition_cohorts import rules, store
from services.access.transition_cohorts.rules import TransitionCohort, TransitionCohortNotFound
from services.access.transition_cohorts.store import REGISTER
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.followers import Fact, NotYetKnown
from shared.kit.ownership import give_known
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.schemas import contracts
from shared.values import Derivation, new_id
from shared.values.allocating import CohortState
from shared.values.terms import Scope

_GIVEN = ("from_contract_id", "to_contract_id", "end_date", "change_reason")

PLAIN = Plain(
    one="transition_cohort",
    many="transition_cohorts",
    dutch="overgang van cliënten",
    dutch_many="overgangen van cliënten",
    model=schemas.TransitionCohort,
    new=schemas.NewTransitionCohort,
    missing=TransitionCohortNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_transition_cohort(ctx: Context, cohort_id: UUID) -> TransitionCohort:
    """One cohort. Raises TransitionCohortNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, cohort_id)


@operation
async def list_transition_cohorts(
    ctx: Context,
    page: PageRequest,
    *,
    from_contract_id: UUID | None = None,
    to_contract_id: UUID | None = None,
    state: CohortState | None = None,
    reference: str | None = None,
) -> Slice[TransitionCohort]:
    """A page of cohorts."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, from_contract_id=from_contract_id, to_contract_id=to_contract_id, state=state,
            external_reference=reference,
        )  # fmt: skip


@operation
async def get_transfer_list(ctx: Context, cohort_id: UUID) -> schemas.TransferList:
    """Who goes over, or went over, one line for each allocation. Raises TransitionCohortNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        cohort = await REGISTER.get(connection, cohort_id)
        if cohort.state is CohortState.CARRIED_OUT:
            found = await store.list_of_cohort(connection, cohort.owner, cohort.id)
        else:
            found = await store.list_going(connection, cohort.owner, cohort.from_contract_id, cohort.last_day)
    lines = rules.transfer_list(cohort, found)
    names = schemas.TransferLine.model_fields
    return schemas.TransferList(
        cohort_id=cohort.id,
        clients=len({one.citizen_id for one in lines}),
        lines=[schemas.TransferLine(**{name: getattr(one, name) for name in names}) for one in lines],
    )


@operation
async def register_transition_cohort(ctx: Context, new: schemas.NewTransitionCohort) -> TransitionCohort:
    """Prepare the move of who is in care on a day from one contract to another (R-C60).

    The same client, reference and contents give the cohort that is there (Replayed). Raises ContractNotFound, PurchaserOnly,
    TransitionRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        old = await contract_terms.get_terms(connection, new.from_contract_id)
        check_purchaser(ctx.actor.organisations, old.owner, purchaser=ctx.actor.purchaser)
        known = await REGISTER.find_by_reference(
            connection, old.owner, ctx.actor.client_id, new.external_reference
        )
        if known is not None and new.external_reference is not None:
            given = {name: getattr(new, name) for name in _GIVEN}
            give_known(schemas.TransitionCohort, known, new.external_reference, given)
        moves = [rules.ProviderMove(**one.model_dump()) for one in new.providers]
        made, why = rules.prepare(
            old,
            await contract_terms.get_terms(connection, new.to_contract_id),
            await store.list_going(connection, old.owner, old.id, new.last_day or old.end_date),
            cohort_id=new_id(), last_day=new.last_day, end_date=new.end_date, change_reason=new.change_reason,
            providers=moves, external_reference=new.external_reference, today=ctx.today,
        )  # fmt: skip
        await REGISTER.add(connection, made, ctx.actor.client_id)
        await logbook.record(
            ctx, connection, "transition-cohort-prepared", schemas.TransitionCohort, made, why
        )
    return made


@operation
async def apply_transition(ctx: Context, fact: Fact) -> None:
    """A transition was confirmed in contracts: prepare its cohort under the same id, for the municipality to carry out (R-C60).

    Told twice it changes nothing. Raises NotYetKnown until both contracts are in force, and TransitionRefused.
    """
    told = fact.told(contracts.ContractTransition)
    async with ctx.begin() as connection:
        known = await REGISTER.list_by(connection, "id", [told.id])
        if known:
            connection.recorded = True
            return
        try:
            old = await contract_terms.get_terms(connection, told.from_contract_id)
            new = await contract_terms.get_terms(connection, told.to_contract_id)
        except ContractNotFound as missing:
            # A transition may be confirmed to a contract that is only signed.
            raise NotYetKnown(f"contracts of transition {told.id}") from missing
        made, why = rules.prepare(
            old,
            new,
            await store.list_going(connection, old.owner, old.id, told.last_day),
            cohort_id=told.id, last_day=told.last_day, end_date=None, change_reason="03", providers=[],
            external_reference=None, today=ctx.today,
        )  # fmt: skip
        await REGISTER.add(connection, made, ctx.actor.client_id)
        await logbook.record(
            ctx, connection, "transition-cohort-prepared", schemas.TransitionCohort, made, why
        )


async def _locked(
    ctx: Context, connection: Connection, cohort_id: UUID
) -> tuple[TransitionCohort, Derivation]:
    known = await REGISTER.get(connection, cohort_id, lock=True)
    ctx.expect(known.version)
    check_purchaser(ctx.actor.organisations, known.owner, purchaser=ctx.actor.purchaser)
    told = await logbook.get_derivation(connection, cohort_id)
    return known, told[1] if told else Derivation()


@operation
async def carry_out_transition_cohort(ctx: Context, cohort_id: UUID) -> TransitionCohort:
    """Move everybody at once: old allocations end on the last day, new ones begin on the next (R-C60).

    As many statements for four clients as for four thousand; each allocation is told by a duty. Raises
    TransitionCohortNotFound, PurchaserOnly, CohortNotPrepared.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, cohort_id)
        rules.check_prepared(known)
        owner, client = known.owner, ctx.actor.client_id
        first = await store.list_going(connection, owner, known.from_contract_id, known.last_day)
        citizens = sorted({one.citizen_id for one in first})
        await lock_citizens(connection, owner, citizens)
        going = [
            one
            for one in await store.list_going(
                connection, owner, known.from_contract_id, known.last_day, lock=True
            )
            if one.citizen_id in set(citizens)
        ]
        held = await store.list_held(connection, owner, citizens)
        numbers = {
            law: await allocations.next_numbers(connection, owner, law, count)
            for law, count in sorted(Counter(one.law for one in going).items())
        }
        new = await contract_terms.get_terms(connection, known.to_contract_id)
        done, moved, why = rules.carry_out(
            known, going, held, new, numbers, today=ctx.today, now=ctx.now, told=told
        )
        await allocations.save_allocations(connection, moved.ended, client)
        await allocations.add_allocations(connection, moved.granted, client)
        await REGISTER.save(connection, done)
        await logbook.record(
            ctx, connection, "transition-cohort-carried-out", schemas.TransitionCohort, done, why
        )
    return done


@operation
async def withdraw_transition_cohort(ctx: Context, cohort_id: UUID) -> TransitionCohort:
    """The transition does not take place. Raises TransitionCohortNotFound, PurchaserOnly, CohortNotPrepared."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, cohort_id)
        gone, why = rules.withdraw(known, told)
        await REGISTER.save(connection, gone)
        await logbook.record(
            ctx, connection, "transition-cohort-withdrawn", schemas.TransitionCohort, gone, why
        )
    return gone
