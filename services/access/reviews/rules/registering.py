"""The register of the switch team: what it was asked, what it advised, and what was saved (D-31, R-A07)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from shared.values import Derivation, Money, Sentence
from shared.values.reviewing import ReviewKind, ReviewOutcome, ReviewState

REGISTERED = Sentence(
    "switch-team.registered",
    nl="Van {first_day} tot en met {last_day} opende het schakelteam {above} toetsen boven de drempel en {voluntary} op verzoek; afgerond: {result}.",
    en="From {first_day} up to and including {last_day} the switch team opened {above} reviews above the threshold and {voluntary} on request; completed: {result}.",
)
SAVED = Sentence(
    "switch-team.saved",
    nl="Gevraagd {asked_cents}, toegekend {granted_cents}, bij de {number} aanvragen waarvan beide bekend zijn: {result_cents} minder.",
    en="Asked {asked_cents}, granted {granted_cents}, of the {number} applications of which both are known: {result_cents} less.",
)


@dataclass(frozen=True, slots=True)
class SwitchTeamLine:
    """One application that the switch team looked at; None is not known, `saved_cents` is asked less granted."""

    review_id: UUID
    owner: str
    citizen_id: UUID | None
    request_id: UUID | None
    decision_id: UUID | None
    kind: ReviewKind
    state: ReviewState
    opened_on: date
    completed_on: date | None
    outcome: ReviewOutcome | None
    alternative_product: str | None
    asked_cents: int | None
    granted_cents: int | None

    @property
    def saved_cents(self) -> int | None:
        """What the application cost less than was asked; negative when more was granted."""
        if self.asked_cents is None or self.granted_cents is None:
            return None
        return self.asked_cents - self.granted_cents


@dataclass(frozen=True, slots=True)
class SwitchTeamRegister:
    """The register over some days; the amounts are of the lines of which both are known, `steps` the derivation as it is read."""

    first_day: date
    last_day: date
    above_threshold: int
    voluntary: int
    completed: int
    alternatives: int
    asked_cents: int
    granted_cents: int
    saved_cents: int
    lines: list[SwitchTeamLine]
    derivation: Derivation
    steps: list[Any] = field(default_factory=list)


def keep_register(lines: Sequence[SwitchTeamLine], first: date, last: date) -> SwitchTeamRegister:
    """The switch team's register of these lines with its totals and why (D-31)."""
    known = [
        (one.asked_cents, one.granted_cents)
        for one in lines
        if one.asked_cents is not None and one.granted_cents is not None
    ]
    asked, granted = sum(one for one, _ in known), sum(one for _, one in known)
    above = sum(one.kind is ReviewKind.SWITCH_TEAM for one in lines)
    completed = sum(one.state is ReviewState.COMPLETED for one in lines)
    why = (
        Derivation()
        .because(
            "R-A07", REGISTERED, completed, first_day=first, last_day=last, above=above,
            voluntary=len(lines) - above,
        )
        .because(
            "R-A07", SAVED, Money(asked - granted), asked_cents=Money(asked), granted_cents=Money(granted),
            number=len(known),
        )
    )  # fmt: skip
    return SwitchTeamRegister(
        first, last, above, len(lines) - above, completed,
        sum(one.alternative_product is not None for one in lines), asked, granted, asked - granted, list(lines), why,
    )  # fmt: skip
