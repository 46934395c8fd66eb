"""The only SQL on agreements to share savings."""

from __future__ import annotations

from services.contracts.shared_savings_agreements.rules import (
    SharedSavingsAgreement,
    SharedSavingsAgreementNotFound,
)
from services.contracts.tables import shared_savings_agreements
from shared.kit.shared_registers import SharedRegister
from shared.schemas import contracts as schemas

SHARED_SAVINGS_AGREEMENTS = SharedRegister(
    shared_savings_agreements,
    SharedSavingsAgreement,
    schemas.SharedSavingsAgreement,
    SharedSavingsAgreementNotFound,
)
