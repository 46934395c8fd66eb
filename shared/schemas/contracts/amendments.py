"""An amendment: decided by the purchaser, in force once both sides have signed."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Cents, Checked, Day, Name, Note, Oin, Reference, Resource, Score, Wire
from shared.schemas.contracts.conditions import ScopeItem
from shared.schemas.contracts.funding.base import AreaCode
from shared.schemas.contracts.life import KpiCompensation
from shared.schemas.contracts.terms import Signature
from shared.schemas.facts import Private
from shared.values.terms import AmendmentReason, AmendmentState

_CHANGES_TWICE = Text(
    "Noem elk nummer, elk gebied en elke categorie één keer.", "Name every number, area and category once."
)


class AgreementChange(Wire):
    """A new norm for one result agreement from the amendment's date of effect (R-C08)."""

    number: int = Field(ge=1, le=99)
    norm: Score


class AreaAmount(Wire):
    """The annual amount of one area (gebied)."""

    area_code: AreaCode
    annual_amount_cents: Cents


class CategoryAmount(Wire):
    """The annual amount of one category of a square (vierkant, R-C20)."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$", examples=["ambulant"]), Checked]
    amount_cents: Cents


class GrantChange(Wire):
    """The state grant (rijksbijdrage) before and after; it passes through in full (R-C15)."""

    old_cents: Annotated[int, Field(ge=1, le=10**15, description="rijksbijdrage tot nu toe, in eurocenten")]
    new_cents: Cents


class NewAmendment(Wire):
    """Decide an amendment (addendum): budget, norms, scope, compensation, term (R-C07, R-C08, R-C15, R-C52)."""

    external_reference: Reference | None = None
    reason: AmendmentReason | None = Field(
        default=None, description="grond van de wijziging; zonder grond wordt geweigerd (R-C07)"
    )
    motivation: Note
    effective_on: Day
    annual_amount_cents: Cents | None = Field(
        default=None, description="nieuw vast jaarbedrag; naast nieuwe delen het bedrag waartoe zij optellen"
    )
    agreement_changes: list[AgreementChange] = Field(default=[], max_length=99)
    funding_number: int | None = Field(
        default=None, ge=1, le=99, description="welke bekostigingsafspraak wijzigt, als het er meer zijn"
    )
    area_amounts: list[AreaAmount] = Field(
        default=[],
        max_length=500,
        description="nieuwe gebiedsbudgetten: bij de jaarlijkse toets (R-C07), of hoger met wat aan de opdracht wordt toegevoegd",
    )
    amount_cents: Cents | None = Field(
        default=None,
        description="nieuw bedrag per inwoner, verzekerde of plaats per jaar, in eurocenten (R-C07)",
    )
    category_amounts: list[CategoryAmount] = Field(
        default=[],
        max_length=20,
        description="nieuwe bedragen van zorgcategorieën van een vierkant (R-C07, R-C20)",
    )
    scope_additions: list[ScopeItem] = Field(
        default=[], max_length=200, description="wat vanaf de ingangsdatum bij de opdracht hoort (A-5.14)"
    )
    scope_removals: list[Name] = Field(
        default=[], max_length=200, description="wat uit de opdracht gaat, bij naam"
    )
    grant_change: GrantChange | None = Field(
        default=None, description="gewijzigde rijksbijdrage, werkt door vanaf een volgend budgetjaar (R-C15)"
    )
    compensation: KpiCompensation | None = Field(
        default=None, description="het tekort dat een hogere norm opvangt (R-C52)"
    )
    extension_months: int | None = Field(
        default=None, ge=1, le=120, description="verlenging buiten de opties om, in maanden"
    )

    @model_validator(mode="after")
    def _numbers_are_unique(self) -> Self:
        numbers = [change.number for change in self.agreement_changes]
        areas = [one.area_code for one in self.area_amounts]
        codes = [one.code for one in self.category_amounts]
        if any(len(set(told)) < len(told) for told in (numbers, areas, codes)):
            raise ValueError(_CHANGES_TWICE)
        return self


class Amendment(Resource):
    """An amendment (addendum): in force once both sides have signed."""

    contract_id: UUID
    number: int
    state: AmendmentState
    reason: AmendmentReason
    motivation: Annotated[str, Private]
    decided_on: Day
    effective_on: Day
    annual_amount_cents: Cents | None
    agreement_changes: list[AgreementChange]
    funding_number: int | None = None
    area_amounts: list[AreaAmount] = Field(
        default=[], description="nieuwe gebiedsbudgetten, ook die uit een gewijzigde rijksbijdrage volgen"
    )
    amount_cents: Cents | None = None
    category_amounts: list[CategoryAmount] = Field(
        default=[], description="nieuwe bedragen van zorgcategorieën van een vierkant"
    )
    scope_additions: list[ScopeItem] = Field(default=[])
    scope_removals: list[str] = Field(default=[])
    grant_change: GrantChange | None = None
    compensation: KpiCompensation | None = None
    extension_months: int | None = None
    signatures: list[Signature]
    parties: list[Oin]
