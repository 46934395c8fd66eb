"""What can be done with subscriptions: read them, take one, change it, put it on and off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from shared.errors import FieldError, ReferenceUsed, Text
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.feed import read_epoch
from shared.kit.problems import RequestInvalid
from shared.kit.rows import PageRequest, Slice, read
from shared.kit.webhooks import rules, store
from shared.kit.webhooks.addresses import AddressRefused, NameUnanswered
from shared.kit.webhooks.disabling import Reason
from shared.kit.webhooks.holding import RESOURCE, admit_write, ends, get_row, lock, record
from shared.kit.webhooks.messages import place_of
from shared.kit.webhooks.problems import (
    TooManySubscriptions,
)
from shared.kit.webhooks.resolving import looking_up_for
from shared.kit.webhooks.sealing import seal
from shared.kit.webhooks.store import Delivery, Given, Subscription
from shared.kit.wire import encode
from shared.schemas import webhooks as schemas
from shared.values import new_id
from shared.values.terms import DeliveryState, SubscriptionState

MOST = 50
_TERMS = ("url", "types", "purchasers", "description")


async def get_subscription(ctx: Context, subscription_id: UUID) -> Subscription:
    """One subscription. Raises SubscriptionNotFound."""
    ctx.admit(RESOURCE)
    async with ctx.read() as connection:
        return read(await get_row(ctx, connection, subscription_id), Subscription)


async def list_subscriptions(
    ctx: Context, page: PageRequest, state: SubscriptionState | None, reference: str | None
) -> Slice[Subscription]:
    """A page of subscriptions of the organisation; who acts by an authorisation sees those made by it."""
    ctx.admit(RESOURCE)
    async with ctx.read() as connection:
        return await store.list_subscriptions(
            connection, page, state=state, external_reference=reference, via=ctx.actor.via
        )


async def list_deliveries(
    ctx: Context, subscription_id: UUID, page: PageRequest, state: DeliveryState | None
) -> Slice[Delivery]:
    """A page of the deliveries of a subscription. Raises SubscriptionNotFound."""
    ctx.admit(RESOURCE)
    async with ctx.read() as connection:
        await get_row(ctx, connection, subscription_id)
        return await store.list_deliveries(connection, page, subscription_id, state)


@operation
async def register_subscription(ctx: Context, new: schemas.NewSubscription) -> Given:
    """Take a subscription on all that is told from now on; its secret is shown once.

    The same client, reference and terms give what is there, without secret (Replayed). Raises AddressRefused,
    EventTypeUnknown, ReferenceUsed, TooManySubscriptions.
    """
    terms, position, epoch = await _prepare(ctx, new)
    async with ctx.begin() as connection:
        known = await _known(ctx, connection, new.external_reference)
        if known is not None:
            if _terms_of(known) != terms:
                raise ReferenceUsed(reference=new.external_reference)
            raise Replayed(Answer(200, encode(schemas.Subscription, known), known.version, known.id))
        return await _register(ctx, connection, terms, new.external_reference, position, epoch)


@operation
async def put_subscription(
    ctx: Context, reference: str, new: schemas.NewSubscription
) -> tuple[Subscription, bool]:
    """Take a subscription under the client's own reference, or bring it to these terms; True, and its secret, when new.

    Raises AddressRefused, EventTypeUnknown, ReferenceUsed, TooManySubscriptions.
    """
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    terms, position, epoch = await _prepare(ctx, new)
    async with ctx.begin() as connection:
        known = await _known(ctx, connection, reference)
        if known is None:
            return await _register(ctx, connection, terms, reference, position, epoch), True
        if _terms_of(known) == terms:
            connection.recorded = True
            return known, False
        before = await lock(ctx, connection, known.id)
        return await _change(ctx, connection, replace(before, **terms)), False


@operation
async def change_subscription(
    ctx: Context, subscription_id: UUID, change: schemas.SubscriptionChange
) -> Subscription:
    """Change what was asked, or put a subscription on or off; reading goes on where it stopped, as far as facts are told.

    Raises SubscriptionNotFound, PreconditionFailed, AddressRefused, EventTypeUnknown, TooManySubscriptions.
    """
    admit_write(ctx)
    given = {name: getattr(change, name) for name in change.model_fields_set}
    for name in ("url", "types", "purchasers", "state"):
        if name in given and given[name] is None:
            raise RequestInvalid(errors=(FieldError(f"#/{name}", "required", _NOT_NULL),))
    await ctx.replay()  # a retry asks no name server again
    if "url" in given:
        await _check_address(ctx, given["url"])
    if "types" in given:
        given["types"] = _types(ctx, given["types"])
    if "purchasers" in given:
        given["purchasers"] = sorted(set(given["purchasers"]))
    _, horizon = await ends(ctx)
    async with ctx.begin() as connection:
        one = await lock(ctx, connection, subscription_id)
        state = given.pop("state", one.state)
        if state is SubscriptionState.DISABLED and one.state is not state:
            given |= {"state": state, "disabled_because": Reason.OWNER.value}
        elif one.state is not state:
            await _check_room(connection, one.owner)
            kept = max(one.position, horizon)
            given |= {"state": state, "disabled_because": None, "healthy_at": ctx.now, "position": kept}
        return await _change(ctx, connection, replace(one, **given))


_NOT_NULL = Text("Laat het weg of geef een waarde.", "Leave it out or give a value.")


async def _prepare(ctx: Context, new: schemas.NewSubscription) -> tuple[dict[str, Any], int, UUID]:
    """Before the transaction: the terms as they are kept, and where the feed ends now."""
    admit_write(ctx)
    await ctx.replay()  # a retry asks no name server again
    await _check_address(ctx, new.url)
    terms = {
        "url": new.url,
        "types": _types(ctx, new.types),
        "purchasers": sorted(set(new.purchasers)),
        "description": new.description,
    }
    position, _ = await ends(ctx)
    return terms, position, await read_epoch(ctx.service.database)


async def _check_address(ctx: Context, url: str) -> None:
    place = place_of(ctx.service, url)
    try:
        with looking_up_for(ctx.actor.organisation):
            await ctx.service.webhooks.guard.addresses(place.host, place.port)
    except NameUnanswered as error:  # not told apart from what is not public
        raise AddressRefused.because("address") from error


def _types(ctx: Context, asked: Sequence[str]) -> list[str]:
    catalogue = ctx.service.catalogue
    return sorted(catalogue.kinds[what].type for what in catalogue.chosen(",".join(asked)))


def _terms_of(one: Subscription) -> dict[str, Any]:
    return {name: getattr(one, name) for name in _TERMS}


async def _known(ctx: Context, connection: Connection, reference: str | None) -> Subscription | None:
    if reference is None:
        return None
    actor = ctx.actor
    known = await store.find_known(connection, actor.organisation, actor.client_id, reference)
    if known is not None and actor.via not in (None, known.via):
        raise ReferenceUsed(reference=reference)
    return known


async def _register(
    ctx: Context,
    connection: Connection,
    terms: dict[str, Any],
    reference: str | None,
    position: int,
    epoch: UUID,
) -> Given:
    actor = ctx.actor
    await _check_room(connection, actor.organisation)
    secret = rules.new_secret()
    new = Subscription(
        id=new_id(),
        version=1,
        owner=actor.organisation,
        parties=[actor.organisation],
        client_id=actor.client_id,
        external_reference=reference,
        **terms,
        kind=actor.kind,
        via=actor.via,
        scopes=sorted(actor.scopes),
        state=SubscriptionState.ACTIVE,
        disabled_because=None,
        former_until=None,
        position=position,
        epoch=epoch,
        healthy_at=ctx.now,
    )
    await store.add_subscription(connection, new, seal(ctx.service.secret, secret, new.owner, new.id))
    await record(ctx, connection, "subscription-registered", new)
    return store.given(new, rules.shown(secret))


async def _check_room(connection: Connection, owner: str) -> None:
    if await store.count_active(connection, owner) >= MOST:
        raise TooManySubscriptions(most=MOST)


async def _change(ctx: Context, connection: Connection, one: Subscription) -> Subscription:
    changed = replace(one, version=one.version + 1)
    await store.save_subscription(connection, changed)
    await record(ctx, connection, "subscription-changed", changed)
    return changed
