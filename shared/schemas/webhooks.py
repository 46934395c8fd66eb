"""Webhooks as they travel: subscriptions, their deliveries, sending again, and what a receiver said to a test message."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Checked, Note, Oin, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.terms import ActorKind, DeliveryState, SubscriptionState

Url = Annotated[
    str,
    Field(
        min_length=1,
        max_length=2000,
        description="adres van de ontvanger: https, een openbare naam, poort 443",
        examples=["https://ontvanger.example.nl/webhooks"],
    ),
    Checked,
]
FactType = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9.-]{0,120}$",
        description="soort feit, zoals in GET /v1/event-types",
        examples=["nl.sociaaldomein.contracts.contract-activated.v1"],
    ),
    Checked,
]
Types = Annotated[
    list[FactType], Field(max_length=100, description="alleen deze soorten feiten; leeg is alle soorten")
]
Purchasers = Annotated[
    list[Oin], Field(max_length=500, description="alleen feiten van deze opdrachtgevers; leeg is alle")
]
_ERRORS = "timeout, connection, tls, redirect, address-refused of name-unanswered"


class NewSubscription(Wire):
    """Ask for webhooks (abonnement) about the facts that the organisation may see."""

    url: Url
    types: Types = Field(default=[])
    purchasers: Purchasers = Field(default=[])
    description: Note | None = Field(default=None, description="waar het abonnement voor is")
    external_reference: Reference | None = None


class SubscriptionChange(Wire):
    """A change (RFC 7396): what is left out stays, null takes away."""

    url: Url | None = None
    types: Types | None = None
    purchasers: Purchasers | None = None
    description: Note | None = Field(default=None, description="waar het abonnement voor is")
    state: SubscriptionState | None = Field(
        default=None, description="`active` zet het (weer) aan, `disabled` zet het uit"
    )


class Subscription(Resource):
    """Een abonnement (subscription) op de feiten die een organisatie mag zien."""

    origin: str = Field(
        description="schema, naam en poort van de ontvanger", examples=["https://ontvanger.example.nl"]
    )
    types: list[str] = Field(description="alleen deze soorten feiten; leeg is alle soorten")
    purchasers: list[Oin] = Field(description="alleen feiten van deze opdrachtgevers; leeg is alle")
    kind: ActorKind = Field(description="rol waarin het abonnement is genomen")
    via: Oin | None = Field(default=None, description="wie het namens de organisatie nam (machtiging)")
    state: SubscriptionState
    disabled_because: str | None = Field(
        default=None,
        description="waarom het uit staat: owner, gone, failing, authorisation-ended of secret-unreadable",
    )
    # A path or a query can hold a key of the receiver; the rest changes without a new version.
    url: Annotated[str, Private] = Field(description="adres van de ontvanger")
    description: Annotated[str | None, Private] = Field(
        default=None, description="waar het abonnement voor is"
    )
    position: Annotated[int, Private] = Field(
        description="tot en met welk feit (sequence) er berichten van gemaakt zijn"
    )
    epoch: Annotated[UUID, Private] = Field(description="tijdperk van de feed; nieuw na een herstel")
    former_secret_ends_at: Annotated[datetime | None, Private] = Field(
        default=None, description="tot wanneer berichten ook met het vorige geheim getekend worden"
    )
    secret: Annotated[str | None, Private] = Field(
        default=None,
        description="het geheim waarmee berichten getekend worden (whsec_…); alleen getoond waar het gemaakt wordt",
    )


class Delivery(Wire):
    """Eén bericht (delivery) aan één abonnement, met zijn pogingen."""

    id: UUID
    subscription_id: UUID = Field(description="abonnement")
    webhook_id: str = Field(description="naam van het bericht, dezelfde bij elke poging")
    sequence: str = Field(description="volgnummer van het feit in de feed")
    type: str = Field(description="soort feit")
    state: DeliveryState
    attempts: int = Field(description="aantal pogingen")
    due_at: datetime | None = Field(default=None, description="wanneer het weer wordt geprobeerd")
    last_status: int | None = Field(default=None, description="laatste HTTP-status van de ontvanger")
    last_error: str | None = Field(default=None, description=f"waarom het niet aankwam: {_ERRORS}")
    delivered_at: datetime | None = Field(default=None, description="wanneer het is aangekomen")


class Replay(Wire):
    """Send again: every fact after a position, or these deliveries; one of the two."""

    after: int | None = Field(
        default=None, ge=0, le=2**62, description="alle feiten na deze positie; null is vanaf het begin"
    )
    delivery_ids: list[UUID] | None = Field(
        default=None, min_length=1, max_length=100, description="alleen deze berichten"
    )


class WebhookTest(Wire):
    """Wat de ontvanger van een proefbericht (test message) zei."""

    webhook_id: str = Field(description="naam van het proefbericht")
    status: int | None = Field(default=None, description="HTTP-status van de ontvanger")
    error: str | None = Field(default=None, description=f"waarom er geen goed antwoord kwam: {_ERRORS}")
    milliseconds: int = Field(description="hoe lang het duurde")
