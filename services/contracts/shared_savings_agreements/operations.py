"""What a purchaser can do with agreements to share savings: make one, and find those in which it shares."""

from __future__ import annotations

from uuid import UUID

from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import ContractNotFound
from services.contracts.shared_savings_agreements import rules, store
from services.contracts.shared_savings_agreements.rules import SharedSavingsAgreement
from shared.kit.context import Context, operation
from shared.kit.merging import made
from shared.kit.ownership import require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.agreements import SharingForm
from shared.values.terms import Scope

_GIVEN = tuple(
    name for name in schemas.NewSharedSavingsAgreement.model_fields if name != "external_reference"
)
PLAIN = Plain(
    "shared_savings_agreement",
    "shared_savings_agreements",
    "afspraak over gedeelde besparingen",
    "afspraken over gedeelde besparingen",
    schemas.SharedSavingsAgreement,
    schemas.NewSharedSavingsAgreement,
    rules.SharedSavingsAgreementNotFound,
    derivation=True,
)


@operation
async def get_shared_savings_agreement(
    ctx: Context, shared_savings_agreement_id: UUID
) -> SharedSavingsAgreement:
    """One agreement, for its owner and its parties. Raises SharedSavingsAgreementNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.SHARED_SAVINGS_AGREEMENTS.get(connection, shared_savings_agreement_id)


@operation
async def list_shared_savings_agreements(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    form: SharingForm | None = None,
    reference: str | None = None,
) -> Slice[SharedSavingsAgreement]:
    """A page of the agreements that the actor owns or shares in."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.SHARED_SAVINGS_AGREEMENTS.page(
            connection, page, contract_id=contract_id, form=form, external_reference=reference
        )


@operation
async def register_shared_savings_agreement(
    ctx: Context, new: schemas.NewSharedSavingsAgreement
) -> SharedSavingsAgreement:
    """Agree to share savings (N-121).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ContractNotFound,
    SharedSavingsRefused, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    agreed = made(SharedSavingsAgreement, new, id=new_id(), version=1, owner=owner, parties=[])
    agreed, why = rules.agree(agreed)
    async with ctx.begin() as connection:
        if new.contract_id is not None:
            contract = await contracts.get_contract(connection, new.contract_id)
            if contract.owner != owner:
                raise ContractNotFound(id=new.contract_id)
        return await store.SHARED_SAVINGS_AGREEMENTS.enter(
            ctx, connection, agreed, "shared-savings-agreement-registered", why, given=_GIVEN
        )
