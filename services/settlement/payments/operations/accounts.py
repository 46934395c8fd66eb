"""What a person can do with a bank account: propose it, confirm another's proposal, withdraw it, find it."""

from __future__ import annotations

from uuid import UUID

from services.settlement.payments import rules
from services.settlement.payments.rules import BankAccount
from services.settlement.payments.store import accounts as store
from shared.errors import FieldError
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.kit.sepa import SepaFault, TransferInvalid
from shared.kit.sepa.forms import checked_iban, checked_name
from shared.schemas import settlement as schemas
from shared.values.terms import Scope


@operation
async def get_account(ctx: Context, account_id: UUID) -> BankAccount:
    """One bank account. Raises BankAccountNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_account(connection, account_id)


@operation
async def list_accounts(
    ctx: Context, page: PageRequest, organisation: str | None = None, reference: str | None = None
) -> Slice[BankAccount]:
    """A page of bank accounts, of one organisation or under the client's own reference when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_accounts(connection, page, organisation, reference)


@operation
async def propose_account(ctx: Context, new: schemas.NewBankAccount) -> BankAccount:
    """Propose the account of an organisation, its own included; nothing is paid to it before a second person confirms.

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, BankAccountInvalid,
    ReferenceUsed.
    """
    ctx.require(Scope.SETTLEMENT_WRITE)
    person, owner = ctx.require_end_user(), require_purchaser(ctx)
    account = rules.propose(
        owner, new.organisation, new.holder_name, _checked_iban(new), person, new.external_reference
    )
    async with ctx.begin() as connection:
        reference = new.external_reference
        if reference is not None:
            known = await store.find_account_by_reference(connection, owner, ctx.actor.client_id, reference)
            if known is not None:
                names = ("organisation", "holder_name", "iban")
                given = {name: getattr(account, name) for name in names}
                give_known(schemas.BankAccount, known, reference, given)
        await store.add_account(connection, account, ctx.actor.client_id)
        await logbook.record(ctx, connection, "bank-account-proposed", schemas.BankAccount, account)
    return account


def _checked_iban(new: schemas.NewBankAccount) -> str:
    try:
        checked_name(new.holder_name, "#/holderName", TransferInvalid)
        return checked_iban(new.iban, "#/iban")
    except SepaFault as fault:
        error = FieldError(fault.field, fault.code, fault.reason, rule="ISO 13616")
        raise rules.BankAccountInvalid(errors=(error,), **fault.facts) from None


@operation
async def confirm_account(ctx: Context, account_id: UUID) -> BankAccount:
    """Confirm what another person proposed; an account that replaces one is used after five days (four eyes).

    Raises PurchaserOnly, BankAccountNotFound, PreconditionFailed, AlreadyWithdrawn, AlreadyConfirmed, SamePerson,
    AccountChangePending.
    """
    ctx.require(Scope.SETTLEMENT_WRITE)
    person = ctx.require_end_user()
    require_purchaser(ctx)
    async with ctx.begin() as connection:
        account, everyone = await store.lock_account(connection, account_id, ctx.expected_version)
        account = rules.confirm(account, everyone, person, ctx.today)
        await store.save_account(connection, account)
        await logbook.record(ctx, connection, "bank-account-confirmed", schemas.BankAccount, account)
    return account


@operation
async def withdraw_account(ctx: Context, account_id: UUID) -> BankAccount:
    """Stop an account that is not used yet: what the cooling time is for. One person is enough.

    Raises PurchaserOnly, BankAccountNotFound, PreconditionFailed, AlreadyWithdrawn, InUse.
    """
    ctx.require(Scope.SETTLEMENT_WRITE)
    ctx.require_end_user()
    require_purchaser(ctx)
    async with ctx.begin() as connection:
        account, _ = await store.lock_account(connection, account_id, ctx.expected_version)
        account = rules.withdraw(account, ctx.today)
        await store.save_account(connection, account)
        await logbook.record(ctx, connection, "bank-account-withdrawn", schemas.BankAccount, account)
    return account
