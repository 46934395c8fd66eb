"""Files of open requests that are taken over from another system (dossierovername, R-A56)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.access.allocations import BudgetCents, Frequency, Unit, Volume
from shared.schemas.access.care import CaseCode
from shared.schemas.access.citizens import CitizenReference
from shared.schemas.access.requests import ProductCategory, ProductCode, Urgency
from shared.schemas.common import Checked, Day, Oin, Reference, Wire
from shared.values.access_policies import SuspensionGround, TermKind
from shared.values.questions import ReferrerType, ResidenceReason
from shared.values.terms import Law, RequestState

LAST_NUMBER = 899_999_999
"""What is taken over leaves room for the numbers that are given here, which have nine digits too."""

# A type of its own: a second bound beside that of AllocationNumber would lose to it.
TakenNumber = Annotated[
    int, Field(strict=True, ge=1, le=LAST_NUMBER, json_schema_extra={"x-istandaard": "ToewijzingNummer"})
]

SourceSystem = Annotated[
    str,
    Field(
        min_length=1,
        max_length=60,
        pattern=r"^[A-Za-z0-9._-]+$",
        description="systeem waaruit het bestand komt",
        examples=["suite-oud"],
    ),
    Checked,
]


class TakeoverSuspension(Wire):
    """A stretch in which a term of the request rested in the other system (opschorting, Awb 4:15)."""

    kind: TermKind = Field(description="welke termijn rustte: inquiry of decision")
    begins_on: Day = Field(description="eerste dag waarop de termijn rustte")
    ground: SuspensionGround
    answer_by: Day | None = Field(default=None, description="laatste dag om te antwoorden")
    resumed_on: Day | None = Field(
        default=None, description="eerste dag waarop de termijn weer liep; leeg = hij rust nog"
    )


class TakeoverAllocation(Wire):
    """An allocation (toewijzing) that runs in the other system, as known there."""

    allocation_number: TakenNumber = Field(description="nummer dat de toewijzing daar heeft en houdt")
    provider: Oin
    contract_id: UUID | None = Field(default=None, description="het contract zoals hier bekend")
    product_category: ProductCategory | None = None
    product_code: ProductCode | None = None
    volume: Volume | None = None
    unit: Unit | None = None
    frequency: Frequency | None = None
    budget_cents: BudgetCents | None = None
    start_date: Day = Field(json_schema_extra={"x-istandaard": "Ingangsdatum"})
    end_date: Day | None = Field(
        default=None, description="laatste dag", json_schema_extra={"x-istandaard": "Einddatum"}
    )
    acute: bool = False


class TakeoverLine(Wire):
    """A line of a file of open requests, with its past as the other system knows it; without free text."""

    source_reference: Reference = Field(description="kenmerk van de melding in dat systeem")
    citizen_reference: CitizenReference
    law: Law
    contact_on: Day = Field(description="dag van het eerste contact")
    state: RequestState = Field(
        description="toestand: received, clarified of applied; decided met lopende toewijzingen"
    )
    first_talk_on: Day | None = Field(default=None, description="dag van het eerste gesprek")
    clarified_on: Day | None = Field(default=None, description="dag waarop de vraag helder was")
    application_on: Day | None = Field(default=None, description="dag van de aanvraag")
    acute: bool = False
    team: CaseCode | None = Field(default=None, description="team dat de melding behandelt")
    area: CaseCode | None = Field(default=None, description="gebied of wijk van de inwoner")
    urgency: Urgency | None = None
    referrer_type: ReferrerType | None = Field(default=None, description="type verwijzer (COD327)")
    product_category: ProductCategory | None = None
    product_code: ProductCode | None = None
    responsible_municipality: Oin | None = Field(
        default=None, description="verantwoordelijke gemeente (OIN), zoals daar vastgesteld"
    )
    responsible_reason: ResidenceReason | None = Field(
        default=None, description="waarom die gemeente; leeg bij jeugdhulp: niet bekend"
    )
    responsible_since: Day | None = Field(default=None, description="sinds wanneer die verantwoordelijk is")
    suspensions: list[TakeoverSuspension] = Field(
        default=[], max_length=8, description="wanneer de termijnen daar rustten; alleen in NDJSON"
    )
    allocations: list[TakeoverAllocation] = Field(
        default=[], max_length=8, description="toewijzingen die vandaag lopen; alleen in NDJSON"
    )


__all__ = ["SourceSystem", "TakeoverAllocation", "TakeoverLine", "TakeoverSuspension"]
