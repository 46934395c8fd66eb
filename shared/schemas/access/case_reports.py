"""Reports of access on the legal frame and on remedies, over some days."""

from typing import Annotated

from pydantic import Field

from shared.schemas.access.reports import Count
from shared.schemas.common import Cents, Day, Oin, Wire
from shared.values.deciding import RefusalGround
from shared.values.legal_frames import FrameOutcome, LegalCheckAnswer, LegalCheckKind
from shared.values.remedies import RemedyKind, RemedyOutcome, RemedySubject

MaybeCount = Annotated[int | None, Field(ge=0, description="leeg = weggelaten: te klein (F-08)")]
MeanDays = Annotated[
    str | None, Field(description="gemiddeld aantal dagen, met één decimaal; leeg = niets te tellen", examples=["12.5"])
]  # fmt: skip


class LegalAnswerCount(Wire):
    """For how many citizens a check gave an answer."""

    answer: LegalCheckAnswer
    clients: Count
    clients_before: Count


class LegalKindCount(Wire):
    """The checks of a kind: asked in the period, what they gave, and those that are open on the last day (E-50)."""

    kind: LegalCheckKind
    asked: Count
    asked_before: Count
    answers: list[LegalAnswerCount]
    open: Count
    open_oldest_days: int | None = Field(description="dagen dat de oudste open staat; leeg = niets open")
    open_mean_days: MeanDays


class FrameOutcomeCount(Wire):
    """How many decisions were taken with an outcome of the legal frame (R-A19)."""

    outcome: FrameOutcome
    decisions: Count
    decisions_before: Count


class ShiftedGround(Wire):
    """What was refused because another law goes first, on the ground that counts heaviest."""

    ground: RefusalGround
    decisions: Count
    decisions_before: Count
    value_cents: Cents
    value_before_cents: Cents
    value_unknown: Count = Field(description="afwijzingen in de periode waarvan de waarde niet bekend is")


class LegalFrameReport(Wire):
    """What the legal frame did in a period beside the one before it, and what stands open on its last day (D-34)."""

    first_day: Day
    last_day: Day
    youth_clients: Count = Field(description="cliënten met lopende jeugdhulp op de laatste dag")
    youth_adults: Count = Field(description="daarvan 18 jaar of ouder, voor zover bekend (R-A16)")
    youth_adults_with_ground: Count = Field(description="daarvan met een grond om door te gaan")
    wlz_hits: Count = Field(description="cliënten met een geldige indicatie in het Wlz-register (R-A15)")
    learning_only: Count = Field(description="cliënten die alleen leerhulp nodig hebben: onderwijs (R-A18)")
    lifelong: Count = Field(description="cliënten met een levenslange psychische zorgvraag (R-A53)")
    kinds: list[LegalKindCount]
    outcomes: list[FrameOutcomeCount]
    grounds: list[ShiftedGround]
    refused_cents: Cents = Field(description="waarde van wat is afgewezen omdat een andere wet voorgaat")
    adapted: Count = Field(
        description="meldingen waarvan een concept is ingetrokken na een toets die naar een andere wet wees"
    )
    adapted_cents: Cents = Field(description="waarde van die concepten, min wat alsnog is toegekend")
    shifted_cents: Cents = Field(description="verschoven naar een andere wet: afgewezen en aangepast samen")
    shifted_before_cents: Cents


class RemedyOutcomeCount(Wire):
    """How many of a kind ended in an outcome."""

    outcome: RemedyOutcome
    decided: MaybeCount


class RemedySubjectCount(Wire):
    """How many of a kind were filed about a subject."""

    subject: RemedySubject
    filed: Count


class RemedyProviderCount(Wire):
    """How many of a kind were filed, and upheld, about a provider."""

    provider: Oin
    filed: Count
    decided: Count
    upheld: Count = Field(description="gegrond of deels gegrond")


class RemedyKindReport(Wire):
    """The remedies of one kind in a period; whole for who handles the kind, else counts of a quarter that has passed."""

    kind: RemedyKind
    whole: bool = Field(description="of de lezer dit soort behandelt; anders zonder kleine aantallen (F-26)")
    suppressed: bool = Field(description="of er aantallen zijn weggelaten (F-08)")
    filed: MaybeCount
    filed_before: MaybeCount
    decided: MaybeCount
    withdrawn: MaybeCount
    open: MaybeCount = Field(description="open op de laatste dag; alleen voor wie dit soort behandelt")
    open_over_term: MaybeCount = Field(description="daarvan over de termijn")
    decided_over_term: MaybeCount = Field(description="beslist na de termijn (Awb 7:10, 9:11)")
    mean_days: MeanDays
    outcomes: list[RemedyOutcomeCount]
    subjects: list[RemedySubjectCount]
    providers: list[RemedyProviderCount] = Field(description="aanbieders over wie het ging, de meeste eerst")


class RemedyReport(Wire):
    """Complaints, objections and files of the officers in a period (D-51)."""

    first_day: Day
    last_day: Day
    kinds: list[RemedyKindReport]


__all__ = [
    "FrameOutcomeCount", "LegalAnswerCount", "LegalFrameReport", "LegalKindCount", "RemedyKindReport",
    "RemedyOutcomeCount", "RemedyProviderCount", "RemedyReport", "RemedySubjectCount", "ShiftedGround",
]  # fmt: skip
