"""What the legal frame did over some days, and which checks stand open (D-34, E-50)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shared.values.access_reports import mean_days
from shared.values.deciding import RefusalGround
from shared.values.legal_frames import FrameOutcome, LegalCheckAnswer, LegalCheckKind

# A refusal on one of these leads to another law; of several the first counts.
OTHER_LAW_GROUNDS = (RefusalGround.LONG_TERM_CARE_ACT, RefusalGround.OTHER_LAW, RefusalGround.AGE_LIMIT)
# The answers that lead to another law.
OTHER_LAW_ANSWERS = (
    LegalCheckAnswer.ACTIVE_INDICATION,
    LegalCheckAnswer.BEYOND_LIMIT,
    LegalCheckAnswer.LEARNING_ONLY,
    LegalCheckAnswer.LIFELONG,
    LegalCheckAnswer.OTHER_LAW,
)


@dataclass(frozen=True, slots=True)
class CheckCell:
    """The checks of a kind with an answer (None: with none); clients are citizens, each once."""

    kind: LegalCheckKind
    answer: LegalCheckAnswer | None
    asked: int
    asked_before: int
    clients: int
    clients_before: int
    open: int
    open_days: int
    oldest_days: int | None


@dataclass(frozen=True, slots=True)
class FrameOutcomeCount:
    """The decisions with an outcome of the legal frame."""

    outcome: FrameOutcome
    decisions: int
    decisions_before: int


@dataclass(frozen=True, slots=True)
class ShiftedGround:
    """The refusals on a ground that leads to another law; amounts in cents, as far as they are known."""

    ground: RefusalGround
    decisions: int
    decisions_before: int
    value_cents: int
    value_before_cents: int
    value_unknown: int


@dataclass(frozen=True, slots=True)
class Adapted:
    """The questions whose draft was withdrawn after a check led to another law, and by how much less was granted since."""

    adapted: int
    adapted_cents: int
    adapted_before_cents: int


@dataclass(frozen=True, slots=True)
class Youth:
    """Citizens with running youth help on a day, those of 18 and older, and those of them with a ground."""

    clients: int
    adults: int
    with_ground: int


@dataclass(frozen=True, slots=True)
class LegalAnswerCount:
    """For how many citizens a check gave an answer."""

    answer: LegalCheckAnswer
    clients: int
    clients_before: int


@dataclass(frozen=True, slots=True)
class LegalKindCount:
    """The checks of a kind, and how long those stand open that are."""

    kind: LegalCheckKind
    asked: int
    asked_before: int
    answers: list[LegalAnswerCount]
    open: int
    open_oldest_days: int | None
    open_mean_days: str | None


@dataclass(frozen=True, slots=True)
class LegalFrameReport:
    """The whole report; amounts in euro cents."""

    first_day: date
    last_day: date
    youth_clients: int
    youth_adults: int
    youth_adults_with_ground: int
    wlz_hits: int
    learning_only: int
    lifelong: int
    kinds: list[LegalKindCount]
    outcomes: list[FrameOutcomeCount]
    grounds: list[ShiftedGround]
    refused_cents: int
    adapted: int
    adapted_cents: int
    shifted_cents: int
    shifted_before_cents: int


def _kind(kind: LegalCheckKind, cells: Sequence[CheckCell]) -> LegalKindCount:
    standing = sum(one.open for one in cells)
    return LegalKindCount(
        kind=kind,
        asked=sum(one.asked for one in cells),
        asked_before=sum(one.asked_before for one in cells),
        answers=[
            LegalAnswerCount(answer, one.clients, one.clients_before)
            for answer in LegalCheckAnswer
            for one in cells
            if one.answer is answer and (one.clients or one.clients_before)
        ],
        open=standing,
        open_oldest_days=max((one.oldest_days for one in cells if one.oldest_days is not None), default=None),
        open_mean_days=mean_days(sum(one.open_days for one in cells), standing),
    )


def report(
    days: tuple[date, date],
    cells: Sequence[CheckCell],
    outcomes: Sequence[FrameOutcomeCount],
    grounds: Sequence[ShiftedGround],
    adapted: Adapted,
    youth: Youth,
) -> LegalFrameReport:
    """The report of a period: what shifted to another law is what was refused for it, and what was adapted (D-34)."""

    def clients(answer: LegalCheckAnswer) -> int:
        return sum(one.clients for one in cells if one.answer is answer)

    of_kinds = [(kind, [one for one in cells if one.kind is kind]) for kind in LegalCheckKind]
    refused = sum(one.value_cents for one in grounds)
    before = sum(one.value_before_cents for one in grounds)
    return LegalFrameReport(
        first_day=days[0],
        last_day=days[1],
        youth_clients=youth.clients,
        youth_adults=youth.adults,
        youth_adults_with_ground=youth.with_ground,
        wlz_hits=clients(LegalCheckAnswer.ACTIVE_INDICATION),
        learning_only=clients(LegalCheckAnswer.LEARNING_ONLY),
        lifelong=clients(LegalCheckAnswer.LIFELONG),
        kinds=[_kind(kind, mine) for kind, mine in of_kinds],
        outcomes=sorted(outcomes, key=lambda one: list(FrameOutcome).index(one.outcome)),
        grounds=sorted(grounds, key=lambda one: OTHER_LAW_GROUNDS.index(one.ground)),
        refused_cents=refused,
        adapted=adapted.adapted,
        adapted_cents=adapted.adapted_cents,
        shifted_cents=refused + adapted.adapted_cents,
        shifted_before_cents=before + adapted.adapted_before_cents,
    )


__all__ = [
    "OTHER_LAW_ANSWERS",
    "OTHER_LAW_GROUNDS",
    "Adapted",
    "CheckCell",
    "FrameOutcomeCount",
    "LegalFrameReport",
    "ShiftedGround",
    "Youth",
    "report",
]
