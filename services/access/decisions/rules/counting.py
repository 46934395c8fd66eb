"""Decisions counted by product, team or referrer, beside the ceilings and the waiting list's quality (D-24, R-A37, R-A38)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.access.access_ceilings.rules import CeilingUse
from services.access.waiting_list.rules import WaitingQuality
from shared.values.access_reports import DecisionsBy
from shared.values.questions import ReferrerType
from shared.values.terms import Law

# A line more than is shown: the whole is one of them.
MOST_LINES, MOST_CEILINGS = 500, 200


@dataclass(frozen=True, slots=True)
class CountedDecisions:
    """The decisions of a product, team or referrer; `whole` is all together. Shares are basis points, rounded down."""

    decisions: int
    granted: int
    refused: int
    decisions_before: int
    value_cents: int
    whole: bool = False
    law: Law | None = None
    product_category: str | None = None
    product_code: str | None = None
    team: str | None = None
    referrer_type: ReferrerType | None = None
    referrer_code: str | None = None
    share_basis_points: int | None = None


@dataclass(frozen=True, slots=True)
class DecisionCounts:
    """The report of a period, first and last day included; ceilings are those of the year of the last day."""

    first_day: date
    last_day: date
    by: DecisionsBy
    policy_version: int
    total: CountedDecisions
    lines: list[CountedDecisions]
    ceilings: list[CeilingUse]
    waiting_list: WaitingQuality


def decision_counts(
    days: tuple[date, date],
    by: DecisionsBy,
    policy_version: int,
    counted: Sequence[CountedDecisions],
    ceilings: Sequence[CeilingUse],
    waiting: WaitingQuality,
) -> DecisionCounts:
    """The counts of a period, each line with its share of all decisions; who counted nothing gives a whole of nothing."""
    whole = next((one for one in counted if one.whole), CountedDecisions(0, 0, 0, 0, 0, whole=True))

    def shared(one: CountedDecisions) -> CountedDecisions:
        share = one.decisions * 10_000 // whole.decisions if whole.decisions else None
        return replace(one, share_basis_points=share)

    lines = [shared(one) for one in counted if not one.whole][:MOST_LINES]
    return DecisionCounts(
        *days, by, policy_version, shared(whole), lines, list(ceilings), waiting
    )  # fmt: skip


__all__ = ["MOST_CEILINGS", "MOST_LINES", "CountedDecisions", "DecisionCounts", "decision_counts"]
