"""Subscriptions over REST; there is no graph of them (see the package)."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from pydantic import BaseModel
from starlette.responses import Response

from shared.errors import FieldError, ReferenceUsed, Text
from shared.kit.event_types import EventTypeUnknown
from shared.kit.feed import PositionGone, PositionUnknown
from shared.kit.http import Ctx, Router, answer
from shared.kit.problems import RequestInvalid
from shared.kit.rest import PageQuery, page
from shared.kit.rows import Slice
from shared.kit.webhooks import acting, operations, rules
from shared.kit.webhooks.addresses import AddressRefused
from shared.kit.webhooks.problems import (
    DeliveryNotFound,
    SecretLost,
    SubscriptionBeyond,
    SubscriptionDisabled,
    SubscriptionNotFound,
    TooManySubscriptions,
)
from shared.kit.webhooks.store import Delivery as Row
from shared.kit.webhooks.testing import TestUnderWay
from shared.schemas.common import Reference
from shared.schemas.webhooks import (
    Delivery,
    NewSubscription,
    Replay,
    Subscription,
    SubscriptionChange,
    WebhookTest,
)
from shared.values.terms import DeliveryState, Scope, SubscriptionState

_TAKING = [AddressRefused, EventTypeUnknown, ReferenceUsed, TooManySubscriptions]
_EXAMPLE = {
    "url": "https://ontvanger.example.nl/webhooks",
    "types": [],
    "description": "Zaaksysteem van de gemeente",
    "externalReference": "zaaksysteem",
}
_ABOUT = (
    "Elk feit dat de organisatie in de feed zou zien, komt vanaf nu als ondertekend bericht op het adres (Standard Webhooks:"
    " webhook-id, webhook-timestamp, webhook-signature). De inhoud is een CloudEvent zonder data: `dataref` zegt waar het te"
    " lezen is. Een bericht kan tweemaal komen, onder hetzelfde webhook-id, en in andere volgorde: `sequence` sorteert."
    " Antwoordt de ontvanger niet met 2xx, dan volgen tien pogingen in drie dagen; 410 zet het abonnement uit. Het geheim"
    " wordt alleen nu getoond. Een softwareleverancier die dit in eigen naam doet, krijgt de feiten van wie hem machtigde."
)
_ONE = Text(
    "Geef after (een positie, of null voor alles) of deliveryIds, één van beide.",
    "Give after (a position, or null for everything) or deliveryIds, one of the two.",
)


def webhooks_router() -> Router:
    """`/v1/subscriptions`, in every service."""
    router = Router(prefix="/subscriptions", tags=["webhooks"])
    _reading(router)
    _taking(router)
    _acting(router)
    return router


def _reading(router: Router) -> None:
    @router.get(
        "",
        scope=Scope.EVENTS_READ,
        summary="Zoek abonnementen op webhooks (subscriptions)",
        description="De abonnementen van de organisatie; wie namens haar werkt, ziet die hij zelf nam.",
        answer=Subscription,
        page=True,
    )
    async def list_subscriptions(
        ctx: Ctx,
        request: PageQuery,
        state: Annotated[SubscriptionState | None, Query(description="Alleen in deze toestand.")] = None,
        external_reference: Annotated[
            Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
        ] = None,
    ) -> Response:
        found = await operations.list_subscriptions(ctx, request, state, external_reference)
        return page(ctx, Subscription, found)

    @router.get(
        "/{subscription_id}",
        scope=Scope.EVENTS_READ,
        summary="Lees een abonnement (subscription)",
        description="Zonder geheim; `disabledBecause` zegt waarom het uit staat.",
        answer=Subscription,
        problems=[SubscriptionNotFound],
    )
    async def get_subscription(ctx: Ctx, subscription_id: UUID) -> Response:
        return answer(ctx, Subscription, await operations.get_subscription(ctx, subscription_id))

    @router.get(
        "/{subscription_id}/deliveries",
        scope=Scope.EVENTS_READ,
        summary="Lees de berichten van een abonnement (deliveries)",
        description="Met state=failed: wat na tien pogingen niet is aangekomen, om opnieuw te sturen (replay).",
        answer=Delivery,
        page=True,
        problems=[SubscriptionNotFound],
    )
    async def list_deliveries(
        ctx: Ctx,
        subscription_id: UUID,
        request: PageQuery,
        state: Annotated[DeliveryState | None, Query(description="Alleen in deze toestand.")] = None,
    ) -> Response:
        found = await operations.list_deliveries(ctx, subscription_id, request, state)
        return page(ctx, Delivery, Slice([_shown(ctx, one) for one in found.items], found.last))


def _taking(router: Router) -> None:
    @router.post(
        "",
        scope=Scope.SUBSCRIPTIONS_WRITE,
        summary="Neem een abonnement op webhooks (subscription)",
        description=_ABOUT,
        answer=Subscription,
        status=201,
        problems=_TAKING,
        example=_EXAMPLE,
        dry_run=True,
    )
    async def register_subscription(ctx: Ctx, body: NewSubscription) -> Response:
        made = await operations.register_subscription(ctx, body)
        return answer(ctx, Subscription, made, 201, f"/v1/subscriptions/{made.id}")

    @router.put(
        "/by-reference/{reference:path}",
        scope=Scope.SUBSCRIPTIONS_WRITE,
        summary="Neem een abonnement onder een eigen kenmerk (externalReference)",
        description="Veilig te herhalen: maakt het abonnement, met geheim, of brengt het op deze voorwaarden.",
        answer=Subscription,
        status=201,
        problems=[*_TAKING, SubscriptionBeyond],
        example={name: value for name, value in _EXAMPLE.items() if name != "externalReference"},
        if_match=False,
        dry_run=True,
    )
    async def put_subscription(
        ctx: Ctx,
        reference: Annotated[Reference, Path(description="Het eigen kenmerk van het abonnement.")],
        body: NewSubscription,
    ) -> Response:
        made, is_new = await operations.put_subscription(ctx, reference, body)
        if is_new:
            return answer(ctx, Subscription, made, 201, f"/v1/subscriptions/{made.id}")
        return answer(ctx, Subscription, made)

    @router.patch(
        "/{subscription_id}",
        scope=Scope.SUBSCRIPTIONS_WRITE,
        summary="Wijzig een abonnement, of zet het aan of uit (subscription)",
        description="Wat ontbreekt blijft, null haalt weg (RFC 7396). Weer aangezet gaat het verder waar het was, voor zover"
        " de feed zo ver teruggaat (zie position).",
        answer=Subscription,
        problems=[
            SubscriptionNotFound,
            SubscriptionBeyond,
            AddressRefused,
            EventTypeUnknown,
            TooManySubscriptions,
        ],
        example={"state": "disabled"},
        dry_run=True,
    )
    async def change_subscription(ctx: Ctx, subscription_id: UUID, body: SubscriptionChange) -> Response:
        return answer(ctx, Subscription, await operations.change_subscription(ctx, subscription_id, body))


def _acting(router: Router) -> None:
    @router.post(
        "/{subscription_id}/secret-rotation",
        scope=Scope.SUBSCRIPTIONS_WRITE,
        summary="Geef een abonnement een nieuw geheim (secret rotation)",
        description="Het nieuwe geheim wordt alleen nu getoond. 24 uur lang dragen berichten twee handtekeningen, met een"
        " spatie ertussen; draai tweemaal om een uitgelekt geheim meteen waardeloos te maken.",
        answer=Subscription,
        problems=[SubscriptionNotFound, SubscriptionBeyond],
    )
    async def rotate_secret(ctx: Ctx, subscription_id: UUID) -> Response:
        return answer(ctx, Subscription, await acting.rotate_secret(ctx, subscription_id))

    @router.post(
        "/{subscription_id}/replay",
        scope=Scope.SUBSCRIPTIONS_WRITE,
        summary="Stuur berichten opnieuw (replay)",
        description="Alles na een positie (after; null is alles wat de feed nog vertelt), of deze berichten (deliveryIds)."
        " Een bericht houdt zijn webhook-id. Een positie verderop slaat over wat ertussen ligt.",
        answer=Subscription,
        problems=[
            SubscriptionNotFound,
            SubscriptionBeyond,
            SubscriptionDisabled,
            PositionUnknown,
            PositionGone,
            DeliveryNotFound,
        ],
        example={"after": None},
    )
    async def replay_subscription(ctx: Ctx, subscription_id: UUID, body: Replay) -> Response:
        given = body.model_fields_set & {"after", "delivery_ids"}
        if len(given) != 1 or (given == {"delivery_ids"} and body.delivery_ids is None):
            raise RequestInvalid(errors=(FieldError("#", "one-of", _ONE),))
        return answer(ctx, Subscription, await acting.replay(ctx, subscription_id, body))

    @router.post(
        "/{subscription_id}/test",
        scope=Scope.SUBSCRIPTIONS_WRITE,
        summary="Stuur nu een proefbericht (test message)",
        description="Een ondertekend bericht van het type webhook-test, ook als het abonnement uit staat; het antwoord zegt"
        " wat de ontvanger zei.",
        answer=WebhookTest,
        safe=True,
        problems=[SubscriptionNotFound, SecretLost, AddressRefused, TestUnderWay],
    )
    async def send_test_message(ctx: Ctx, subscription_id: UUID) -> Response:
        name, receipt = await acting.send_test(ctx, subscription_id)
        took = receipt.took // timedelta(milliseconds=1)
        shown = WebhookTest(webhook_id=name, status=receipt.status, error=receipt.error, milliseconds=took)
        return answer(ctx, WebhookTest, shown)


def _shown(ctx: Ctx, one: Row) -> BaseModel:
    return Delivery(
        id=one.id,
        subscription_id=one.subscription_id,
        webhook_id=rules.webhook_id(one.id),
        sequence=str(one.logbook_id),
        type=rules.type_of(ctx.service.name, one.what),
        state=one.state,
        attempts=one.attempts,
        due_at=one.due_at,
        last_status=one.last_status,
        last_error=one.last_error,
        delivered_at=one.delivered_at,
    )
