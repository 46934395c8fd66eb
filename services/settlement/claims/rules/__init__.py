"""What a claim is, what it is judged by, and what becomes of it (R-S10, R-S12, R-S30, R-S35, R-S36, R-S48)."""

from services.settlement.claims.rules.judged import Debit, Judged, Spent
from services.settlement.claims.rules.judging import Book, Bundle
from services.settlement.claims.rules.kept import (
    PAID_WITHIN,
    Claim,
    ClaimNotFound,
    ClaimPayable,
    ClaimPayableNotFound,
    PurchaserUnknown,
    Sums,
    add_up,
    payables_of,
)
from services.settlement.claims.rules.known import Allocated, Contract, Funding, Line, Tariff
from services.settlement.claims.rules.reasons import WHY, Why

__all__ = [
    "PAID_WITHIN", "WHY", "Allocated", "Book", "Bundle", "Claim", "ClaimNotFound", "ClaimPayable", "ClaimPayableNotFound", "Contract", "Debit",
    "Funding", "Judged", "Line", "PurchaserUnknown", "Spent", "Sums", "Tariff", "Why", "add_up",
    "payables_of",
]  # fmt: skip
