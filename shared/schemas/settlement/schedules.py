"""What a contract year pays and holds back."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import BasisPoints, Cents, Day, Note, Oin, Resource, SignedCents, Wire
from shared.schemas.facts import Private
from shared.values.agreements import FundingForm, ReleaseRule
from shared.values.terms import InstalmentState, RetentionState


class Instalment(Wire):
    """One instalment (termijn): what is paid now and what is held back with it (R-S01, R-S02)."""

    id: UUID
    number: int = Field(ge=1, description="een corrigerende termijn komt na de laatste (R-S05)")
    due_date: Day
    gross_cents: SignedCents = Field(description="betaald plus ingehouden; negatief als inhouding terugkomt")
    amount_cents: SignedCents = Field(description="te betalen termijnbedrag")
    retained_cents: SignedCents = Field(description="met deze termijn ingehouden")
    state: InstalmentState
    posted_on: Day | None
    paid_on: Day | None


class ScheduleSum(Wire):
    """A sum of the contract in the days of this year in which it holds: advance + retention = the amount (R-S01, R-S06)."""

    number: int = Field(description="de bekostigingsafspraak")
    form: FundingForm
    valid_from: Day
    valid_until: Day
    annual_amount_cents: Cents
    year_amount_cents: Cents = Field(description="bedrag voor deze dagen (R-S06)")
    advance_basis_points: BasisPoints
    advance_cents: Cents
    retention_cents: Cents
    instalment_count: int = Field(description="termijnen in een heel jaar")
    instalment_day: int


class Schedule(Resource):
    """A contract year's plan (termijnschema): the amount, the advance, the retention and the instalments."""

    contract_id: UUID
    contract_number: str
    contract_version: int
    year: int
    annual_amount_cents: Cents = Field(
        description="jaarbedrag van het contract: het laatste dat in dit jaar geldt"
    )
    year_amount_cents: Cents = Field(
        description="bedrag voor dit jaar, naar rato van de maanden in werking (R-S06)"
    )
    advance_basis_points: BasisPoints
    advance_cents: Cents
    retention_cents: Cents
    receivable_cents: Cents = Field(description="te veel geboekt en terug te vorderen (R-S05)")
    payee: Oin
    # Facts from before had none.
    sums: list[ScheduleSum] = Field(
        default=[], description="de bedragen die dit jaar gelden, na elkaar (R-C61)"
    )
    instalments: list[Instalment]
    parties: list[Oin]


class Retention(Resource):
    """What was held back on a contract year (inhouding) and what became of it (R-S03)."""

    contract_id: UUID
    contract_number: str
    year: int
    amount_cents: Cents
    withheld_cents: Cents = Field(description="tot nu toe met termijnen ingehouden")
    released_cents: Cents
    state: RetentionState
    released_on: Day | None
    paid_on: Day | None
    verdict_id: UUID | None = Field(description="het oordeel waarop is vrijgegeven")
    verdict_version: int | None
    audit_statement_id: UUID | None
    payee: Oin
    release_rule: ReleaseRule = Field(
        default=ReleaseRule.ALL_OR_NOTHING,
        description="geheel of niet, of naar rato van wat is gehaald (G-01)",
    )
    forfeited_cents: Cents = Field(default=0, description="vervallen: wat niet is gehaald")
    forfeited_on: Day | None = Field(default=None, description="dag van het besluit dat dit deel vervalt")
    motivation: Annotated[str | None, Private] = Field(default=None, description="waarom het is vervallen")
    parties: list[Oin]


class Forfeit(Wire):
    """What is decided on a retention whose agreements are not met (R-S03, G-01)."""

    motivation: Note = Field(description="waarom het niet gehaalde deel vervalt")
