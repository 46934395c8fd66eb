"""What stands in a contract for a time or for good: a suspension, a termination, what an option's exercise rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.values.arrangements import TerminationGround
from shared.values.life import SuspensionReason
from shared.values.terms import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """The days on which a contract rests: from the first day on, up to and including the last when that is known."""

    valid_from: date
    valid_until: date | None = None
    reason: SuspensionReason
    motivation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """What breach on results rests on (R-C10): the plan of action, and the quarters below the norm after it."""

    agreement_code: str
    plan_of_action_on: date
    quarters_below_norm: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Termination:
    """Why and on which last day a contract ends before its time, or is not renewed (R-C09, R-C10)."""

    ground: TerminationGround
    last_day: date
    decided_on: date
    agreed_on: date | None = None
    breach: Breach | None = None
    motivation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedVerdict:
    """The verdict on performance that an option rests on, as outcomes gave it or as the parties wrote it down (R-C46)."""

    verdict: Verdict
    stated_on: date
    verdict_id: UUID | None = None
    verdict_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RisenClients:
    """How many clients rose on the self-reliance matrix, and how many of them beyond the measurement error (R-C45)."""

    counted: int
    risen: int
    distinguishable: int
    counted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the exercise of an option rests on; a free option needs nothing."""

    performance: StatedVerdict | None = None
    clients: RisenClients | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """A running contract that was entered with its history: when it was signed, and how many earlier versions came along."""

    signed_on: date
    slices: int
