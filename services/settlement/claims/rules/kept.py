"""A claim as it is kept, and what of a file is payable to whom by when (N-142, R-S62)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from services.settlement.claims.rules.judged import Judged
from services.settlement.claims.rules.known import Contract
from services.settlement.ledger.rules import PAYABLE, PROGRAMME_COSTS, RECEIVABLE, Entry, entry
from shared.errors import NotFound, Refused, Text
from shared.values import Money, new_id
from shared.values.booking import EntryCause
from shared.values.claiming import ClaimReason, ClaimState
from shared.values.terms import InstalmentState, Law

PAID_WITHIN = timedelta(days=30)  # R-S62: the standard administration protocol, after approval


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim line with what became of it; it never changes. Cents, and volumes in its unit; the inhabitant is a surrogate."""

    id: UUID
    version: int
    owner: str
    external_reference: str
    parties: list[str]
    batch_id: UUID
    provider: str
    law: Law
    allocation_number: int
    allocation_id: UUID | None
    citizen_id: UUID | None
    contract_id: UUID | None
    product_category: str | None
    product_code: str
    unit: str
    period_start: date
    period_end: date
    volume: int
    tariff: str | None
    amount_cents: int
    credit_of: str | None
    state: ClaimState
    reason: ClaimReason | None
    rule: str | None
    return_code: str | None
    paid_volume: int
    paid_cents: int
    exception_cents: int
    exceptions: Mapping[str, int] | None
    ceiling_id: UUID | None
    allowed_volume: int | None
    judged_on: date
    due_on: date | None
    contract_version: int | None
    agreement_number: int | None
    allocation_version: int | None
    tariff_id: UUID | None
    tariff_version: int | None
    applied_tariff: str | None


class ClaimNotFound(NotFound):
    """There is no such claim, or it is not yours."""

    code = "claim-not-found"
    title = Text("Declaratieregel niet gevonden", "Claim not found")
    detail = Text("Er is geen declaratieregel {id}.", "There is no claim {id}.")
    mend = Text(
        "Controleer het kenmerk (id), of zoek op bestand (batchId) of eigen kenmerk (externalReference).",
        "Check the identifier (id), or search by batch (batchId) or your own reference (externalReference).",
    )


class PurchaserUnknown(Refused):
    """The sender has no contract with this purchaser that settlement knows."""

    code = "claim-purchaser-unknown"
    rule = "R-S36"
    title = Text("Bij deze gemeente hebt u geen contract", "You have no contract with this purchaser")
    detail = Text(
        "De afrekening kent geen contract van {owner} waarbij u partij bent.",
        "Settlement knows no contract of {owner} to which you are a party.",
    )
    mend = Text(
        "Controleer owner: het OIN van de gemeente of regio die het contract heeft gesloten.",
        "Check owner: the OIN of the municipality or region that made the contract.",
    )


@dataclass(frozen=True, slots=True)
class ClaimPayable:
    """What one file makes payable of one contract and year of delivery; negative where credits outweigh: then it is a receivable."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    batch_id: UUID
    contract_id: UUID
    contract_number: str
    year: int
    payee: str
    amount_cents: int
    delivered_until: date
    approved_on: date
    due_on: date
    entry_id: UUID
    state: InstalmentState
    paid_on: date | None


class ClaimPayableNotFound(NotFound):
    """There is no such sum of a claim file, or it is not yours."""

    code = "claim-payable-not-found"
    title = Text("Betaalbaarstelling niet gevonden", "Claim payable not found")
    detail = Text("Er is geen betaalbaarstelling {id}.", "There is no claim payable {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op bestand (batchId).",
        "Check the identifier, or search by batch (batchId).",
    )


Sums = dict[tuple[UUID, int], tuple[Contract, int, date]]


def add_up(sums: Sums, judged: Iterable[Judged]) -> None:
    """Add what lines came to, by contract and year of delivery; with the last day delivered."""
    for one in judged:
        if one.contract is None or not one.paid_cents:
            continue
        key, day = (one.contract.id, one.line.period_end.year), one.line.period_end
        contract, total, until = sums.get(key, (one.contract, 0, day))
        sums[key] = (contract, total + one.paid_cents, max(until, day))


def payables_of(sums: Sums, batch_id: UUID, owner: str, today: date) -> list[tuple[ClaimPayable, Entry]]:
    """What a file makes payable, by contract and year, due thirty days after approval (R-S62), each with its entry.

    Sums of nothing are left out; where credits outweigh, the difference is to be had back (receivable).
    """
    made = []
    for (_, year), (contract, total, until) in sorted(sums.items(), key=lambda one: one[0]):
        if not total:
            continue
        id_ = new_id()
        cost = entry(
            owner, PROGRAMME_COSTS, PAYABLE if total > 0 else RECEIVABLE, Money(total),
            EntryCause.CLAIM if total > 0 else EntryCause.CREDIT, event_on=until,
            description=f"Declaraties {contract.number} {year}", contract_id=contract.id, subject_id=id_,
        )  # fmt: skip
        made.append((
            ClaimPayable(
                id_, 1, owner, None, [contract.payee], batch_id, contract.id, contract.number, year, contract.payee, total,
                until, today, today + PAID_WITHIN, cost.id, InstalmentState.POSTED, None,
            ),
            cost,
        ))  # fmt: skip
    return made


__all__ = [
    "PAID_WITHIN", "Claim", "ClaimNotFound", "ClaimPayable", "ClaimPayableNotFound", "PurchaserUnknown", "Sums", "add_up",
    "payables_of",
]  # fmt: skip
