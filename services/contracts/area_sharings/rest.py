"""Sharings over REST: a plain resource that comes about at /area-profiles/_share (shared/kit/plain.py)."""

from services.contracts.area_sharings import operations
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

router = Router(prefix="/area-sharings", tags=["area-sharings"])

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about="Met wie gebieden, wijkgegevens en sociale kaart zijn gedeeld (/area-profiles/_share, D-17); wie erin staat, ziet de deling ook.",
        example={},
        filters={"municipality_code": "Alleen van deze gemeente."},
    ),
)
