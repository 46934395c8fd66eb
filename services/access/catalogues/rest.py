"""Catalogues over REST: a plain resource (shared/kit/plain.py) that is only read."""

from services.access.catalogues import operations
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

router = Router(prefix="/provider-catalogues", tags=["provider-catalogues"])

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "De catalogi van gegunde aanbieders, in rangorde, met hun keuzetermijn en vrije plaatsen: waaruit een inwoner kiest, en in"
            " welke volgorde de gemeente toewijst als er niet wordt gekozen (R-C43). Een kopie van wat contracten vertelt."
        ),
        example={},
        filters={"procurement_id": "Alleen uit deze inkoopprocedure."},
    ),
)
