"""What an account comes to on a day, and the lines that brought it there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values.booking import EntryCause


class AccountNotFound(NotFound):
    """There is no account of this name in the chart."""

    code = "account-not-found"
    title = Text("Rekening niet gevonden", "Account not found")
    detail = Text("Er is geen rekening {account}.", "There is no account {account}.")
    mend = Text("Kies een code uit GET /v1/accounts.", "Choose a code of GET /v1/accounts.")


@dataclass(frozen=True, slots=True)
class Balance:
    """An account's sums in cents: what was posted on either side, and what is pending (debit less credit)."""

    account: str
    currency: str
    debit_cents: int
    credit_cents: int
    pending_cents: int


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What one entry did to an account (debit positive), and the balance after it."""

    entry_id: UUID
    booked_on: date
    event_on: date
    cause: EntryCause
    description: str
    amount_cents: int
    balance_cents: int = 0


def running(lines: Iterable[StatementLine], before: int) -> list[StatementLine]:
    """The lines with the balance after each: 100.00 before and 25.00, −40.00 give 125.00 and 85.00."""
    told = []
    for one in lines:
        before += one.amount_cents
        told.append(replace(one, balance_cents=before))
    return told


__all__ = ["AccountNotFound", "Balance", "StatementLine", "running"]
