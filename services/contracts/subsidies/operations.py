"""What a purchaser and a recipient can do with a subsidy: grant, account, determine, recover (Awb title 4.2)."""

from __future__ import annotations

from uuid import UUID

import msgspec

from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import Contract, ContractNotFound
from services.contracts.subsidies import rules, store
from services.contracts.subsidies.rules import DeterminationOptions, Frame, Subsidy
from shared.errors import PurchaserOnly
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.merging import made
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.subsidies import SubsidyState
from shared.values.terms import Scope

_GIVEN = tuple(name for name in schemas.NewSubsidy.model_fields if name != "external_reference")


@operation
async def get_subsidy(ctx: Context, subsidy_id: UUID) -> Subsidy:
    """One subsidy, for the purchaser and the contract's parties. Raises SubsidyNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.SUBSIDIES.get(connection, subsidy_id)


@operation
async def list_subsidies(
    ctx: Context,
    page: PageRequest,
    *,
    state: SubsidyState | None = None,
    contract_id: UUID | None = None,
    recipient: str | None = None,
    reference: str | None = None,
) -> Slice[Subsidy]:
    """A page of subsidies, by state, contract, recipient or the client's own reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.SUBSIDIES.page(
            connection,
            page,
            state=state,
            contract_id=contract_id,
            recipient=recipient,
            external_reference=reference,
        )


@operation
async def read_determination_options(ctx: Context, subsidy_id: UUID) -> DeterminationOptions:
    """On which grounds a subsidy can be determined lower, and how low (R-C09). Raises SubsidyNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return rules.options(await store.SUBSIDIES.get(connection, subsidy_id))


@operation
async def grant_subsidy(ctx: Context, new: schemas.NewSubsidy) -> Subsidy:
    """Grant a subsidy under a contract (Awb 4:29).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ContractNotFound,
    SubsidyRefused, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    fresh = {"parties": [], "recipient": owner, "state": SubsidyState.GRANTED, "advance_cents": 0}
    asked = made(Subsidy, new, id=new_id(), version=1, owner=owner, **fresh)
    async with ctx.begin() as connection:
        contract = await contracts.get_contract(connection, new.contract_id)
        if contract.owner != owner:
            raise ContractNotFound(id=new.contract_id)
        subsidy, why = rules.grant(asked, _frame(contract))
        return await store.SUBSIDIES.enter(ctx, connection, subsidy, "subsidy-granted", why, given=_GIVEN)


def _frame(contract: Contract) -> Frame:
    return Frame(
        owner=contract.owner,
        legal_form=contract.legal_form,
        state=contract.state,
        recipient=contract.payee or contract.provider,
        start_date=contract.start_date,
        end_date=contract.end_date,
        parties=contract.parties,
    )


@operation
async def account_for_subsidy(ctx: Context, subsidy_id: UUID, asked: schemas.SubsidyAccount) -> Subsidy:
    """Account for activities and duties (Awb 4:45), by the recipient or by the purchaser for it.

    Raises SubsidyNotFound, NotTheRecipient, PreconditionFailed, AccountRefused.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    given = msgspec.convert(asked.model_dump(), rules.SubsidyAccount)
    async with ctx.begin() as connection:
        before = await store.SUBSIDIES.get(connection, subsidy_id, lock=True)
        ctx.expect(before.version)
        after, why = rules.account(before, given, ctx.actor.organisations, ctx.today)
        await store.SUBSIDIES.save(connection, after)
        await logbook.record(ctx, connection, "subsidy-accounted", schemas.Subsidy, after, why)
    return after


@operation
async def determine_subsidy(ctx: Context, subsidy_id: UUID, asked: schemas.SubsidyDetermination) -> Subsidy:
    """Determine a subsidy and set off its advances (Awb 4:46, 4:95).

    Raises SubsidyNotFound, PurchaserOnly, PreconditionFailed, ResultScoreNoGround (R-C09), DeterminationRefused.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await _own(ctx, connection, subsidy_id)
        after, why = rules.determine(
            before,
            asked.determined_cents,
            asked.grounds,
            asked.motivation,
            asked.advances_paid_cents,
            asked.determined_on or ctx.today,
            ctx.today,
        )
        await store.SUBSIDIES.save(connection, after)
        await logbook.record(ctx, connection, "subsidy-determined", schemas.Subsidy, after, why)
    return after


@operation
async def recover_subsidy(ctx: Context, subsidy_id: UUID, asked: schemas.SubsidyRecovery) -> Subsidy:
    """Decide to recover what was paid unduly (Awb 4:57).

    Raises SubsidyNotFound, PurchaserOnly, PreconditionFailed, RecoveryRefused.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await _own(ctx, connection, subsidy_id)
        after, why = rules.recover(before, asked.amount_cents, asked.motivation, ctx.today)
        await store.SUBSIDIES.save(connection, after)
        await logbook.record(ctx, connection, "subsidy-recovery-decided", schemas.Subsidy, after, why)
    return after


async def _own(ctx: Context, connection: Connection, subsidy_id: UUID) -> Subsidy:
    subsidy = await store.SUBSIDIES.get(connection, subsidy_id, lock=True)
    if subsidy.owner not in ctx.actor.organisations:
        raise PurchaserOnly()
    ctx.expect(subsidy.version)
    return subsidy
