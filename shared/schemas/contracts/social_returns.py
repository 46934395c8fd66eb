"""Social return: what was done for it, and how that stands against what the contract asks (R-C31, D-49)."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import BasisPoints, Cents, Day, Note, Oin, Reference, Resource, Wire
from shared.schemas.contracts.areas import Year
from shared.schemas.facts import Private
from shared.values.arrangements import SocialReturnBase
from shared.values.demands import SocialReturnKind, SocialReturnState

_PART = Text(
    "Een erkend bedrag hoort bij erkenning; wie niet of minder erkent, geeft een reden.",
    "A recognised amount belongs to recognition; who recognises less, or nothing, gives a reason.",
)
Worth = Annotated[
    int,
    Field(
        strict=True,
        ge=1,
        le=10**13,
        description="waarde van de inspanning in eurocenten",
        examples=[2_400_000],
    ),
]
Evidence = Annotated[
    Note,
    Field(
        description="waaruit het blijkt, zonder namen", examples=["Drie leerwerkplekken van een half jaar"]
    ),
]


class NewSocialReturnEntry(Wire):
    """Tell an effort for social return (inspanning social return) under a contract: kind, days and value."""

    external_reference: Reference | None = None
    contract_id: UUID
    kind: SocialReturnKind
    realised_from: Day = Field(description="eerste dag van de inspanning")
    realised_until: Day | None = Field(
        default=None, description="laatste dag, in hetzelfde jaar; leeg = alleen de eerste"
    )
    value_cents: Worth
    evidence: Annotated[Evidence, Private]


class SocialReturnEntry(Resource):
    """An effort for social return, with the purchaser's word on it: how much of it counts, and why not all."""

    contract_id: UUID
    entered_by: Oin = Field(description="wie de inspanning opgaf")
    kind: SocialReturnKind
    year: int = Field(description="het jaar waarin zij telt")
    realised_from: Day = Field(description="eerste dag van de inspanning")
    realised_until: Day = Field(description="laatste dag van de inspanning")
    value_cents: Cents
    evidence: Annotated[str, Private] = Field(description="waaruit het blijkt")
    state: SocialReturnState
    recognised_cents: Cents = Field(description="wat ervan telt, in eurocenten")
    decided_on: Day | None = Field(description="dag van het oordeel; leeg = nog geen oordeel")
    reason: Annotated[str | None, Private] = Field(description="waarom niet of minder is erkend")


class SocialReturnDecision(Wire):
    """The purchaser's word on an effort: recognised (in whole, or for less with a reason) or not, with the reason."""

    recognised: bool = Field(description="de inspanning telt mee")
    recognised_cents: Cents | None = Field(default=None, description="wat ervan telt; leeg = alles")
    reason: Annotated[Note | None, Private] = Field(
        default=None, description="waarom niet of minder; dan verplicht"
    )

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        less = not self.recognised or self.recognised_cents is not None
        if (less and self.reason is None) or (not self.recognised and self.recognised_cents is not None):
            raise ValueError(_PART)
        return self


class NewSocialReturnSum(Wire):
    """State what social return is a share of in a year, where the contract does not say it itself (G-13)."""

    external_reference: Reference | None = None
    contract_id: UUID
    year: Year = Field(description="het jaar waarover de som gaat")
    amount_cents: Cents
    evidence: Annotated[Note, Private] = Field(
        description="waaruit het blijkt, zoals de jaarrekening",
        examples=["Jaarrekening 2026, personeelskosten"],
    )


class SocialReturnSum(Resource):
    """What social return is a share of in one year, as the purchaser stated it: staff cost, or what was paid by performance."""

    contract_id: UUID
    year: int = Field(description="het jaar")
    amount_cents: Cents
    evidence: Annotated[str, Private] = Field(description="waaruit het blijkt")
    stated_on: Day = Field(description="wanneer het is opgegeven")


class SocialReturnYear(Wire):
    """One calendar year of the statement: its part of the sum and of what is required, and what was recognised in it."""

    year: int = Field(description="kalenderjaar")
    valid_from: Day = Field(description="eerste dag van het jaar waarop het contract geldt")
    valid_until: Day = Field(description="laatste dag van het jaar waarop het contract geldt")
    base_cents: Cents = Field(description="grondslag in dit jaar, voor zover bekend")
    known: bool = Field(description="of de grondslag van dit jaar bekend is")
    required_cents: Cents = Field(description="vereist over dit jaar")
    realised_cents: Cents = Field(description="erkend over dit jaar")


class SocialReturnStatement(Wire):
    """Social return of a contract over its whole term: the sum, the share, what is required, recognised and missing (R-C31)."""

    contract_id: UUID
    contract_version: int
    number: str = Field(description="contractnummer")
    name: str = Field(description="naam van het contract")
    agreed: bool = Field(description="of het contract social return vraagt; zo niet, dan is niets vereist")
    base: SocialReturnBase | None = Field(description="waarvan social return een deel is (G-13)")
    share_basis_points: BasisPoints
    valid_from: Day | None = Field(description="eerste dag van het contract")
    valid_until: Day | None = Field(description="laatste dag van het contract; leeg = nog niet afgesproken")
    complete: bool = Field(description="of de grondslag van elk jaar bekend is")
    base_cents: Cents = Field(description="grondslag over de hele looptijd, voor zover bekend")
    required_cents: Cents = Field(description="vereist: het deel van de grondslag")
    realised_cents: Cents = Field(description="gerealiseerd: wat is erkend")
    awaiting_cents: Cents = Field(description="opgegeven en nog niet beoordeeld")
    gap_cents: Cents = Field(description="tekort: vereist min gerealiseerd, nooit onder nul")
    surplus_cents: Cents = Field(description="wat boven het vereiste is gerealiseerd")
    years: list[SocialReturnYear] = Field(description="per kalenderjaar; samen zijn zij het geheel")


__all__ = [
    "NewSocialReturnEntry", "NewSocialReturnSum", "SocialReturnDecision", "SocialReturnEntry", "SocialReturnStatement",
    "SocialReturnSum", "SocialReturnYear",
]  # fmt: skip
