"""Terms of the law on a request, the days that move them, and what a late decision costs."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Cents, Day, DerivationStep, Name, Parties, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.access_policies import SuspensionGround, TermKind, TermState
from shared.values.terms import Law


class Suspension(Wire):
    """A stretch in which a term rests (opschorting, Awb 4:15)."""

    begins_on: Day = Field(description="eerste dag waarop de termijn rust")
    ground: SuspensionGround
    answer_by: Day | None = Field(
        description="laatste dag om te antwoorden; daarna loopt de termijn vanzelf door"
    )
    resumed_on: Day | None = Field(description="eerste dag waarop de termijn weer loopt; leeg = hij rust nog")


class StatutoryTerm(Resource):
    """A term of the law on a request (wettelijke termijn, R-A55): the inquiry after a report, the decision on an application."""

    # Opened and met within what is done with its question, without a fact of its own: nobody mirrors it.
    fleeting: ClassVar[bool] = True

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID
    citizen_id: UUID
    law: Law
    kind: TermKind
    state: TermState
    started_on: Day = Field(description="dag van de melding of aanvraag; de termijn begint de dag erna")
    term_weeks: int
    last_day_on: Day = Field(description="laatste dag, nog zonder de Algemene termijnenwet")
    due_on: Day | None = Field(
        description="laatste dag, met de Algemene termijnenwet; leeg = de kalender kent dat jaar niet"
    )
    suspensions: list[Suspension]
    extended_on: Day | None
    extended_until: Day | None = Field(description="tot wanneer het volgens de gemeente duurt (Awb 4:14)")
    extension_counts: bool = Field(
        description="of verdagen de termijn verlengt; niet waar de wet zelf een termijn geeft (Awb 4:14 lid 1)"
    )
    notice_on: Day | None = Field(description="dag waarop de ingebrekestelling is ontvangen")
    penalty_from: Day | None = Field(description="eerste dag waarover een dwangsom is verschuldigd")
    met_on: Day | None
    late_days: int | None = Field(description="zoveel dagen te laat gereed; 0 = op tijd")
    late_on: Day | None = Field(description="eerste dag waarop het te laat was")
    lapsed_on: Day | None = Field(description="sinds wanneer hier niets meer wordt gevraagd")
    parties: Parties


class NewSuspension(Wire):
    """Suspend a term (opschorten, Awb 4:15)."""

    on: Day = Field(description="dag waarop om gegevens is gevraagd, of waarop de grond begon")
    ground: SuspensionGround
    answer_by: Day | None = Field(
        default=None, description="laatste dag die de aanvrager heeft om te antwoorden"
    )


class NewResumption(Wire):
    """Let a term run again (hervatten)."""

    on: Day = Field(description="eerste dag waarop de termijn weer loopt: dag waarop de gegevens er waren")


class NewExtension(Wire):
    """Tell until when it takes (verdagen, Awb 4:14)."""

    until: Day = Field(description="laatste dag; zo kort mogelijk")


class NewNoticeOfDefault(Wire):
    """Record a notice of default (ingebrekestelling, Awb 4:17)."""

    on: Day = Field(description="dag van ontvangst")


class PenaltyState(Wire):
    """What a late decision costs up to and including a day (dwangsom, Awb 4:17)."""

    term_id: UUID
    on: Day
    first_on: Day | None = Field(description="eerste dag met een dwangsom; leeg = die loopt niet")
    last_on: Day | None = Field(description="laatste dag met een dwangsom")
    days: int = Field(ge=0, le=42)
    day_cents: Cents | None = Field(description="over deze dag; leeg = de bedragen zijn niet vastgelegd")
    total_cents: Cents | None = Field(description="tot en met deze dag")
    maximum_cents: Cents | None
    source: str | None = Field(description="vindplaats van de bedragen")
    policy_id: UUID | None = Field(description="de beleidsregel waarin zij staan; leeg = de standaardwaarden")
    policy_version: int
    steps: list[DerivationStep]


class NewEquatedDays(Wire):
    """Add the days of a year that a royal decree equates with a holiday (gelijkgestelde dagen, Atw art. 3)."""

    external_reference: Reference | None = None
    year: int = Field(ge=2014, le=2199, examples=[2029])
    days: Annotated[list[Day], Field(max_length=20)] = Field(
        description="de dagen; leeg = het besluit noemt er geen", examples=[["2029-05-11"]]
    )
    decree: Name = Field(description="het besluit", examples=["Besluit gelijkstelling 2029"])


class EquatedDaysChange(Wire):
    """Correct the days of a year (JSON Merge Patch)."""

    days: Annotated[list[Day], Field(max_length=20)] = Field(default_factory=list)
    decree: Name = Field(default_factory=str)


class EquatedDays(Resource):
    """The days of one year that a decree equates with a holiday, added by the municipality."""

    year: int
    days: list[Day]
    decree: str
    parties: Parties


__all__ = [
    "EquatedDays", "EquatedDaysChange", "NewEquatedDays", "NewExtension", "NewNoticeOfDefault",
    "NewResumption", "NewSuspension", "PenaltyState", "StatutoryTerm", "Suspension",
]  # fmt: skip
