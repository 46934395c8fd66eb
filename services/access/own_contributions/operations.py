"""What a municipality can do with own contributions: open one on care that started; it follows that care by itself."""

from __future__ import annotations

from uuid import UUID

from services.access.care_starts.store import REGISTER as STARTS
from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.own_contributions import rules, store
from services.access.own_contributions.rules import Entered, OwnContribution, OwnContributionNotFound, Tariff
from services.access.own_contributions.store import REGISTER
from services.access.products.store import find_product
from services.access.requests import store as requests
from services.access.requests.rules import check_purchaser
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import give_known
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas.access import own_contributions as schemas
from shared.values import Derivation
from shared.values.legal_frames import ContributionRoute, ContributionState
from shared.values.terms import Scope

PLAIN = Plain(
    one="own_contribution",
    many="own_contributions",
    dutch="eigen bijdrage",
    dutch_many="eigen bijdragen",
    model=schemas.OwnContribution,
    new=schemas.NewOwnContribution,
    missing=OwnContributionNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_own_contribution(ctx: Context, contribution_id: UUID) -> OwnContribution:
    """One own contribution. Raises OwnContributionNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, contribution_id)


@operation
async def list_own_contributions(
    ctx: Context,
    page: PageRequest,
    *,
    state: ContributionState | None = None,
    route: ContributionRoute | None = None,
    legally_impure: bool | None = None,
    citizen_id: UUID | None = None,
    request_id: UUID | None = None,
    care_start_id: UUID | None = None,
    provider: str | None = None,
    reference: str | None = None,
) -> Slice[OwnContribution]:
    """A page of own contributions. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(reference)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, state=state, route=route, legally_impure=legally_impure, citizen_id=citizen_id,
            request_id=request_id, care_start_id=care_start_id, provider=provider, external_reference=reference,
        )  # fmt: skip


@operation
async def register_own_contribution(ctx: Context, new: schemas.NewOwnContribution) -> OwnContribution:
    """Open the own contribution on care that started, along the route that its days and its product give (R-A30).

    The same client, reference and contents give the one that is there (Replayed). Raises CareStartNotFound, PurchaserOnly,
    CitizenErased, ContributionRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    actor, reference = ctx.actor, new.external_reference
    tariffs = [Tariff(one.monthly_cents, one.valid_from, one.valid_until, one.source) for one in new.tariffs]
    async with ctx.begin() as connection:
        seen = await STARTS.get(connection, new.care_start_id)
        check_purchaser(actor.organisations, seen.owner, purchaser=actor.purchaser)
        # Whoever reports on this care locks its request too.
        if seen.request_id is not None:
            await requests.lock_request(connection, seen.request_id)
        care = await STARTS.get(connection, new.care_start_id)
        await citizens.check_alive(connection, care.owner, care.citizen_id)
        known = await REGISTER.find_by_reference(connection, care.owner, actor.client_id, reference)
        if known is not None and reference is not None:
            given = {
                "care_start_id": new.care_start_id,
                "cost_price_cents": new.cost_price_cents,
                "cost_price_source": new.cost_price_source,
                "tariffs": tariffs,
            }
            give_known(schemas.OwnContribution, known, reference, given)
        product = None
        if care.product_category is not None:
            product = await find_product(
                connection, care.owner, care.law, care.product_category, care.product_code, care.start_date
            )
        taken = await store.is_known(connection, care.owner, care.id)
        entered = Entered(reference, new.collected_by, new.cost_price_cents, new.cost_price_source, tariffs)
        made, why = rules.contribute(care, product, entered, known=taken)
        await REGISTER.add(connection, made, actor.client_id)
        await logbook.record(ctx, connection, "own-contribution-started", schemas.OwnContribution, made, why)
    return made


@operation
async def due_openings(ctx: Context) -> list[UUID]:
    """The care of this owner that began on a final decision with a contribution through the CAK that nobody opened (R-A30)."""
    async with ctx.read() as connection:
        return await store.list_unopened(connection)


@operation
async def open_contribution(ctx: Context, care_start_id: UUID) -> None:
    """Open the contribution that the decision names, from the start of care on (R-A30, E-72). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        seen = await STARTS.get(connection, care_start_id)
        # Whoever opens one by hand locks the request too.
        if seen.request_id is not None:
            await requests.lock_request(connection, seen.request_id)
        found = await store.find_unopened(connection, care_start_id)
        if found is None:
            connection.recorded = True
            return
        made, why = rules.contribute_by_decision(*found)
        await REGISTER.add(connection, made, ctx.actor.client_id)
        await logbook.record(ctx, connection, "own-contribution-started", schemas.OwnContribution, made, why)


@operation
async def due_alignments(ctx: Context) -> list[UUID]:
    """The contributions of this owner whose care stopped, went on or was withdrawn since (R-A30)."""
    async with ctx.read() as connection:
        return await store.list_behind(connection)


@operation
async def align_contribution(ctx: Context, contribution_id: UUID) -> None:
    """Let a contribution follow its care: it ends on the last day of it. Done twice it changes nothing."""
    async with ctx.begin() as connection:
        known = await REGISTER.get(connection, contribution_id, lock=True)
        care = await STARTS.get(connection, known.care_start_id)
        if not rules.is_behind(known, care):
            connection.recorded = True
            return
        told = await logbook.get_derivation(connection, contribution_id)
        made, why = rules.align(known, care, told[1] if told else Derivation())
        await REGISTER.save(connection, made)
        await logbook.record(ctx, connection, "own-contribution-changed", schemas.OwnContribution, made, why)
