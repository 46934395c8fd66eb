"""Forms that pay a sum for availability or for a population, whatever the number of clients."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Cents, Checked, Day, Name, Note, Wire
from shared.schemas.contracts.funding.base import AreaCode, FixedSum, FundingBase, PaidInInstalments
from shared.values.agreements import BudgetSource, ReleaseRule, SurplusRule

_SQUARE = Text("De categorieën hebben elk een eigen code.", "Every category has a code of its own.")


class Retaining(PaidInInstalments):
    """A sum of which a part can be held back until the results are met (A-11.4, G-30); a lump sum has a form of its own for it."""

    advance_basis_points: int | None = Field(
        default=None,
        ge=0,
        le=10_000,
        description="deel dat in termijnen wordt betaald, de rest wordt ingehouden; leeg = alles in termijnen",
        examples=[9500],
    )
    release_rule: ReleaseRule | None = Field(
        default=None, description="hoe een inhouding vrijkomt (G-01); leeg = geheel of niet"
    )


class LumpSumRetention(FixedSum):
    """Lump sum with retention (lumpsum met inhouding, 95/5): the last part is paid when the agreements are met (R-S01 … R-S04)."""

    form: Literal["lumpSumRetention"]
    advance_basis_points: int = Field(
        ge=0,
        lt=10_000,
        description="deel dat in termijnen wordt betaald; de rest wordt ingehouden",
        examples=[9500],
    )
    release_rule: ReleaseRule = ReleaseRule.ALL_OR_NOTHING


class LumpSum(FixedSum):
    """Lump sum without retention (lumpsum): the whole sum in instalments (R-S07)."""

    form: Literal["lumpSum"]


class SubsidisedActivity(Wire):
    """An activity or duty on which a subsidy is granted and determined (Awb 4:46)."""

    number: int = Field(ge=1, le=99)
    description: Note
    amount_cents: Cents | None = Field(default=None, description="deel van de subsidie voor deze activiteit")


class LumpSumSubsidy(FixedSum):
    """Lump-sum subsidy (subsidie): granted on activities, paid in advances, determined afterwards (R-C09, R-S08)."""

    form: Literal["lumpSumSubsidy"]
    advance_basis_points: int = Field(
        default=10_000, ge=0, le=10_000, description="deel dat als voorschot wordt betaald (Awb 4:95)"
    )
    activities: list[SubsidisedActivity] = Field(min_length=1, max_length=99)


class Availability(FixedSum):
    """Availability or function (beschikbaarheids-, functiebekostiging): paid for being there (A-14.26)."""

    form: Literal["availability"]
    function: Note = Field(
        description="de functie of voorziening die beschikbaar is", examples=["inloop GGZ"]
    )


class CapitationInhabitant(Retaining):
    """Capitation per inhabitant (vast bedrag per inwoner, R-C18): amount × inhabitants on the reference date."""

    form: Literal["capitationInhabitant"]
    amount_cents: Cents = Field(description="bedrag per inwoner per jaar")
    counted_on: Day = Field(description="peildatum van het inwonertal")
    surplus_rule: SurplusRule | None = None


class CapitationInsured(Retaining):
    """Capitation per insured (bedrag per verzekerde): amount × insured, corrected for risk where agreed (A-9.6)."""

    form: Literal["capitationInsured"]
    amount_cents: Cents = Field(description="bedrag per verzekerde per jaar")
    insured: int = Field(ge=0, le=20_000_000)
    counted_on: Day
    risk_adjusted: bool = Field(default=False, description="vooraf gecorrigeerd voor risico")
    surplus_rule: SurplusRule | None = None


class AreaBudget(Wire):
    """The budget of one area with who is responsible for it (R-C12, R-C14)."""

    area_code: AreaCode
    provider: str = Field(pattern=r"^[0-9]{20}$", description="OIN van de verantwoordelijke aanbieder")
    annual_amount_cents: Cents


class PopulationArea(Retaining):
    """Population funding by area (populatiebekostiging per gebied): a fixed sum per area a year (A-5)."""

    form: Literal["populationArea"]
    areas: list[AreaBudget] = Field(min_length=1, max_length=500)
    passes_through: bool = Field(
        default=False, description="wijzigingen van de rijksbijdrage werken door (R-C15)"
    )
    budget_source: BudgetSource | None = None
    surplus_rule: SurplusRule | None = None

    @model_validator(mode="after")
    def _areas_once(self) -> Self:
        if len({one.area_code for one in self.areas}) < len(self.areas):
            raise ValueError(_TWICE)
        return self


class PopulationTargetGroup(Retaining, FixedSum):
    """Population funding by target group or diagnosis (sub-populatiebekostiging, R-C54)."""

    form: Literal["populationTargetGroup"]
    target_group: Name
    entry_condition: Note = Field(
        description="wanneer iemand tot de doelgroep gaat behoren", examples=["de diagnose"]
    )
    prevention_measures: list[Note] = Field(
        default=[], max_length=20, description="extra maatregelen om instroom te voorkomen (R-C54)"
    )


class Category(Wire):
    """A category of care with its part of the budget (R-C20)."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$", examples=["ambulant"]), Checked]
    name: Name
    amount_cents: Cents


class Square(Retaining):
    """Square funding (vierkantbekostiging): a lump sum over at most four categories of care (R-C20)."""

    form: Literal["square"]
    categories: list[Category] = Field(min_length=1, max_length=20)
    budget_source: BudgetSource | None = None
    surplus_rule: SurplusRule | None = None

    @model_validator(mode="after")
    def _codes_once(self) -> Self:
        if len({one.code for one in self.categories}) < len(self.categories):
            raise ValueError(_SQUARE)
        return self


class NeighbourhoodShare(Wire):
    """A neighbourhood's part of the budget, and the core team that holds it (A-6.1)."""

    area_code: AreaCode
    amount_cents: Cents
    core_team: Name | None = Field(default=None, description="kernteam dat het budget beheert (A-6.1)")


class NeighbourhoodBudget(FundingBase):
    """Neighbourhood budget (wijkbudget, A-6): held by a core team of the municipality itself, spent by hire orders."""

    form: Literal["neighbourhoodBudget"]
    neighbourhoods: list[NeighbourhoodShare] = Field(min_length=1, max_length=500)


class SpreadPurchase(PaidInInstalments):
    """Spread purchase of services outside care: one price, paid in parts."""

    form: Literal["spreadPurchase"]
    total_amount_cents: Cents


_TWICE = Text("Elk gebied komt één keer voor.", "Every area comes once.")
