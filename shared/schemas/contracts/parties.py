"""Who agrees with whom, and for whom: organisations, consortia and populations."""

from pydantic import Field

from shared.schemas.common import AgbCode, Day, MunicipalityCode, Name, Note, Oin, Reference, Resource, Wire
from shared.values.terms import Law, MemberRole, OrganisationKind


class NewOrganisation(Wire):
    """Register an organisation (organisatie) that a contract can name."""

    external_reference: Reference | None = None
    oin: Oin
    kind: OrganisationKind
    name: Name
    municipality_code: MunicipalityCode | None = None
    agb_code: AgbCode | None = None


class Organisation(Resource, NewOrganisation):
    """An organisation (organisatie): municipality, provider or auditor."""


class Member(Wire):
    """A member of a consortium with its role (hoofdaannemer, onderaannemer)."""

    oin: Oin
    role: MemberRole
    payment_lead: bool = Field(default=False, description="penvoerder: ontvangt de betalingen")


class NewConsortium(Wire):
    """Register a consortium (samenwerkingsverband) of providers."""

    external_reference: Reference | None = None
    name: Name
    start_date: Day
    members: list[Member] = Field(max_length=100)


class Consortium(Resource, NewConsortium):
    """A consortium (samenwerkingsverband): at least one main contractor, one lead for payment (R-C11)."""


class NewPopulation(Wire):
    """Register a population (populatie): whom an agreement is for."""

    external_reference: Reference | None = None
    name: Name
    municipality_code: MunicipalityCode
    laws: list[Law] = Field(min_length=1)
    description: Note
    inhabitants: int = Field(ge=0, examples=[110000])
    inhabitants_on: Day = Field(description="peildatum van het inwonertal")


class Population(Resource, NewPopulation):
    """A population (populatie) bounded by municipality and demand (N-105)."""
