"""Cases: care of a citizen as access told of it, without the citizen (R-X07)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Oin, Resource
from shared.values.care_courses import ClientVerdict, PgbState, StopReason
from shared.values.flowing import CaseKind
from shared.values.terms import Law, ProvisionType

Code = Annotated[str, Field(max_length=40)]


class Case(Resource):
    """A case (casus): a decision, a referral, or care that started under one; its citizen is not told."""

    kind: CaseKind = Field(description="waaruit deze casus bekend is: besluit, verwijzing of gestarte zorg")
    request_id: UUID | None = Field(description="de melding waaruit zij voortkomt; leeg waar er geen is")
    decision_id: UUID | None
    referral_id: UUID | None
    allocation_id: UUID | None = Field(default=None, description="de toewijzing waar geen besluit bij hoort")
    care_start_id: UUID | None = Field(description="de start van de zorg; leeg zolang die er niet is")
    contract_id: UUID | None
    law: Law
    allocation_number: int | None = Field(
        description="leeg bij een verwijzing", json_schema_extra={"x-istandaard": "ToewijzingNummer"}
    )
    provider: Oin
    provision_type: ProvisionType
    product_category: str | None
    product_code: str | None
    area_code: Code | None = Field(description="gebied waarin de zorg wordt gegeven")
    team: Code | None = Field(description="team dat de zorg geeft")
    contact_on: Day | None = Field(description="dag van het eerste contact")
    granted_on: Day | None = Field(description="dag van het besluit of van de aanvaarding")
    referred_on: Day | None
    refused: bool = Field(description="de aanbieder weigerde de verwijzing")
    withdrawn: bool = Field(description="de start is ingetrokken: deze zorg is niet gegeven")
    started_on: Day | None = Field(description="eerste dag van de zorg")
    ended_on: Day | None = Field(description="laatste dag van de zorg; leeg zolang zij loopt")
    end_reason: StopReason | None
    transferred: bool = Field(description="de zorg gaat elders verder: doorstroom (R-O14)")
    paused: bool = Field(description="onderbroken: de zorg kan weer starten")


class CountedSwitch(Resource):
    """A switch to a personal budget (PGB) as it is counted here (R-A41)."""

    contract_id: UUID
    law: Law
    provider: Oin | None
    allocation_number: int | None
    requested_on: Day
    switched_on: Day | None
    state: PgbState


class CountedGoal(Resource):
    """A desired result as goal attainment is counted from it (R-O15), without its text."""

    contract_id: UUID | None
    grant_id: UUID = Field(description="het besluit of de verwijzing waaronder het is gesteld")
    provider: Oin
    set_on: Day
    term: Day
    withdrawn: bool
    verdict: ClientVerdict | None
    evaluated_on: Day | None


__all__ = ["Case", "CountedGoal", "CountedSwitch"]
