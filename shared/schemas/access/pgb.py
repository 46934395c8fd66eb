"""Switches of citizens from contracted care to a personal budget (PGB), and how many there are (R-A41)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.access.decisions import Remedies
from shared.schemas.common import BasisPoints, Day, Note, Oin, Parties, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.care_courses import PgbReason, PgbState
from shared.values.terms import Law

Quarter = Annotated[
    str,
    Field(
        pattern=r"^(19|20|21)[0-9]{2}-Q[1-4]$",
        description="kwartaal, als 2026-Q1",
        examples=["2026-Q1"],
    ),
]
Many = Annotated[int, Field(ge=0)]


class NewPgbSwitch(Wire):
    """Record that a citizen wants a personal budget (PGB) instead of what is contracted; granted at once when grantedOn is given."""

    external_reference: Reference | None = None
    request_id: UUID = Field(description="de melding; haar contract is het contract dat de inwoner verlaat")
    requested_on: Day = Field(description="dag waarop de inwoner erom vroeg")
    reason: PgbReason
    note: Note | None = Field(default=None, description="toelichting; blijft bij de gemeente")
    granted_on: Day | None = Field(
        default=None, description="eerste dag met een PGB, als die al is toegekend"
    )


class PgbSwitch(Resource):
    """A switch to a personal budget (overstap naar een PGB): requested, then granted or not."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID = Field(description="het contract dat de inwoner verlaat")
    decision_id: UUID | None = Field(description="het besluit op de melding, als dat er is")
    law: Law
    provider: Oin | None = Field(description="aanbieder van wie de inwoner komt; leeg als er nog geen was")
    allocation_number: int | None = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    requested_on: Day
    reason: PgbReason
    note: Annotated[str | None, Private] = Field(
        description="toelichting; leeg als de inwoner later is gewist"
    )
    state: PgbState
    answered_on: Day | None = Field(description="dag van toekenning, weigering of intrekking")
    switched_on: Day | None = Field(description="eerste dag met een PGB; leeg als het niet is toegekend")
    answered_by: Annotated[str | None, Private] = Field(
        default=None, description="wie toekende of weigerde, met mandaat (R-A03)"
    )
    mandate_id: UUID | None = None
    objection_until: Day | None = Field(
        default=None, description="laatste dag voor bezwaar tegen toekenning of weigering; leeg = niet bekend"
    )
    remedies: Annotated[Remedies | None, Private] = Field(
        default=None, description="rechtsmiddelen tegen toekenning of weigering (F-12)"
    )
    parties: Parties


class PgbGrant(Wire):
    """Grant a switch to a PGB (toekennen)."""

    switched_on: Day = Field(description="eerste dag met een PGB")


class PgbSwitchCounts(Wire):
    """How many citizens switched from a contract to a PGB in a quarter, and the share of its clients (R-A41)."""

    contract_id: UUID
    quarter: Quarter
    clients: Many | None = Field(
        description="cliënten van het contract in het kwartaal; leeg = te klein (F-08)"
    )
    requested: Many | None = Field(description="daarvan vroegen erom in het kwartaal; leeg = te klein")
    switched: Many | None = Field(description="daarvan stapten over in het kwartaal; leeg = te klein")
    share_basis_points: BasisPoints | None = Field(
        description="overgestapt gedeeld door cliënten, in basispunten; leeg = niemand, of te klein"
    )
    suppressed: bool = Field(description="of kleine aantallen zijn weggelaten (F-08)")


class PgbSwitchesOf(Wire):
    """Which contract and quarter are counted."""

    contract_id: UUID
    quarter: Quarter


__all__ = ["NewPgbSwitch", "PgbGrant", "PgbSwitch", "PgbSwitchCounts", "PgbSwitchesOf"]
