"""Files of open requests that are taken over from another system (dossierovername, R-A56)."""

from typing import Annotated

from pydantic import Field

from shared.schemas.access.care import CaseCode
from shared.schemas.access.citizens import CitizenReference
from shared.schemas.access.requests import ProductCategory, ProductCode, Urgency
from shared.schemas.common import Checked, Day, Oin, Reference, Wire
from shared.values.questions import ReferrerType, ResidenceReason
from shared.values.terms import Law, RequestState

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


class TakeoverLine(Wire):
    """A line of a file of open requests, with its past as the other system knows it; without free text."""

    source_reference: Reference = Field(description="kenmerk van de melding in dat systeem")
    citizen_reference: CitizenReference
    law: Law
    contact_on: Day = Field(description="dag van het eerste contact")
    state: RequestState = Field(description="toestand: received, clarified of applied")
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


__all__ = ["SourceSystem", "TakeoverLine"]
