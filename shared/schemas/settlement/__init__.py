"""What travels to and from the settlement service."""

from shared.schemas.settlement.agreements import KnownAmount, KnownFunding, KnownTariff
from shared.schemas.settlement.allocations import Allocation
from shared.schemas.settlement.ceilings import CeilingUsage
from shared.schemas.settlement.claims import Claim, ClaimPayable, NewClaim
from shared.schemas.settlement.day_one import (
    Journal,
    NewJournal,
    NewOpening,
    NewOpeningLine,
    NewPostingProfile,
    Opening,
    OpeningLine,
    PostingProfile,
    ProfileEnding,
    Receivable,
    WriteOff,
)
from shared.schemas.settlement.hire_orders import HireOrder, NewHireOrder
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
    "CeilingUsage",
    "Claim",
    "ClaimPayable",
    "Closing",
    "Entry",
    "EntryLine",
    "EntryReversal",
    "HireOrder",
    "Iban",
    "Instalment",
    "Journal",
    "KnownAmount",
    "KnownFunding",
    "KnownTariff",
    "LiquidityWeek",
    "NewBankAccount",
    "NewClaim",
    "NewClosing",
    "NewEntry",
    "NewEntryLine",
    "NewHireOrder",
    "NewJournal",
    "NewOpening",
    "NewOpeningLine",
    "NewPaymentBatch",
    "NewPostingProfile",
    "Obligation",
    "ObligationTotal",
    "Opening",
    "OpeningLine",
    "Payment",
    "PaymentBatch",
    "PostingProfile",
    "ProfileEnding",
    "Receivable",
    "Retention",
    "Schedule",
    "Seal",
    "SealCheck",
    "StatementLine",
    "TrialBalance",
    "WriteOff",
]
