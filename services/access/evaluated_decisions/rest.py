"""Evaluated decisions over REST: a plain resource (shared/kit/plain.py) that is only read."""

from services.access.evaluated_decisions import operations
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

router = Router(prefix="/evaluated-decisions", tags=["evaluated-decisions"])

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Werklijst van de gemeente: lopende besluiten waarvan alle gewenste resultaten zijn beoordeeld (R-A34, R-X08). Alles"
            " bereikt vraagt om een einde, al het andere om een toets voor verlenging; een verlenging gaat nooit vanzelf (R-A11), en"
            " een einde ook niet."
        ),
        example={},
        filters={
            "contract_id": "Alleen onder dit contract.",
            "citizen_id": "Alleen van deze inwoner (surrogaat).",
            "provider": "Alleen bij deze aanbieder.",
            "law": "Alleen onder deze wet.",
        },
    ),
)
