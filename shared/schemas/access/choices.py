"""Choices of a provider by citizens, and the catalogues that they are offered (R-A40, R-C43)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Note, Oin, Parties, Reference, Resource, Score, Wire
from shared.schemas.facts import Private
from shared.values.choosing import ChoiceOrigin, ChoiceState
from shared.values.terms import Law

ProductCategory = Annotated[
    str, Field(pattern=r"^[0-9]{2}$", examples=["02"], json_schema_extra={"x-istandaard": "ProductCategorie"})
]
ProductCode = Annotated[
    str,
    Field(pattern=r"^[A-Z0-9]{1,5}$", examples=["02A03"], json_schema_extra={"x-istandaard": "ProductCode"}),
]
Urgency = Annotated[
    int, Field(ge=1, le=3, description="urgentie: 1 gaat voor, 3 kan het langst wachten (R-A37)")
]


class ProviderCatalogueEntry(Wire):
    """A provider's place in a catalogue (plaats in de catalogus), with its free capacity as contracts told it."""

    rank: int = Field(ge=1, description="plaats in de rangorde")
    provider: Oin
    total: Score = Field(description="totaalscore op de indicatoren")
    capacity: int = Field(ge=0, description="vrije plaatsen volgens de opdrachtgever")
    contract_id: UUID
    told_in: int = Field(ge=1, description="versie van de catalogus die deze capaciteit vertelde")


class ProviderCatalogue(Resource):
    """A catalogue (catalogus) as contracts made it: who may be offered, in which order the municipality assigns, after how long."""

    external_reference: Annotated[str | None, Private] = None
    procurement_id: UUID = Field(description="de inkoopprocedure waaruit zij komt")
    name: str
    product_codes: list[str] = Field(description="producten waarvoor zij geldt; leeg = alle")
    choice_term_days: int = Field(ge=0, description="dagen waarin de inwoner kiest")
    entries: list[ProviderCatalogueEntry] = Field(description="de aanbieders, in rangorde")
    parties: Parties


class NewProviderChoice(Wire):
    """Lay providers before a citizen (keuze voorleggen), with the choice itself when it was made at once (R-A40)."""

    external_reference: Reference | None = None
    request_id: UUID = Field(description="de melding")
    catalogue_id: UUID | None = Field(
        default=None, description="catalogus waaruit wordt voorgelegd; haar rangorde wordt getoond (R-C43)"
    )
    offered: list[Oin] = Field(
        default=[],
        max_length=100,
        description="voorgelegde aanbieders; leeg = alle van de catalogus, in rangorde",
    )
    preferred: Oin | None = Field(default=None, description="voorkeur van de inwoner, ook buiten het aanbod")
    pgb_offered: bool | None = Field(
        default=None,
        description="of een PGB als alternatief is voorgelegd; leeg = wat het contract zegt (R-C34)",
    )
    product_category: ProductCategory | None = None
    product_code: ProductCode | None = None
    urgency: Urgency = 2
    offered_on: Day | None = Field(default=None, description="dag van voorleggen; leeg = vandaag")
    chosen: Oin | None = Field(default=None, description="wie de inwoner koos, als dat al gebeurde")
    chosen_on: Day | None = Field(default=None, description="dag van de keuze; leeg = vandaag")
    note: Note | None = Field(default=None, description="toelichting; blijft bij de gemeente")


class OfferedPlace(Wire):
    """A provider as it was shown: its place, and what was free there then."""

    rank: int = Field(ge=1)
    provider: Oin
    free: int | None = Field(ge=0, description="vrije plaatsen op dat moment")


class ProviderChoice(Resource):
    """A choice of a provider (keuze van een aanbieder): preference, offered, chosen, and where the choice came from (R-A40)."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID | None = Field(description="contract van de melding")
    law: Law
    product_category: str | None = Field(json_schema_extra={"x-istandaard": "ProductCategorie"})
    product_code: str | None = Field(json_schema_extra={"x-istandaard": "ProductCode"})
    catalogue_id: UUID | None
    catalogue_version: int | None = Field(description="versie van de catalogus waarop de plaats is geteld")
    ranking: list[OfferedPlace] = Field(description="de rangorde zoals getoond; leeg zonder catalogus")
    offered: list[Oin] = Field(description="voorgelegde aanbieders")
    pgb_offered: bool
    preferred: Oin | None = Field(description="voorkeur van de inwoner")
    chosen: Oin | None = Field(description="wie het werd; leeg zolang er niemand is")
    origin: ChoiceOrigin | None = Field(description="gekozen door de inwoner, toegewezen, of de enige")
    state: ChoiceState
    offered_on: Day
    choose_until: Day = Field(description="laatste dag waarop de keuze van de inwoner is")
    chosen_on: Day | None
    rank: int | None = Field(description="plaats van de gekozene in de catalogus")
    acute: bool
    urgency: int
    single_without_pgb: bool = Field(description="er viel niet te kiezen: één aanbieder en geen PGB (R-C34)")
    policy_version: int = Field(description="versie van het beleid; 0 = de standaardwaarden")
    note: Annotated[str | None, Private] = Field(
        description="toelichting; leeg als de inwoner later is gewist"
    )
    parties: Parties


class ChosenProvider(Wire):
    """Record whom the citizen chose (keuze)."""

    provider: Oin
    chosen_on: Day | None = Field(default=None, description="leeg = vandaag")


__all__ = [
    "ChosenProvider",
    "NewProviderChoice",
    "OfferedPlace",
    "ProductCategory",
    "ProductCode",
    "ProviderCatalogue",
    "ProviderCatalogueEntry",
    "ProviderChoice",
    "Urgency",
]
