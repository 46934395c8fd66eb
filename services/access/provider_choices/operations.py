"""What can be done with choices of a provider: offer, choose, assign, withdraw; and what the day does where nobody chose."""

from __future__ import annotations

from uuid import UUID

from services.access.catalogues import store as catalogues
from services.access.catalogues.rules import Catalogue, CatalogueNotFound, free_places
from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.contract_terms import store as contract_terms
from services.access.policies import store as policies
from services.access.products import store as products
from services.access.products.rules import Product
from services.access.provider_choices import rules, store
from services.access.provider_choices.rules import Offer, ProviderChoice, ProviderChoiceNotFound
from services.access.provider_choices.store import REGISTER
from services.access.requests import store as requests
from services.access.requests.rules import Request, check_purchaser
from services.access.waiting_list import rules as waiting
from services.access.waiting_list import store as waiting_list
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.choosing import ChoiceOrigin, ChoiceState, WaitingCause, WaitingState
from shared.values.terms import Scope

_GIVEN = ("request_id", "catalogue_id", "preferred", "urgency", "note")
# What follows from the request, the catalogue or the day when it is left out.
_OPTIONAL = (
    "offered",
    "pgb_offered",
    "product_category",
    "product_code",
    "offered_on",
    "chosen",
    "chosen_on",
)

PLAIN = Plain(
    one="provider_choice",
    many="provider_choices",
    dutch="keuze van een aanbieder",
    dutch_many="keuzes van een aanbieder",
    model=schemas.ProviderChoice,
    new=schemas.NewProviderChoice,
    missing=ProviderChoiceNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_provider_choice(ctx: Context, choice_id: UUID) -> ProviderChoice:
    """One choice. Raises ProviderChoiceNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, choice_id)


@operation
async def list_provider_choices(
    ctx: Context,
    page: PageRequest,
    *,
    state: ChoiceState | None = None,
    origin: ChoiceOrigin | None = None,
    request_id: UUID | None = None,
    citizen_id: UUID | None = None,
    catalogue_id: UUID | None = None,
    chosen: str | None = None,
    reference: str | None = None,
) -> Slice[ProviderChoice]:
    """A page of choices. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(reference)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, state=state, origin=origin, request_id=request_id, citizen_id=citizen_id,
            catalogue_id=catalogue_id, chosen=chosen, external_reference=reference,
        )  # fmt: skip


async def _places(
    connection: Connection, catalogue_id: UUID | None
) -> tuple[Catalogue | None, dict[str, int]]:
    """The catalogue, locked so that a place is given once, with what is free in it. Raises CatalogueNotFound."""
    if catalogue_id is None:
        return None, {}
    catalogue = await catalogues.find_catalogue(connection, catalogue_id)
    if catalogue is None:
        raise CatalogueNotFound(id=catalogue_id)
    return catalogue, free_places(catalogue, await store.list_taken(connection, catalogue_id))


@operation
async def register_provider_choice(ctx: Context, new: schemas.NewProviderChoice) -> ProviderChoice:
    """Lay providers before a citizen, with the choice when it was made at once (R-A40, R-C43).

    The same client, reference and contents give the choice that is there (Replayed). Raises RequestNotFound, PurchaserOnly,
    CitizenErased, CatalogueNotFound, ChoiceOpen, ChoiceRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    actor, reference = ctx.actor, new.external_reference
    async with ctx.begin() as connection:
        request = await requests.lock_request(connection, new.request_id)
        check_purchaser(actor.organisations, request.owner, purchaser=actor.purchaser)
        await citizens.check_alive(connection, request.owner, request.citizen_id)
        known = await REGISTER.find_by_reference(connection, request.owner, actor.client_id, reference)
        if known is not None and reference is not None:
            optional = {name for name in _OPTIONAL if getattr(new, name) not in (None, [])}
            given = {name: getattr(new, name) for name in (*_GIVEN, *sorted(optional))}
            give_known(schemas.ProviderChoice, known, reference, given)
        catalogue, free = await _places(connection, new.catalogue_id)
        made, why = rules.offer(
            request, await _offer(connection, request, new), catalogue=catalogue, free=free,
            product=await _product(ctx, connection, request, new),
            policy=await policies.policy_on(connection, request.owner, ctx.today),
            before=await REGISTER.list_by(connection, "request_id", [request.id]), today=ctx.today,
        )  # fmt: skip
        await REGISTER.add(connection, made, actor.client_id)
        if made.made:
            await logbook.record(ctx, connection, "provider-choice-made", schemas.ProviderChoice, made, why)
        else:
            await logbook.record(
                ctx, connection, "provider-choice-offered", schemas.ProviderChoice, made, why
            )
    return made


async def _offer(connection: Connection, request: Request, new: schemas.NewProviderChoice) -> Offer:
    """What is asked; whether a PGB is offered follows from the contract when it is not said (R-C34)."""
    named = {name: getattr(new, name) for name in Offer.__slots__ if name != "pgb_offered"}
    pgb = new.pgb_offered
    if pgb is None:
        terms = (
            None
            if request.contract_id is None
            else await contract_terms.get_terms(connection, request.contract_id)
        )
        pgb = terms is not None and terms.personal_budget_option
    return Offer(**named, pgb_offered=pgb)


async def _product(
    ctx: Context, connection: Connection, request: Request, asked: schemas.NewProviderChoice | ProviderChoice
) -> Product | None:
    category = asked.product_category or request.product_category
    if category is None:
        return None
    code = asked.product_code or request.product_code
    return await products.find_product(connection, request.owner, request.law, category, code, ctx.today)


async def _locked(
    ctx: Context, connection: Connection, choice_id: UUID
) -> tuple[ProviderChoice, Request, Derivation]:
    """A choice with its question, both locked, in the version that was seen, and what explains it so far."""
    seen = await REGISTER.get(connection, choice_id)
    check_purchaser(ctx.actor.organisations, seen.owner, purchaser=ctx.actor.purchaser)
    request = await requests.lock_request(connection, seen.request_id)
    known = await REGISTER.get(connection, choice_id, lock=True)
    ctx.expect(known.version)
    await citizens.check_alive(connection, known.owner, known.citizen_id)
    told = await logbook.get_derivation(connection, choice_id)
    return known, request, told[1] if told else Derivation()


@operation
async def record_choice(ctx: Context, choice_id: UUID, given: schemas.ChosenProvider) -> ProviderChoice:
    """Record the citizen's own choice (R-A40). Raises ProviderChoiceNotFound, PurchaserOnly, ChoiceMade, ChoiceRefused."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, _, told = await _locked(ctx, connection, choice_id)
        catalogue, free = await _places(connection, known.catalogue_id)
        version = None if catalogue is None else catalogue.version
        made, why = rules.choose(
            known, given.provider, given.chosen_on, free=free, catalogue_version=version, today=ctx.today,
            before=told,
        )  # fmt: skip
        await REGISTER.save(connection, made)
        await logbook.record(ctx, connection, "provider-choice-made", schemas.ProviderChoice, made, why)
    return made


@operation
async def assign_provider(ctx: Context, choice_id: UUID) -> ProviderChoice:
    """Assign by rank where nobody was chosen within the term (R-C43); where all are full the citizen waits.

    Raises ProviderChoiceNotFound, PurchaserOnly, ChoiceMade, ChoiceRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, request, told = await _locked(ctx, connection, choice_id)
        return await _assign(ctx, connection, known, request, told)


async def _assign(
    ctx: Context, connection: Connection, known: ProviderChoice, request: Request, told: Derivation
) -> ProviderChoice:
    catalogue, free = await _places(connection, known.catalogue_id)
    version = None if catalogue is None else catalogue.version
    product = await _product(ctx, connection, request, known)
    acute = request.acute or (product is not None and product.acute)
    made, why = rules.assign(
        known, free=free, catalogue_version=version, today=ctx.today, before=told, acute=acute
    )
    await REGISTER.save(connection, made)
    if made.made:
        await logbook.record(ctx, connection, "provider-choice-made", schemas.ProviderChoice, made, why)
        return made
    await _wait(ctx, connection, made, request)
    await logbook.record(ctx, connection, "provider-choice-waiting", schemas.ProviderChoice, made, why)
    return made


async def _wait(ctx: Context, connection: Connection, choice: ProviderChoice, request: Request) -> None:
    """On the waiting list since the offer, unless the question waits for this product already."""
    before = await waiting_list.list_waiting_of(connection, choice.owner, choice.request_id)
    category = choice.product_category
    waits = [one for one in before if one.state is WaitingState.WAITING and one.product_category == category]
    if waits or category is None:
        return
    asked = waiting.Asked(
        product_category=category, product_code=choice.product_code, urgency=choice.urgency,
        cause=WaitingCause.CAPACITY, since=choice.offered_on, choice_id=choice.id,
    )  # fmt: skip
    policy = await policies.policy_on(connection, choice.owner, ctx.today)
    entry, why = waiting.enter(request, asked, terms=None, policy=policy, before=before, today=ctx.today)
    await waiting_list.REGISTER.add(connection, entry, ctx.actor.client_id)
    await logbook.tell(ctx, connection, "waiting-list-entered", schemas.WaitingEntry, entry, why)


@operation
async def withdraw_provider_choice(ctx: Context, choice_id: UUID) -> ProviderChoice:
    """Take a choice back, so that another can be offered. Raises ProviderChoiceNotFound, PurchaserOnly, ChoiceMade."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, _, told = await _locked(ctx, connection, choice_id)
        gone, why = rules.withdraw(known, ctx.today, told)
        await REGISTER.save(connection, gone)
        await logbook.record(ctx, connection, "provider-choice-withdrawn", schemas.ProviderChoice, gone, why)
    return gone


@operation
async def due_assignments(ctx: Context) -> list[UUID]:
    """The offers of this owner whose term is over without a choice (R-C43)."""
    async with ctx.read() as connection:
        return await store.list_overdue(connection, await ctx.read_clock(connection))


@operation
async def assign_overdue(ctx: Context, choice_id: UUID) -> None:
    """Assign where nobody chose, on the day after the term (R-C43). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        seen = await REGISTER.get(connection, choice_id)
        request = await requests.lock_request(connection, seen.request_id)
        known = await REGISTER.get(connection, choice_id, lock=True)
        if known.state is not ChoiceState.OFFERED or known.choose_until >= ctx.today:
            connection.recorded = True
            return
        told = await logbook.get_derivation(connection, choice_id)
        await _assign(ctx, connection, known, request, told[1] if told else Derivation())


@operation
async def due_departed(ctx: Context) -> list[UUID]:
    """The open offers of this owner whose citizen moved to another municipality (R-A56)."""
    async with ctx.read() as connection:
        return await store.list_departed(connection, await ctx.read_clock(connection))


@operation
async def close_departed(ctx: Context, choice_id: UUID) -> None:
    """Withdraw an open offer whose citizen moved (R-A56). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        found = await store.lock_departed(connection, choice_id, ctx.today)
        if found is None:
            connection.recorded = True
            return
        known, moved_on = found
        told = await logbook.get_derivation(connection, choice_id)
        gone, why = rules.leave(known, moved_on, told[1] if told else Derivation())
        await REGISTER.save(connection, gone)
        await logbook.record(ctx, connection, "provider-choice-withdrawn", schemas.ProviderChoice, gone, why)
