"""The rules of the books: accounts, entries, what a person may write, what closes and is sealed."""

from services.settlement.ledger.rules.balances import AccountNotFound, Balance, StatementLine, running
from services.settlement.ledger.rules.by_hand import (
    AlreadyReversed,
    EntryRefused,
    NotByHand,
    memorial,
    reverse,
)
from services.settlement.ledger.rules.chart import (
    ACCOUNTS,
    BANK,
    BY_HAND,
    COMMITMENT,
    COMMITTED,
    EURO,
    OPENING,
    PAYABLE,
    PROGRAMME_COSTS,
    RECEIVABLE,
    RETAINED,
    SUSPENSE,
    AccountKind,
)
from services.settlement.ledger.rules.closing import (
    GENESIS,
    MOST_SEALED,
    Closing,
    ClosingNotFound,
    ClosingRefused,
    Seal,
    SealNotFound,
    close,
    follows,
    seal,
)
from services.settlement.ledger.rules.entries import (
    Entry,
    EntryLine,
    EntryNotFound,
    booked,
    both,
    compound,
    entry,
    resolve,
)

__all__ = [
    "ACCOUNTS", "BANK", "BY_HAND", "COMMITMENT", "COMMITTED", "EURO", "GENESIS", "MOST_SEALED", "OPENING", "PAYABLE",
    "PROGRAMME_COSTS", "RECEIVABLE", "RETAINED", "SUSPENSE", "AccountKind", "AccountNotFound",
    "AlreadyReversed", "Balance", "Closing", "ClosingNotFound", "ClosingRefused", "Entry", "EntryLine", "EntryNotFound", "EntryRefused", "NotByHand", "Seal", "SealNotFound",
    "StatementLine", "booked", "both",
    "close", "compound", "entry", "follows", "memorial", "resolve", "reverse", "running", "seal",
]  # fmt: skip
