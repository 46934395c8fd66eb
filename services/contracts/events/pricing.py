"""The facts on products, tariffs and what these rest on."""

from services.contracts.products.store import PRODUCTS
from services.contracts.tariffs.store import INDEXES, REAL_PRICES, TARIFFS
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import contracts as schemas

_PRODUCT, _TARIFF = by_id(PRODUCTS.get), by_id(TARIFFS.get)
_INDEX, _PRICE = by_id(INDEXES.get), by_id(REAL_PRICES.get)
PRICING = {
    "product-registered": EventType(
        schemas.Product,
        "Een product staat in de catalogus (R-X06).",
        "A product is in the catalogue (R-X06).",
        since="0.3.0",
        read=_PRODUCT,
    ),
    "product-changed": EventType(
        schemas.Product,
        "Een product is gewijzigd (R-X06).",
        "A product was changed (R-X06).",
        since="0.3.0",
        read=_PRODUCT,
    ),
    "tariff-agreed": EventType(
        schemas.Tariff,
        "Een tarief is afgesproken, met zijn tarieftabel (R-X01).",
        "A tariff was agreed, with its table of amounts (R-X01).",
        since="0.3.0",
        read=_TARIFF,
    ),
    "tariff-changed": EventType(
        schemas.Tariff,
        "Een tarief is gewijzigd (R-X01).",
        "A tariff was changed (R-X01).",
        since="0.3.0",
        read=_TARIFF,
    ),
    "tariff-indexed": EventType(
        schemas.Tariff,
        "Een tarief is geïndexeerd (R-C27).",
        "A tariff was indexed (R-C27).",
        since="0.3.0",
        read=_TARIFF,
    ),
    "tariff-index-registered": EventType(
        schemas.TariffIndex,
        "De index van een jaar is vastgelegd (R-C27).",
        "The index of a year was registered (R-C27).",
        since="0.3.0",
        read=_INDEX,
    ),
    "tariff-index-changed": EventType(
        schemas.TariffIndex,
        "De index van een jaar is verbeterd (R-C27).",
        "The index of a year was corrected (R-C27).",
        since="0.3.0",
        read=_INDEX,
    ),
    "real-price-registered": EventType(
        schemas.RealPrice,
        "Een reële prijs bij verordening is vastgelegd (R-C64).",
        "A real price by bylaw was registered (R-C64).",
        since="0.3.0",
        read=_PRICE,
    ),
    "real-price-changed": EventType(
        schemas.RealPrice,
        "Een reële prijs bij verordening is gewijzigd (R-C64).",
        "A real price by bylaw was changed (R-C64).",
        since="0.3.0",
        read=_PRICE,
    ),
}
