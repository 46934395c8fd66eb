"""Tariffs, indexes and real prices in the graph."""

from services.contracts.tariffs.graphql.mutations import TariffMutation
from services.contracts.tariffs.graphql.reading import TariffQuery

__all__ = ["TariffMutation", "TariffQuery"]
