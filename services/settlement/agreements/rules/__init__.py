"""What is known of contracts, funding agreements, tariffs and products, and which of them holds on a day."""

from services.settlement.agreements.rules.agreements import (
    Agreement,
    AgreementNotFound,
    Known,
    KnownContract,
    Product,
    agreement_on,
)
from services.settlement.agreements.rules.tariffs import Tariff, TariffNotFound, amount_on, tariff_on

__all__ = [
    "Agreement",
    "AgreementNotFound",
    "Known",
    "KnownContract",
    "Product",
    "Tariff",
    "TariffNotFound",
    "agreement_on",
    "amount_on",
    "tariff_on",
]
