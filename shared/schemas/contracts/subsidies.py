"""A subsidy's own life: grant, account, determination, recovery (Awb title 4.2; R-C09)."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import (
    BasisPoints,
    Cents,
    Checked,
    Day,
    Name,
    Note,
    Oin,
    Reference,
    Resource,
    Score,
    SignedCents,
    Wire,
)
from shared.schemas.facts import Private
from shared.values.subsidies import DeterminationGround, SubsidyState

_Number = Annotated[int, Field(ge=1, le=99, description="volgnummer")]
_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
_TWICE = Text("Elk nummer komt één keer voor.", "Every number comes once.")
_DIFFERS = Text(
    "De bedragen van de activiteiten tellen op tot het verleende bedrag.",
    "The amounts of the activities add up to the amount granted.",
)
_REVIEW_FIRST = Text(
    "De verantwoording is niet eerder dan de laatste dag.", "The account is not due before the last day."
)


class GrantedActivity(Wire):
    """An activity for which the subsidy is granted, and its part of the amount (Awb 4:30, 4:31)."""

    number: _Number
    description: Name
    amount_cents: Cents = Field(description="deel van het verleende bedrag")


class GrantedDuty(Wire):
    """A duty that comes with the subsidy (verplichting, Awb 4:37)."""

    number: _Number
    description: Name


class DesiredResult(Wire):
    """A result that is aimed at: for the talk and the renewal, never for money (R-C09)."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9-]{2,60}$", examples=["client-satisfaction"]), Checked]
    name: Name
    agreed: Score


class NewSubsidy(Wire):
    """Grant a subsidy (verleningsbeschikking, Awb 4:29) under a contract of legal form subsidy."""

    external_reference: Reference | None = None
    contract_id: UUID
    decision_number: Name = Field(
        description="kenmerk van de verleningsbeschikking", examples=["BESCH-2026-17"]
    )
    granted_on: Day = Field(description="dag van de verleningsbeschikking")
    valid_from: Day = Field(description="eerste dag van het subsidietijdvak")
    valid_until: Day = Field(description="laatste dag van het subsidietijdvak")
    granted_cents: Cents = Field(gt=0, description="verleend bedrag")
    advance_basis_points: BasisPoints = Field(
        default=10_000, description="deel dat als voorschot wordt betaald (Awb 4:95)"
    )
    instalment_count: int = Field(
        default=12, ge=1, le=12, description="termijnen van het voorschot (Awb 4:53)"
    )
    account_due_on: Day = Field(
        description="uiterste dag van de verantwoording (aanvraag tot vaststelling, Awb 4:44)"
    )
    decision_weeks: int = Field(
        default=13, ge=1, le=52, description="weken waarbinnen na de verantwoording wordt vastgesteld"
    )
    activities: list[GrantedActivity] = Field(min_length=1, max_length=99)
    duties: list[GrantedDuty] = Field(default=[], max_length=99, description="verplichtingen (Awb 4:37)")
    results: list[DesiredResult] = Field(
        default=[], max_length=99, description="nagestreefde resultaten; zonder gevolg voor het geld (R-C09)"
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.valid_until < self.valid_from:
            raise ValueError(_REVERSED)
        if self.account_due_on < self.valid_until:
            raise ValueError(_REVIEW_FIRST)
        for numbered in (self.activities, self.duties):
            if len({one.number for one in numbered}) < len(numbered):
                raise ValueError(_TWICE)
        if len({one.code for one in self.results}) < len(self.results):
            raise ValueError(_TWICE)
        if sum(one.amount_cents for one in self.activities) != self.granted_cents:
            raise ValueError(_DIFFERS)
        return self


class ActivityAccount(Wire):
    """How much of an activity was done."""

    number: _Number
    done_basis_points: BasisPoints = Field(description="deel dat is uitgevoerd (10000 = geheel)")


class DutyAccount(Wire):
    """Whether a duty was met."""

    number: _Number
    met: bool = Field(description="of aan de verplichting is voldaan")


class ResultAccount(Wire):
    """What was scored on a desired result."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9-]{2,60}$", examples=["client-satisfaction"]), Checked]
    scored: Score


class SubsidyAccount(Wire):
    """Account for a subsidy (verantwoording, Awb 4:45): every activity and duty, and what was scored."""

    activities: list[ActivityAccount] = Field(min_length=1, max_length=99)
    duties: list[DutyAccount] = Field(default=[], max_length=99, description="verplichtingen")
    results: list[ResultAccount] = Field(default=[], max_length=99, description="gescoorde resultaten")
    accounted_on: Day | None = Field(default=None, description="dag van de verantwoording; leeg = vandaag")


class SubsidyDetermination(Wire):
    """Determine a subsidy (vaststelling, Awb 4:46): as granted, or lower with its grounds."""

    determined_cents: Cents = Field(description="vastgesteld bedrag")
    grounds: list[DeterminationGround] = Field(
        default=[],
        max_length=5,
        description="gronden van een lagere vaststelling (Awb 4:46 lid 2); resultScore wordt geweigerd (R-C09)",
    )
    motivation: Annotated[Note | None, Private] = Field(
        default=None, description="motivering; verplicht bij een lagere vaststelling"
    )
    advances_paid_cents: Cents = Field(description="betaalde voorschotten, te verrekenen (Awb 4:95 lid 4)")
    determined_on: Day | None = Field(default=None, description="dag van de vaststelling; leeg = vandaag")


class SubsidyRecovery(Wire):
    """Recover what was paid too much (terugvordering, Awb 4:57)."""

    amount_cents: Cents = Field(gt=0, description="terug te vorderen bedrag")
    motivation: Annotated[Note | None, Private] = Field(default=None, description="motivering")


class RecoveryDecision(Wire):
    """A decision to recover (terugvorderingsbesluit)."""

    decided_on: Day = Field(description="dag van het besluit")
    amount_cents: Cents
    motivation: Annotated[str | None, Private] = Field(default=None, description="motivering")


class RenewalNote(Wire):
    """A result that stayed below what was agreed: a note for the renewal, without money (R-C09)."""

    code: str
    name: str
    agreed: Score
    scored: Score


class Subsidy(Resource):
    """A subsidy (subsidie) from its grant to its determination and recovery."""

    contract_id: UUID
    recipient: Oin = Field(description="subsidieontvanger")
    state: SubsidyState
    decision_number: str = Field(description="kenmerk van de verleningsbeschikking")
    granted_on: Day = Field(description="dag van de verleningsbeschikking")
    valid_from: Day
    valid_until: Day
    granted_cents: Cents
    advance_basis_points: BasisPoints
    advance_cents: Cents = Field(description="totaal van de voorschotten volgens de verlening")
    instalment_count: int
    account_due_on: Day = Field(description="uiterste dag van de verantwoording (Awb 4:44)")
    decision_weeks: int = Field(description="weken waarbinnen na de verantwoording wordt vastgesteld")
    activities: list[GrantedActivity]
    duties: list[GrantedDuty] = Field(description="verplichtingen (Awb 4:37)")
    results: list[DesiredResult] = Field(description="nagestreefde resultaten")
    account: SubsidyAccount | None = Field(description="verantwoording")
    accounted_on: Day | None = Field(description="dag van de verantwoording")
    decision_due_on: Day | None = Field(description="uiterste dag van de vaststelling")
    renewal_notes: list[RenewalNote] = Field(description="aantekeningen voor een verlenging (R-C09)")
    determined_on: Day | None = Field(description="dag van de vaststelling")
    determined_cents: Cents | None = Field(description="vastgesteld bedrag")
    grounds: list[DeterminationGround] = Field(description="gronden van een lagere vaststelling")
    ex_officio: bool = Field(description="ambtshalve vastgesteld, zonder verantwoording (Awb 4:47)")
    motivation: Annotated[str | None, Private] = None
    advances_paid_cents: Cents | None = Field(description="betaalde voorschotten")
    settlement_cents: SignedCents | None = Field(
        description="na verrekening van voorschotten: te betalen, of met min onverschuldigd betaald"
    )
    pay_by: Day | None = Field(
        description="uiterste dag van betaling: zes weken na de vaststelling (Awb 4:87)"
    )
    recoverable_until: Day | None = Field(
        description="laatste dag waarop kan worden teruggevorderd (Awb 4:57)"
    )
    recoveries: list[RecoveryDecision] = Field(description="besluiten tot terugvordering")
    recovered_cents: Cents = Field(description="waartoe is teruggevorderd")


class DeterminationOption(Wire):
    """One ground of Awb 4:46, whether it is open, and how low it could bring the amount."""

    ground: DeterminationGround
    article: str = Field(description="artikel", examples=["Awb 4:46 lid 2 onder a"])
    available: bool = Field(description="of de grond openstaat")
    lowest_cents: Cents | None = Field(
        description="laagste bedrag op deze grond alleen; leeg = staat niet open"
    )
    reason_nl: str = Field(description="waarom, in het Nederlands")
    reason_en: str = Field(description="waarom, in het Engels")


class DeterminationOptions(Wire):
    """What a determination may come to: each ground with its floor, and the notes for renewal (R-C09)."""

    subsidy_id: UUID = Field(description="de subsidie")
    granted_cents: Cents
    options: list[DeterminationOption] = Field(description="mogelijkheden per grond")
    renewal_notes: list[RenewalNote] = Field(description="aantekeningen voor een verlenging (R-C09)")
