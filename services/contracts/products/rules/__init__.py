"""What a product is, where access to it is decided (A-14.5), and whether it belongs in the basic budget (R-C53)."""

from services.contracts.products.rules.access import PLACES, place_of
from services.contracts.products.rules.catalogue import (
    CATEGORIES,
    FORMS,
    UNIT_CODES,
    Product,
    ProductContradictory,
    ProductExists,
    ProductNotFound,
    ShelteredLivingGeneral,
    change,
    settle,
)
from services.contracts.products.rules.separation import CareType, SeparationFound, advise_separation

__all__ = [
    "CATEGORIES",
    "FORMS",
    "PLACES",
    "UNIT_CODES",
    "CareType",
    "Product",
    "ProductContradictory",
    "ProductExists",
    "ProductNotFound",
    "SeparationFound",
    "ShelteredLivingGeneral",
    "advise_separation",
    "change",
    "place_of",
    "settle",
]
