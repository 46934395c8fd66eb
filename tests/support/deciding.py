"""What a decision takes to be final at once: its value, the legal frame, and the talk in which the question was made clear."""

from __future__ import annotations

from datetime import date
from typing import Any

from shared.schemas.access import DecisionClarification, NewDecisionFrame, WeighedProvision
from shared.values.legal_frames import FrameOutcome
from shared.values.questions import FirstProvision, FirstProvisionOutcome
from shared.values.terms import Law


def a_talk(held_on: date) -> DecisionClarification:
    """A talk on a day: the network was weighed, and independent support offered."""
    weighed = WeighedProvision(kind=FirstProvision.NETWORK, outcome=FirstProvisionOutcome.INSUFFICIENT)
    return DecisionClarification(
        held_on=held_on, method="talk", own_strength="Regelt zelf de post.", provisions_first=[weighed],
        support_offered_on=held_on,
    )  # fmt: skip


def in_full(held_on: date, law: Law = Law.WMO_2015) -> dict[str, Any]:
    """The fields of a new decision that every gate asks for beside the allocation itself: worth 7,800.00."""
    return {
        "value_cents": 780_000,
        "legal_frame": NewDecisionFrame(law=law, outcome=FrameOutcome.ALLOWED),
        "clarification": a_talk(held_on),
    }


def in_json(held_on: date, law: Law = Law.WMO_2015) -> dict[str, Any]:
    """The same as a client writes it."""
    full = in_full(held_on, law)
    return {
        "valueCents": full["value_cents"],
        "legalFrame": full["legal_frame"].model_dump(mode="json", by_alias=True, exclude_none=True),
        "clarification": full["clarification"].model_dump(mode="json", by_alias=True, exclude_none=True),
    }
