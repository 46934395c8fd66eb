"""Tests of access that were asked for and answered, what the legal frame says of a product, and ages that come near."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Note, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.legal_frames import (
    FindingLevel,
    FrameOutcome,
    LegalCheckAnswer,
    LegalCheckKind,
    LegalCheckReason,
    MajorityState,
)
from shared.values.populations import LegalFramework
from shared.values.products import SupportKind
from shared.values.terms import Law

ProductCategory = Annotated[
    str,
    Field(pattern=r"^[0-9]{2}$", examples=["02"], json_schema_extra={"x-istandaard": "ProductCategorie"}),
]
ProductCode = Annotated[
    str,
    Field(pattern=r"^[A-Z0-9]{1,5}$", examples=["02A03"], json_schema_extra={"x-istandaard": "ProductCode"}),
]
_FROM = (
    "wlzRegister: eerste dag van de indicatie; ageLimit: de dag waarvoor de leeftijd telt (leeg = vandaag),"
    " of de eerste dag van de grond"
)


class NewLegalCheck(Wire):
    """Ask for a test of access (wettelijke toets), with its answer when it is there already.

    A check ageLimit without an answer is answered from the day of birth, if that was recorded for it; only the outcome is kept.
    """

    external_reference: Reference | None = None
    request_id: UUID = Field(description="de melding waarvoor wordt getoetst")
    kind: LegalCheckKind
    product_category: ProductCategory | None = None
    product_code: ProductCode | None = Field(default=None, description="leeg = voor elk product")
    reason: LegalCheckReason | None = Field(
        default=None,
        description="verplicht bij het Wlz-register (F-05) en bij een leeftijd met een grond (R-A16)",
    )
    answer: LegalCheckAnswer | None = Field(default=None, description="het antwoord, als dat er al is")
    law: LegalFramework | None = Field(default=None, description="alleen bij lawFrame: de andere, juiste wet")
    from_date: Day | None = Field(default=None, description=_FROM)
    note: Note | None = Field(
        default=None, description="toelichting; niet bij het Wlz-register (F-05); blijft bij de gemeente"
    )


class AnsweredLegalCheck(Wire):
    """The answer to a test of access (antwoord): once, and no more than it."""

    answer: LegalCheckAnswer = Field(description="wat de toets gaf")
    reason: LegalCheckReason | None = Field(default=None, description="de grond bij withGround (R-A16)")
    law: LegalFramework | None = Field(default=None, description="alleen bij lawFrame: de andere, juiste wet")
    from_date: Day | None = Field(default=None, description=_FROM)
    note: Note | None = Field(default=None, description="toelichting; niet bij het Wlz-register (F-05)")


class LegalCheck(Resource):
    """A test of access (wettelijke toets): what was asked why, by whom and when, and what came of it (F-34)."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID
    citizen_id: UUID
    kind: LegalCheckKind
    product_category: ProductCategory | None
    product_code: ProductCode | None
    law: LegalFramework = Field(description="de wet waarop wordt getoetst, of die is vastgesteld")
    reason: Annotated[LegalCheckReason | None, Private]
    asked_on: Day = Field(description="dag waarop de toets is gevraagd")
    asked_at: datetime = Field(description="tijdstip waarop de toets is gevraagd")
    asked_by: Annotated[str, Private] = Field(description="wie de toets deed")
    answer: Annotated[LegalCheckAnswer | None, Private] = Field(description="leeg = nog open")
    answered_on: Day | None
    from_date: Annotated[Day | None, Private] = Field(description=_FROM)
    note: Annotated[str | None, Private] = Field(description="toelichting; leeg als de inwoner is gewist")


class FrameFinding(Wire):
    """One thing that the test of the legal frame found (bevinding)."""

    code: str = Field(examples=["wlz-covers"])
    rule: str = Field(examples=["R-A14"])
    level: FindingLevel
    text: str = Field(description="wat er is gevonden, in de taal van de lezer")
    mend: str | None = Field(description="wat eraan te doen is")


class LegalJudgement(Wire):
    """What the legal frame says of a product for a request from a day on (R-A14 … R-A19, R-A53); nothing of it is kept."""

    request_id: UUID
    law: Law
    product_category: ProductCategory
    product_code: ProductCode | None
    start_date: Day
    outcome: FrameOutcome = Field(description="de uitkomst die de toewijzing vastlegt (R-A19)")
    policy_version: int = Field(ge=0, description="versie van het beleid dat is gebruikt")
    findings: list[FrameFinding] = Field(max_length=20)


class LegalJudgementOf(Wire):
    """Which request, product and day the legal frame is judged for."""

    request_id: UUID
    product_category: ProductCategory
    product_code: ProductCode | None = None
    start_date: Day
    end_date: Day | None = None


class MajoritySignal(Resource):
    """A young person with running youth help whose age limit comes near (signaal meerderjarigheid, R-A16, E-73).

    Months and no days: a day would give away a birthday.
    """

    external_reference: Annotated[str | None, Private] = None
    citizen_id: UUID
    request_id: UUID | None
    decision_id: UUID | None = Field(description="het besluit waarop de hulp rust, als er een is")
    allocation_id: UUID | None = Field(
        default=None, description="de toewijzing zonder besluit, na een wettelijke verwijzing of op verzoek"
    )
    product_category: ProductCategory | None
    product_code: ProductCode | None
    support_kind: SupportKind | None = Field(description="soort ondersteuning, als de catalogus die kent")
    age_limit: int = Field(description="leeftijd waarop deze hulp eindigt, in jaren")
    reaches_in: Day = Field(description="eerste dag van de maand waarin de grens wordt bereikt")
    signal_on: Day = Field(description="eerste dag van de maand waarin het signaal komt")
    policy_version: int = Field(ge=0, description="versie van het beleid dat is gebruikt")
    state: MajorityState
    raised_on: Day | None = Field(description="dag waarop het signaal kwam")


__all__ = [
    "AnsweredLegalCheck",
    "FrameFinding",
    "LegalCheck",
    "LegalJudgement",
    "LegalJudgementOf",
    "MajoritySignal",
    "NewLegalCheck",
]
