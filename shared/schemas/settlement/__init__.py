"""What travels to and from the settlement service."""

from shared.schemas.settlement.agreements import KnownAmount, KnownFunding, KnownTariff
from shared.schemas.settlement.allocations import Allocation
from shared.schemas.settlement.ledger import (
    Account,
    Closing,
    Entry,
    EntryLine,
    EntryReversal,
    NewClosing,
    NewEntry,
    NewEntryLine,
    Seal,
    SealCheck,
    StatementLine,
    TrialBalance,
)
from shared.schemas.settlement.obligations import LiquidityWeek, Obligation, ObligationTotal
from shared.schemas.settlement.payments import (
    BankAccount,
    BankStatement,
    Iban,
    NewBankAccount,
    NewPaymentBatch,
    Payment,
    PaymentBatch,
)
from shared.schemas.settlement.schedules import Instalment, Retention, Schedule

__all__ = [
    "Account",
    "Allocation",
    "BankAccount",
    "BankStatement",
    "Closing",
    "Entry",
    "EntryLine",
    "EntryReversal",
    "Iban",
    "Instalment",
    "KnownAmount",
    "KnownFunding",
    "KnownTariff",
    "LiquidityWeek",
    "NewBankAccount",
    "NewClosing",
    "NewEntry",
    "NewEntryLine",
    "NewPaymentBatch",
    "Obligation",
    "ObligationTotal",
    "Payment",
    "PaymentBatch",
    "Retention",
    "Schedule",
    "Seal",
    "SealCheck",
    "StatementLine",
    "TrialBalance",
]
