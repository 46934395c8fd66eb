"""Provider rankings over REST: a plain resource (shared/kit/plain.py) that is only read."""

from services.access.provider_rankings import operations
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

router = Router(prefix="/provider-rankings", tags=["provider-rankings"])

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "De nieuwste gepubliceerde ranglijst van aanbieders per indicator, beste eerst: keuze-informatie voor wie een aanbieder"
            " kiest, en de volgorde waarin de catalogus toewijst als er niet wordt gekozen (R-C43). Alleen wie meer dan door toeval"
            " afwijkt staat erin (R-O34)."
        ),
        example={},
        filters={"indicator": "Alleen van deze indicator."},
    ),
)
