"""Tariffs, indexes and real prices over REST."""

from services.contracts.tariffs.rest.indexes import router as index_router
from services.contracts.tariffs.rest.real_prices import router as real_price_router
from services.contracts.tariffs.rest.tariffs import router

__all__ = ["index_router", "real_price_router", "router"]
