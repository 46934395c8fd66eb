"""Who agrees with whom: organisations and consortia."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import AgbCode, Cents, Day, MunicipalityCode, Name, Oin, Reference, Resource, Wire
from shared.schemas.contracts.funding.base import AreaCode
from shared.schemas.contracts.populations import Slug
from shared.values.arrangements import ProvidersRelation, RoleModel, Scenario
from shared.values.organisations import FinancialSignal, OrganisationSize
from shared.values.terms import MemberRole, OrganisationKind

Inhabitants = Annotated[int, Field(ge=0, le=20_000_000, examples=[110000])]
Sectors = Annotated[
    list[Slug],
    Field(max_length=20, description="sectoren waarin zij werkt", examples=[["elderly-care", "welfare"]]),
]
MainAreas = Annotated[
    list[AreaCode], Field(max_length=500, description="belangrijkste werkgebieden van de aanbieder")
]

_WITHOUT_DAY = Text(
    "Een inwonertal noemt zijn peildatum (inhabitantsOn), en omgekeerd.",
    "A number of inhabitants names its reference date (inhabitantsOn), and the other way round.",
)
_WITHOUT_SIGNAL_DAY = Text(
    "Een financieel signaal noemt zijn dag (financialSignalOn), en omgekeerd.",
    "A financial signal names its day (financialSignalOn), and the other way round.",
)


class OrganisationTraits(Wire):
    """What is known of an organisation beside its name; nothing of it is mandatory (N-100, N-102)."""

    region: Name | None = Field(default=None, description="regio waarin de gemeente samenwerkt (N-100)")
    inhabitants: Inhabitants | None = Field(default=None, description="inwonertal van de gemeente (N-100)")
    inhabitants_on: Day | None = Field(default=None, description="peildatum van het inwonertal")
    role_model: RoleModel | None = Field(
        default=None, description="rol die de gemeente wil spelen (N-13); een contract kan een andere noemen"
    )
    scenario: Scenario | None = Field(
        default=None, description="scenario A, B, C of D; een contract kan een ander noemen (A-11)"
    )
    own_risk_provision_cents: Cents | None = Field(
        default=None, description="eigen risicovoorziening van de gemeente (N-100, R-C59)"
    )
    sectors: Sectors = Field(default=[])
    size: OrganisationSize | None = Field(default=None, description="kleine of grote aanbieder (N-102)")
    main_area_codes: MainAreas = Field(default=[])
    financial_signal: FinancialSignal | None = Field(
        default=None, description="signaal over de financiële toestand van de aanbieder (N-102)"
    )
    financial_signal_on: Day | None = Field(default=None, description="dag van dat signaal")


class NewOrganisation(OrganisationTraits):
    """Register an organisation (organisatie) that a contract can name."""

    external_reference: Reference | None = None
    oin: Oin
    kind: OrganisationKind
    name: Name
    municipality_code: MunicipalityCode | None = None
    agb_code: AgbCode | None = None

    @model_validator(mode="after")
    def _with_their_days(self) -> Self:
        if (self.inhabitants is None) != (self.inhabitants_on is None):
            raise ValueError(_WITHOUT_DAY)
        if (self.financial_signal is None) != (self.financial_signal_on is None):
            raise ValueError(_WITHOUT_SIGNAL_DAY)
        return self


class OrganisationChange(OrganisationTraits):
    """Change an organisation (JSON Merge Patch): what is left out stays, null takes away; its OIN and kind never change."""

    name: Name = Field(default_factory=str)
    municipality_code: MunicipalityCode | None = None
    agb_code: AgbCode | None = None
    sectors: Sectors = Field(default_factory=list)
    main_area_codes: MainAreas = Field(default_factory=list)


class Organisation(Resource, NewOrganisation):
    """An organisation (organisatie): municipality, provider, auditor or another party."""


class Member(Wire):
    """A member of a consortium with its role (hoofdaannemer, onderaannemer)."""

    oin: Oin
    role: MemberRole
    payment_lead: bool = Field(default=False, description="penvoerder: ontvangt de betalingen")


class ConsortiumTraits(Wire):
    """What the members are to each other and what they share (N-103)."""

    providers_relation: ProvidersRelation | None = Field(
        default=None, description="concurrerend of aanvullend (N-20, N-103)"
    )
    shared_overhead: bool | None = Field(
        default=None, description="gezamenlijke overhead; leeg = niet bekend (A-4.1)"
    )
    shared_overhead_cents: Cents | None = Field(
        default=None,
        description="gezamenlijke overhead per jaar; ter informatie, betaling kijkt er niet naar",
    )


class NewConsortium(ConsortiumTraits):
    """Register a consortium (samenwerkingsverband) of providers."""

    external_reference: Reference | None = None
    name: Name
    start_date: Day
    members: list[Member] = Field(max_length=100)


class ConsortiumChange(ConsortiumTraits):
    """Change a consortium (JSON Merge Patch): what is left out stays, null takes away; its members and start stay."""

    name: Name = Field(default_factory=str)


class Consortium(Resource, NewConsortium):
    """A consortium (samenwerkingsverband): at least one main contractor, one lead for payment (R-C11)."""


__all__ = [
    "Consortium", "ConsortiumChange", "Member", "NewConsortium", "NewOrganisation", "Organisation", "OrganisationChange",
]  # fmt: skip
