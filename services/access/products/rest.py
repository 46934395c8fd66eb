"""The catalogue of products over REST: a plain resource (shared/kit/plain.py) that is only read."""

from services.access.products import operations
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

router = Router(prefix="/products", tags=["products"])

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "De producten die kunnen worden toegekend, zoals contracts ze bijhoudt: onder welke wet, algemene of maatwerkvoorziening, en"
            " waar over toegang wordt besloten (R-A01). De toegang leest ze alleen; vastleggen en wijzigen gaat bij contracts."
        ),
        example={},
        filters={
            "category": "Alleen in deze productcategorie.",
            "code": "Alleen met deze productcode.",
            "provision_type": "Alleen algemene of maatwerkvoorzieningen.",
            "support_kind": "Alleen deze soort ondersteuning.",
        },
    ),
)
