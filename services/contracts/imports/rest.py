"""Imports over REST: a plain resource that comes about elsewhere (shared/kit/plain.py)."""

from services.contracts.imports import operations
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

router = Router(prefix="/imports", tags=["imports"])

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about="Wat gebieden, kenmerken en beheersmaatregelen inlas (/areas/_import en zo verder), met wat er nieuw of gewijzigd is.",
        example={},
        filters={"kind": "Alleen van deze soort."},
    ),
)
