"""The chart of accounts (rekeningschema): what each account is for, and who may write on it by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shared.errors import Text

COMMITMENT = "commitment"
COMMITTED = "committed"
PROGRAMME_COSTS = "programme-costs"
PAYABLE = "payable"
RETAINED = "retained"
BANK = "bank"
RECEIVABLE = "receivable"
SUSPENSE = "suspense"
OPENING = "opening"


@dataclass(frozen=True, slots=True)
class AccountKind:
    """An account: its name, whether an entry by hand (memorial) may touch it, and whether a contract's parties see it.

    What follows from schedules, retentions and payments stays theirs: by hand they would no longer agree with the books.
    """

    name: Text
    by_hand: bool = False
    shown: bool = False


ACCOUNTS: Mapping[str, AccountKind] = MappingProxyType(
    {
        PROGRAMME_COSTS: AccountKind(Text("Programmalasten", "Programme costs"), by_hand=True),
        PAYABLE: AccountKind(Text("Te betalen", "Payable"), shown=True),
        RETAINED: AccountKind(Text("Ingehouden tot vrijgave", "Retained until release"), shown=True),
        BANK: AccountKind(Text("Bank", "Bank"), shown=True),
        RECEIVABLE: AccountKind(Text("Te vorderen", "Receivable"), shown=True),
        COMMITMENT: AccountKind(Text("Verplichtingen", "Commitments")),
        COMMITTED: AccountKind(Text("Aangegaan (tegenrekening verplichtingen)", "Committed (contra)")),
        SUSPENSE: AccountKind(Text("Tussenrekening", "Suspense"), by_hand=True),
        OPENING: AccountKind(Text("Beginbalans", "Opening balance"), by_hand=True),
    }
)
BY_HAND = tuple(sorted(code for code, kind in ACCOUNTS.items() if kind.by_hand))
EURO = "EUR"

__all__ = [
    "ACCOUNTS", "BANK", "BY_HAND", "COMMITMENT", "COMMITTED", "EURO", "OPENING", "PAYABLE", "PROGRAMME_COSTS",
    "RECEIVABLE", "RETAINED", "SUSPENSE", "AccountKind",
]  # fmt: skip
