"""What can be wrong with a subscription, beside its address (addresses.py)."""

from __future__ import annotations

from shared.errors import NotAllowed, NotFound, Refused, Text


class SubscriptionNotFound(NotFound):
    """There is no such subscription for this reader."""

    code = "subscription-not-found"
    title = Text("Abonnement niet gevonden", "Subscription not found")
    detail = Text(
        "Abonnement {id} is er niet, of is niet van u.", "Subscription {id} is not there, or not yours."
    )
    mend = Text("Zoek het op met GET /v1/subscriptions.", "Look it up with GET /v1/subscriptions.")


class SubscriptionBeyond(NotAllowed):
    """Who may read less than a subscription brings does not say where it goes."""

    code = "subscription-beyond"
    status = 403
    title = Text("Het abonnement reikt verder dan dit token", "The subscription reaches beyond this token")
    detail = Text(
        "Abonnement {id} brengt feiten die dit token niet mag lezen.",
        "Subscription {id} brings facts that this token may not read.",
    )
    mend = Text(
        "Vraag een token met de rol en de scopes van wie het abonnement nam.",
        "Ask for a token with the role and scopes of who took the subscription.",
    )


class TooManySubscriptions(Refused):
    """An organisation has a limited number of active subscriptions in each service."""

    code = "subscriptions-too-many"
    title = Text("Te veel abonnementen", "Too many subscriptions")
    detail = Text(
        "Er zijn al {most} actieve abonnementen van deze organisatie.",
        "This organisation has {most} active subscriptions already.",
    )
    mend = Text(
        "Zet een ongebruikt abonnement uit (PATCH state=disabled).",
        "Disable one that is not used (PATCH state=disabled).",
    )


class SubscriptionDisabled(Refused):
    """Nothing is sent for a subscription that is disabled."""

    code = "subscription-disabled"
    title = Text("Het abonnement staat uit", "The subscription is disabled")
    detail = Text("Abonnement {id} staat uit: {because}.", "Subscription {id} is disabled: {because}.")
    mend = Text("Zet het eerst aan (PATCH state=active).", "Enable it first (PATCH state=active).")


class SecretLost(Refused):
    """The stored secret cannot be opened with the key that the service has now."""

    code = "webhook-secret-unreadable"
    title = Text("Het geheim is onleesbaar", "The secret is unreadable")
    detail = Text(
        "Het geheim van abonnement {id} is niet meer te openen.",
        "The secret of subscription {id} can no longer be opened.",
    )
    mend = Text(
        "Vraag een nieuw geheim (POST …/secret-rotation).", "Ask for a new secret (POST …/secret-rotation)."
    )


class DeliveryNotFound(NotFound):
    """One of the deliveries is not of this subscription."""

    code = "delivery-not-found"
    title = Text("Bericht niet gevonden", "Delivery not found")
    detail = Text(
        "Niet al deze berichten zijn van abonnement {id}.",
        "Not all of these deliveries are of subscription {id}.",
    )
    mend = Text("Zoek ze op met GET …/deliveries.", "Look them up with GET …/deliveries.")
