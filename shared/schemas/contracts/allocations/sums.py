"""Methods that compute an amount, or divide one over teams, heads, providers, topics, categories or years."""

from typing import Literal, Self

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import BasisPoints, Cents, Day, Name, Oin, Wire
from shared.schemas.contracts.allocations.base import Count, PartCode, check_codes
from shared.schemas.contracts.funding.base import Quantity
from shared.values.populations import CharacteristicKind, UsedFor

_DISCOUNT = Text(
    "De korting is een bedrag of een percentage: precies één.",
    "The discount is an amount or a percentage: exactly one.",
)
_CUT = Text(
    "Verlaag het geheel (cutBasisPoints) of onderwerpen (topics): precies één.",
    "Cut the whole (cutBasisPoints) or topics (topics): exactly one.",
)
_RANGE = Text("De ondergrens ligt niet boven de bovengrens.", "The lower bound does not exceed the upper.")


class GrantMinusDiscount(Wire):
    """State grant minus an efficiency discount (rijksbijdrage min doelmatigheidskorting, R-C13)."""

    method: Literal["grantMinusDiscount"]
    grant_cents: Cents = Field(description="rijksbijdrage (meicirculaire)")
    reference_cents: Cents | None = Field(default=None, description="Vektis-cijfer, ter vergelijking")
    discount_cents: Cents | None = None
    discount_basis_points: BasisPoints | None = None
    least_basis_points: BasisPoints = Field(default=2_000, description="ondergrens van wat gewoon is")
    most_basis_points: BasisPoints = Field(default=4_000, description="bovengrens van wat gewoon is")

    @model_validator(mode="after")
    def _one_discount(self) -> Self:
        if (self.discount_cents is None) == (self.discount_basis_points is None):
            raise ValueError(_DISCOUNT)
        if self.least_basis_points > self.most_basis_points:
            raise ValueError(_RANGE)
        return self


class FormationWeight(Wire):
    """FTE for each unit of a characteristic: weight × value."""

    characteristic: CharacteristicKind
    weight: Quantity = Field(description="fte per eenheid", examples=["4.0"])
    value: Quantity = Field(description="aantal eenheden, zoals duizend huishoudens", examples=["1.2"])


class TeamFormation(Wire):
    """A team with what its formation is made of (R-C16, R-C17)."""

    code: PartCode
    name: Name | None = None
    target: UsedFor | None = Field(default=None, description="jeugd of sociaal (R-C17)")
    base_fte: Quantity = "0"
    weights: list[FormationWeight] = Field(default=[], max_length=20)


class Formation(Wire):
    """Budget per team from its formation in FTE (formatie, R-C16); teams run from 7 to 20 FTE."""

    method: Literal["formation"]
    cost_per_fte_cents: Cents = Field(description="kosten per fte per jaar")
    least_fte: Quantity = Field(default="7", description="kleinste team dat gewoon is")
    most_fte: Quantity = Field(default="20", description="grootste team dat gewoon is")
    teams: list[TeamFormation] = Field(min_length=1, max_length=500)

    @model_validator(mode="after")
    def _once(self) -> Self:
        check_codes([one.code for one in self.teams])
        return self


class Heads(Wire):
    """How many inhabitants or insured a part has on the reference date."""

    code: PartCode
    name: Name | None = None
    count: Count


class PerInhabitant(Wire):
    """A fixed amount per inhabitant (vast bedrag per inwoner, R-C18)."""

    method: Literal["perInhabitant"]
    amount_cents: Cents
    counted_on: Day = Field(description="peildatum van het inwonertal")
    heads: list[Heads] = Field(min_length=1, max_length=1000)

    @model_validator(mode="after")
    def _once(self) -> Self:
        check_codes([one.code for one in self.heads])
        return self


class PerInsured(Wire):
    """A fixed amount per insured (bedrag per verzekerde)."""

    method: Literal["perInsured"]
    amount_cents: Cents
    counted_on: Day = Field(description="peildatum van het aantal verzekerden")
    heads: list[Heads] = Field(min_length=1, max_length=1000)

    @model_validator(mode="after")
    def _once(self) -> Self:
        check_codes([one.code for one in self.heads])
        return self


class ProviderTurnover(Wire):
    """A provider's turnover in the reference year, and in the year before."""

    oin: Oin
    turnover_cents: Cents
    before_cents: Cents | None = Field(default=None, description="omzet in het jaar ervoor")


class TurnoverDivision(Wire):
    """A ceiling for every provider, pro rata of turnover (naar rato van omzet, R-C24)."""

    method: Literal["turnover"]
    total_cents: Cents
    providers: list[ProviderTurnover] = Field(min_length=1, max_length=1000)

    @model_validator(mode="after")
    def _once(self) -> Self:
        check_codes([one.oin for one in self.providers])
        return self


class StrongestGrowers(Wire):
    """A ceiling at last year's turnover for who grew above a threshold only (grootste stijgers, R-C25)."""

    method: Literal["strongestGrowers"]
    threshold_basis_points: int = Field(ge=0, le=1_000_000, description="groei boven dit percentage")
    providers: list[ProviderTurnover] = Field(min_length=1, max_length=1000)

    @model_validator(mode="after")
    def _once(self) -> Self:
        check_codes([one.oin for one in self.providers])
        return self


class Shrinking(Wire):
    """A budget that shrinks every year, not below its floor (krimpend budget, R-C48)."""

    method: Literal["shrinking"]
    start_cents: Cents
    shrink_basis_points: BasisPoints
    floor_cents: Cents
    first_year: int = Field(ge=1990, le=2199)
    years: int = Field(ge=1, le=20)


class TopicCut(Wire):
    """A topic of a subsidy budget with its cut."""

    code: PartCode
    name: Name | None = None
    amount_cents: Cents
    cut_basis_points: BasisPoints = 0


class SubsidyCut(Wire):
    """A lower subsidy budget: the whole (option 1) or by topic (option 2), which asks for a stronger motivation (R-C49)."""

    method: Literal["subsidyCut"]
    total_cents: Cents
    cut_basis_points: BasisPoints | None = None
    topics: list[TopicCut] = Field(default=[], max_length=100)

    @model_validator(mode="after")
    def _one_option(self) -> Self:
        if (self.cut_basis_points is None) == (not self.topics):
            raise ValueError(_CUT)
        check_codes([one.code for one in self.topics])
        return self


class WeighedCategory(Wire):
    """A category of care with its weight in the square."""

    code: PartCode
    name: Name | None = None
    weight: int = Field(ge=0, le=1_000_000)


class SquareDivision(Wire):
    """A lump sum over at most four categories of care (vierkant, R-C20)."""

    method: Literal["square"]
    total_cents: Cents
    categories: list[WeighedCategory] = Field(min_length=1, max_length=20)

    @model_validator(mode="after")
    def _once(self) -> Self:
        check_codes([one.code for one in self.categories])
        return self
