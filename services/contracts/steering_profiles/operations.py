"""What a purchaser can do with steering profiles: register and change one, and see how the instruments cohere."""

from __future__ import annotations

from uuid import UUID

from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import ContractNotFound
from services.contracts.steering_profiles import rules, store
from services.contracts.steering_profiles.rules import SteeringProfile
from shared.errors import PurchaserOnly
from shared.kit.context import Context, operation
from shared.kit.merging import made, merged
from shared.kit.ownership import require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.terms import Scope

_GIVEN = tuple(name for name in schemas.NewSteeringProfile.model_fields if name != "external_reference")
PLAIN = Plain(
    "steering_profile",
    "steering_profiles",
    "sturingsprofiel",
    "sturingsprofielen",
    schemas.SteeringProfile,
    schemas.NewSteeringProfile,
    rules.SteeringProfileNotFound,
    change=schemas.SteeringProfileChange,
)


@operation
async def get_steering_profile(ctx: Context, steering_profile_id: UUID) -> SteeringProfile:
    """One profile. Raises SteeringProfileNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.STEERING_PROFILES.get(connection, steering_profile_id)


@operation
async def list_steering_profiles(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    region: str | None = None,
    reference: str | None = None,
) -> Slice[SteeringProfile]:
    """A page of profiles, filtered when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.STEERING_PROFILES.page(
            connection, page, contract_id=contract_id, region=region, external_reference=reference
        )


@operation
async def read_coherence(ctx: Context, steering_profile_id: UUID) -> rules.SteeringCoherence:
    """The seven instruments beside each other, with what does not fit (D-47). Raises SteeringProfileNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return rules.coherence(await store.STEERING_PROFILES.get(connection, steering_profile_id))


@operation
async def register_steering_profile(ctx: Context, new: schemas.NewSteeringProfile) -> SteeringProfile:
    """Register the profile of a contract or of a region (A-14.1).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ContractNotFound,
    SteeringProfileRefused, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    profile = rules.check(made(SteeringProfile, new, id=new_id(), version=1, owner=owner, parties=[]))
    async with ctx.begin() as connection:
        if new.contract_id is not None:
            contract = await contracts.get_contract(connection, new.contract_id)
            if contract.owner != owner:
                raise ContractNotFound(id=new.contract_id)
        return await store.STEERING_PROFILES.enter(
            ctx, connection, profile, "steering-profile-registered", given=_GIVEN
        )


@operation
async def change_steering_profile(
    ctx: Context, steering_profile_id: UUID, change: schemas.SteeringProfileChange
) -> SteeringProfile:
    """Change what was chosen for the instruments (A-14.2).

    Raises SteeringProfileNotFound, PurchaserOnly, PreconditionFailed, SteeringProfileRefused.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await store.STEERING_PROFILES.get(connection, steering_profile_id, lock=True)
        if before.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        ctx.expect(before.version)
        after = rules.check(merged(before, change))
        return await store.STEERING_PROFILES.revise(
            ctx,
            connection,
            before,
            "steering-profile-changed",
            name=after.name,
            instruments=after.instruments,
        )
