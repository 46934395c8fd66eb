"""Majority signals over REST: a plain resource (shared/kit/plain.py) that comes about by itself and is read."""

from services.access.majority_signals import operations
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

router = Router(prefix="/majority-signals", tags=["majority-signals"])

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Jongeren met lopende jeugdhulp van wie de leeftijdsgrens nadert of voorbij is (R-A16, E-73): wie op 1 september 18 wordt,"
            " staat er op 1 maart als raised. Hoeveel maanden vooruit zegt het beleid. Er staan maanden en geen dagen: een dag zou de"
            " verjaardag verraden."
        ),
        example={},
        filters={
            "state": "Alleen in deze toestand.",
            "citizen_id": "Alleen van deze inwoner (surrogaat).",
            "request_id": "Alleen van deze melding.",
        },
    ),
)
