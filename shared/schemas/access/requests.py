"""A citizen's question: how it comes in, whose it is, what is applied for, how it ends (N-126, R-A04, R-A56)."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import FieldError, Text
from shared.schemas.access.care import CaseCode
from shared.schemas.access.citizens import CitizenReference, exactly_one
from shared.schemas.common import AgbCode, Day, Name, Note, Oin, Parties, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.choosing import ClientDelayReason
from shared.values.questions import ReferrerType, RequestChannel, RequestEnd, ResidenceReason
from shared.values.terms import Law, RequestState

_ONE_OF_TWO = FieldError(
    "#/referrer",
    "referrer-named-once",
    Text(
        "Noem van deze verwijzer de naam of de AGB-code, één van beide (CD066, CD067).",
        "Give the name or the AGB code of this referrer, one of the two (CD066, CD067).",
    ),
    rule="R-A04",
)
_NO_CODE = FieldError(
    "#/referrer/code",
    "referrer-without-code",
    Text("Deze verwijzer heeft geen AGB-code (CD068).", "This referrer has no AGB code (CD068)."),
    rule="R-A04",
)
_NAMED = frozenset(
    {
        ReferrerType.GENERAL_PRACTITIONER,
        ReferrerType.YOUTH_DOCTOR,
        ReferrerType.CERTIFIED_INSTITUTION,
        ReferrerType.MEDICAL_SPECIALIST,
    }
)
Urgency = Annotated[int, Field(ge=1, le=3, description="urgentie: 1 gaat voor, 3 kan wachten (R-A37)")]
ProductCategory = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{2}$",
        description="gevraagde productcategorie",
        json_schema_extra={"x-istandaard": "ProductCategorie"},
    ),
]
ProductCode = Annotated[
    str,
    Field(
        pattern=r"^[0-9A-Z]{5}$",
        description="gevraagde productcode",
        json_schema_extra={"x-istandaard": "ProductCode"},
    ),
]
ResponsibleCode = Annotated[
    str,
    Field(
        pattern=r"^[58]$",
        description="waarom het van een andere gemeente is: 5 andere gemeente, 8 woonplaatsbeginsel (WJ759)",
        examples=["8"],
        json_schema_extra={"x-istandaard": "RedenAfwijzingVerzoek"},
    ),
]


class Referrer(Wire):
    """Who sends the citizen (verwijzer): the type, and where the message has it one of name and code (R-A04)."""

    type: ReferrerType = Field(
        description="type verwijzer (COD327)", json_schema_extra={"x-istandaard": "Verwijzer/Type"}
    )
    name: Annotated[Name, Field(max_length=64)] | None = Field(
        default=None,
        description="naam van de verwijzer",
        json_schema_extra={"x-istandaard": "Verwijzer/Naam"},
    )
    code: AgbCode | None = Field(
        default=None,
        description="AGB-code van de verwijzer",
        json_schema_extra={"x-istandaard": "Verwijzer/ZorgverlenerCode"},
    )

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        if self.type in _NAMED:
            fault = _ONE_OF_TWO if (self.name is None) == (self.code is None) else None
        else:
            fault = None if self.code is None else _NO_CODE
        if fault is not None:
            raise ValueError(fault)
        return self


class Place(Wire):
    """Where somebody was registered, or stayed with care, from a day up to and including another."""

    municipality: Oin = Field(description="OIN van de gemeente")
    from_date: Day = Field(description="eerste dag")
    until: Day | None = Field(default=None, description="laatste dag; leeg = nog steeds")


class Residence(Wire):
    """What is known of a young person's addresses and stays: who is responsible follows from it (woonplaatsbeginsel, R-A56)."""

    addresses: list[Place] = Field(
        default_factory=list, max_length=50, description="adressen in de BRP, in welke gemeente"
    )
    stays: list[Place] = Field(
        default_factory=list, max_length=50, description="verblijf met jeugdhulp, in welke gemeente"
    )
    mother: Oin | None = Field(
        default=None, description="gemeente van de moeder bij de geboorte, bij verblijf vanaf de geboorte"
    )
    on: Day | None = Field(default=None, description="de dag waarop het moet gelden; leeg = vandaag")


class AssessResidence(Residence):
    """Ask which municipality is responsible, without recording anything."""

    law: Law = Law.JEUGDWET


class ResponsibleMunicipality(Wire):
    """Which municipality is responsible, why, and since when (R-A56)."""

    municipality: Oin | None = Field(description="leeg = niet te zeggen")
    reason: ResidenceReason
    since: Day | None = Field(description="eerste dag waarop dat zo is")
    code: ResponsibleCode | None = Field(description="leeg = de eigen gemeente, of niet te zeggen")
    transfer_by: Day | None = Field(description="uiterste dag van overdracht, als het een andere gemeente is")


class NewRequest(Wire):
    """Report a citizen's question (melding): the citizen by surrogate (citizenId) or by one's own reference, one of the two."""

    external_reference: Reference | None = None
    citizen_id: UUID | None = Field(
        default=None, description="de inwoner, als die al is vastgelegd (citizens)"
    )
    citizen_reference: CitizenReference | None = None
    contract_id: UUID | None = Field(
        default=None, description="contract waarvan de bevolking deze inwoner omvat"
    )
    law: Law
    contact_on: Day = Field(description="dag van het eerste contact")
    acute: bool = False
    acute_motive: Note | None = Field(
        default=None, description="waarom het acuut is; blijft bij de gemeente (G-40)"
    )
    channel: RequestChannel | None = None
    referrer: Referrer | None = Field(default=None, json_schema_extra={"x-istandaard": "Verwijzer"})
    question: Note | None = Field(default=None, description="de vraag zelf; blijft bij de gemeente")
    application_on: Day | None = Field(
        default=None, description="dag van de aanvraag, als die er meteen bij is (R-A55)"
    )
    team: CaseCode | None = Field(default=None, description="team dat de melding behandelt")
    area: CaseCode | None = Field(default=None, description="gebied of wijk van de inwoner")
    urgency: Urgency | None = None
    product_category: ProductCategory | None = None
    product_code: ProductCode | None = None
    residence: Residence | None = Field(
        default=None, description="adressen en verblijf, om te bepalen wie verantwoordelijk is (R-A56)"
    )

    @model_validator(mode="after")
    def _one_citizen(self) -> Self:
        exactly_one(self, "citizen_reference", "citizen_id")
        return self


class Request(Resource):
    """A citizen's question (melding, aanvraag); the citizen is a surrogate, without personal data."""

    external_reference: Annotated[str | None, Private] = None
    citizen_id: UUID
    contract_id: UUID | None
    law: Law
    contact_on: Day
    first_talk_on: Day | None
    acute: bool
    state: RequestState
    closed_on: Day | None = Field(
        default=None,
        description="dag waarop de melding hier sloot zonder antwoord: ingetrokken, gesloten, of de inwoner verhuisde (R-A56)",
    )
    channel: RequestChannel | None = None
    referrer_type: ReferrerType | None = Field(
        default=None,
        description="type verwijzer (COD327)",
        json_schema_extra={"x-istandaard": "Verwijzer/Type"},
    )
    referrer_code: AgbCode | None = Field(
        default=None,
        description="AGB-code van de verwijzer",
        json_schema_extra={"x-istandaard": "Verwijzer/ZorgverlenerCode"},
    )
    direct_access: bool | None = Field(
        default=None,
        description="of deze verwijzer rechtstreeks mag verwijzen; leeg = geen verwijzer (R-A04)",
    )
    application_on: Day | None = Field(
        default=None, description="dag van de aanvraag; leeg = nog niet gedaan"
    )
    team: CaseCode | None = Field(default=None, description="team dat de melding behandelt")
    area: CaseCode | None = Field(default=None, description="gebied of wijk van de inwoner")
    urgency: Urgency | None = None
    responsible_municipality: Oin | None = Field(
        default=None,
        description="verantwoordelijke gemeente (OIN); alleen bij jeugdhulp vanzelf gevuld (R-A56)",
    )
    responsible_reason: ResidenceReason | None = None
    responsible_since: Day | None = Field(default=None, description="sinds wanneer die verantwoordelijk is")
    responsible_code: ResponsibleCode | None = None
    transfer_by: Day | None = Field(
        default=None,
        description="uiterste dag van overdracht aan een andere gemeente; tot dan gaat de hulp door",
    )
    product_category: ProductCategory | None = None
    product_code: ProductCode | None = None
    previous_id: UUID | None = Field(
        default=None, description="de melding waarop de inwoner terugkomt (waakvlam, R-A51)"
    )
    end_reason: RequestEnd | None = None
    source_system: str | None = Field(default=None, description="systeem waaruit de melding is overgenomen")
    source_reference: Annotated[str | None, Private] = Field(default=None, description="kenmerk daar")
    client_delay_days: int | None = Field(
        default=None,
        description="dagen van de wachttijd die de inwoner zelf vroeg; leeg = geen, of nog geen gesprek (G-12)",
    )
    client_delay_reason: Annotated[ClientDelayReason | None, Private] = None
    parties: Parties


class RequestQuestion(Wire):
    """What the citizen asks and why it is as it is, for the municipality alone; it goes in no feed."""

    id: UUID
    version: int = Field(ge=1, description="versie van de melding")
    owner: Oin
    citizen_id: UUID
    question: str | None = Field(
        description="de vraag zelf; leeg als zij niet is vastgelegd of de inwoner is gewist"
    )
    referrer_name: str | None = Field(
        description="naam van de verwijzer", json_schema_extra={"x-istandaard": "Verwijzer/Naam"}
    )
    acute_motive: str | None = Field(description="waarom het acuut is (G-40)")
    acute_decided_by: str | None = Field(description="wie dat besliste (G-40)")
    end_note: str | None = Field(description="toelichting bij intrekken of sluiten")


class RequestChange(Wire):
    """Complete a request: what is left out stays, null takes away."""

    channel: RequestChannel | None = None
    question: Note | None = Field(default=None, description="de vraag zelf; blijft bij de gemeente")
    team: CaseCode | None = Field(default=None, description="team dat de melding behandelt")
    area: CaseCode | None = Field(default=None, description="gebied of wijk van de inwoner")
    urgency: Urgency | None = None
    product_category: ProductCategory | None = None
    product_code: ProductCode | None = None


__all__ = [
    "AssessResidence",
    "NewRequest",
    "Place",
    "Referrer",
    "Request",
    "RequestChange",
    "RequestQuestion",
    "Residence",
    "ResponsibleMunicipality",
]
