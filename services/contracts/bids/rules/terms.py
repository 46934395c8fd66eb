"""What a bid is made of, and what it asks of its procedure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.values.procurements import BidRemark, BidState, Openness, ProcurementState

OPEN_TO_PURCHASER = frozenset(BidState) - {BidState.SEALED, BidState.WITHDRAWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class BidAnswer:
    """What a bid says on a criterion."""

    criterion: int
    meets: bool | None = None
    value: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BidContent:
    """What a bid offers; price in euros, waiting time in days."""

    price: str | None = None
    waiting_days: int | None = None
    satisfaction: str | None = None
    client_preference: bool | None = None
    capacity: int | None = None
    admission_answers: list[BidAnswer] = field(default_factory=list)
    award_answers: list[BidAnswer] = field(default_factory=list)
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionScore:
    """What a bid got on one criterion."""

    criterion: int
    score: str
    weight_basis_points: int
    points: str
    motivation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BidOutcome:
    """What came of a bid."""

    total: str | None
    rank: int | None
    scores: list[CriterionScore]
    unmet: list[int]
    remarks: list[BidRemark]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bid:
    """One version of a bid; `content` is None where the reader may not know it, or nobody does any more."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str]
    procurement_id: UUID
    lot: int | None
    bidder: str
    state: BidState = BidState.SEALED
    closes_at: datetime
    submitted_at: datetime
    content: BidContent | None
    outcome: BidOutcome | None = None

    def next(self, **changes: Any) -> Bid:
        """The next version with these changes."""
        return replace(self, version=self.version + 1, **changes)

    def seen_by(self, organisations: Iterable[str]) -> Bid:
        """The bid as organisations may see it: its bidder learns its score at the award, not before."""
        pending = self.state in (BidState.RANKED, BidState.EXCLUDED) and self.owner not in set(organisations)
        return replace(self, state=BidState.OPENED, outcome=None) if pending else self

    def receipt(self) -> Bid:
        """The bid as the subject of a fact that its bidder alone sees: until it is opened it belongs to the bidder."""
        return replace(self, owner=self.bidder, parties=[self.bidder])


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """The number of a criterion that a bid answers."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a bid asks of its procedure."""

    id: UUID
    owner: str
    number: str
    state: ProcurementState
    openness: Openness
    invited: list[str]
    closes_at: datetime | None
    lots: list[Criterion]
    admission_criteria: list[Criterion]
    award_criteria: list[Criterion]
    dropped_out: list[str] = field(default_factory=list)
    price_needed: bool = False
    price_refused: bool = False
